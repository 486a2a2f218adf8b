"""The command line of `python -m qwg.pan`: options, output files, messages and exit statuses, on files good and bad."""
from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = "object template good;\n'/a' = 1;\n"
BAD = "object template bad;\n'/a' = 1;\n'/b' = 1 + NOWHERE;\n"
ENDLESS = "object template endless;\n'/a' = { debug('begun'); n = 0; while (n >= 0) n = n + 1; n };\n"


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """The working directory of the command: good.pan and bad.pan are in it."""
    folder = tmp_path / "a folder"
    folder.mkdir()
    (folder / "good.pan").write_text(GOOD)
    (folder / "bad.pan").write_text(BAD)
    return folder


@pytest.fixture
def command(folder, checkout):
    """Runs the command in the folder; what comes back is a CompletedProcess that shows no traceback of Python's."""
    def run(*arguments, **more) -> subprocess.CompletedProcess:
        done = subprocess.run([sys.executable, "-m", "qwg.pan", *map(str, arguments)], cwd=folder, text=True,
                              errors="replace", capture_output=True, timeout=60, stdin=subprocess.DEVNULL,
                              env={**os.environ, "PYTHONPATH": environment(checkout)}, **more)
        assert "Traceback" not in done.stdout + done.stderr, done.stdout + done.stderr
        return done
    return run


def environment(checkout: Path) -> str:
    return os.pathsep.join(filter(None, [str(checkout / "tools"), os.environ.get("PYTHONPATH")]))


def written(folder: Path) -> set[str]:
    """The files in a folder that are no templates."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.suffix != ".pan"}


# --- exit statuses and where things are said -------------------------------------------------------------------------

def test_success_is_silent(command, folder):
    done = command("good.pan")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert written(folder) == {"good.xml", "good.dep"}


def test_failure_is_told_on_standard_output(command, folder):
    done = command("bad.pan", "good.pan")
    assert done.returncode == 1 and done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[0] == f"evaluation error [{folder}/bad.pan:3.12-3.18]"
    assert lines[1] == "variable named 'NOWHERE' is undefined"
    assert lines[2].endswith("'/b' = 1 + NOWHERE;") and lines[3].endswith("^^^^^^^")
    assert written(folder) == {"good.xml", "good.dep"}


def test_what_the_program_prints_goes_to_standard_error(command, folder):
    (folder / "debug.pan").write_text("object template debug;\n'/a' = debug('seen');\n")
    done = command("--debug", "debug.pan")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "[debug] seen\n")


def test_every_failing_object_is_told(command, folder):
    names = [f"fail{number:02}" for number in range(20)]
    for name in names:
        (folder / f"{name}.pan").write_text(f"object template {name};\n'/a' = error('{name} fails');\n")
    done = command(*(f"{name}.pan" for name in names))
    assert done.returncode == 1
    assert [name for name in names if f"{name} fails" not in done.stdout] == []


def test_nothing_to_do(command, folder):
    done = command()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert written(folder) == set()


WRONG_USE = [
    (["--no-such-option", "good.pan"], "--no-such-option"),
    (["--formats"], "--formats"),
    (["--formats", "yaml", "good.pan"], "unknown formatter: yaml"),
    (["--formats", "", "good.pan"], "unknown formatter: "),
    (["--formats", "pan,,dep", "good.pan"], "unknown formatter: "),
    (["--include-path", "nowhere", "good.pan"], "nowhere"),
    (["--include-path", "good.pan", "good.pan"], "good.pan"),
    (["--output-dir", "nowhere", "good.pan"], "nowhere"),
    (["--output-dir", "good.pan", "good.pan"], "good.pan"),
    (["--max-iteration", "many", "good.pan"], "many"),
    (["--max-iteration", "0", "good.pan"], "positive"),
    (["--max-recursion", "-1", "good.pan"], "positive"),
    (["--max-recursion", "1.5", "good.pan"], "1.5"),
    (["--nthread", "-1", "good.pan"], "0 and more"),
    (["--nthread", "two", "good.pan"], "two"),
    (["--warnings", "loud", "good.pan"], "off, on, or fatal"),
    (["--diagnostics", "yaml", "good.pan"], "text or json"),
    (["--debug-ns-include", "(", "good.pan"], "--debug-ns-include"),
    (["--debug-ns-exclude", "[", "good.pan"], "--debug-ns-exclude"),
    (["--form", "pan", "good.pan"], "--form"),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG_USE, ids=[" ".join(arguments) for arguments, _ in WRONG_USE])
def test_wrong_use_is_one_line_and_status_2(command, folder, arguments, words):
    done = command(*arguments)
    assert done.returncode == 2
    assert done.stdout.startswith("OPTIONS ERROR: ") and words in done.stdout and done.stdout.count("\n") == 1
    assert written(folder) == set()


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_names_every_option(command, option):
    done = command(option)
    assert done.returncode == 0
    for name in ("--debug", "--debug-ns-include", "--debug-ns-exclude", "--initial-data", "--include-path", "--output-dir",
                 "--formats", "--java-opts", "--max-iteration", "--max-recursion", "--nthread", "--logging",
                 "--log-file", "--warnings", "--diagnostics", "--cache-dir", "--verbose", "--version"):
        assert name in done.stdout


def test_version(command):
    done = command("--version")
    assert done.returncode == 0 and done.stdout.startswith("pan compiler version: ")


def test_verbose_counts(command):
    done = command("-v", "good.pan")
    assert done.returncode == 0
    assert done.stdout.startswith("1 templates, 1 compiled, 1 objects, 2 files, 0 errors, ")


@pytest.mark.parametrize(("option", "value"), [("--java-opts", "-Xmx1g"), ("--logging", "all"),
                                               ("--log-file", "x.log")])
def test_options_without_meaning_are_accepted_and_say_so_once(command, folder, option, value):
    done = command(option, value, "good.pan")
    assert done.returncode == 0 and done.stdout == ""
    assert done.stderr.count("\n") == 1 and option in done.stderr
    assert written(folder) == {"good.xml", "good.dep"}


# --- options ---------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("formats", "files"), [
    ("pan", {"good.xml"}), ("xml", {"good.xml"}), ("json", {"good.json"}), ("text", {"good.txt"}),
    ("dot", {"good.dot"}), ("dep", {"good.dep"}), ("null", {"good.null"}), ("none", set()),
    ("pan.gz", {"good.xml.gz"}), ("xml.gz", {"good.xml.gz"}), ("json.gz", {"good.json.gz"}),
    ("dep.gz", {"good.dep.gz"}), ("pan,json,dep", {"good.xml", "good.json", "good.dep"}),
    ("pan , json", {"good.xml", "good.json"}), ("pan,pan,xml", {"good.xml"}), ("none,json", {"good.json"})])
def test_formats(command, folder, formats, files):
    done = command("--formats", formats, "good.pan")
    assert (done.returncode, done.stdout) == (0, "")
    assert written(folder) == files


def test_without_a_format_nothing_is_built(command):
    assert command("--formats", "none", "bad.pan").returncode == 0


def test_without_a_format_files_are_still_parsed(command, folder):
    (folder / "broken.pan").write_text("object template broken;\n'/a' = ;\n")
    done = command("--formats", "none", "broken.pan")
    assert done.returncode == 1 and "parse error" in done.stdout


def test_names_with_slashes_make_folders(command, folder):
    (folder / "in/deep").mkdir(parents=True)
    (folder / "in/deep/host.pan").write_text("object template in/deep/host;\n'/a' = 1;\n")
    (folder / "out").mkdir()
    assert command("--output-dir", "out", "in/deep/host.pan").returncode == 0
    assert written(folder / "out") == {"in/deep/host.xml", "in/deep/host.dep"}


def test_include_path_is_searched_in_order(command, folder):
    for number in ("1", "2"):
        (folder / number).mkdir()
        (folder / number / "part.pan").write_text(f"template part;\n'/from' = {number};\n")
    (folder / "host.pan").write_text("object template host;\ninclude 'part';\n")
    done = command("--include-path", os.pathsep.join([".", "2", "1"]), "--formats", "json", "host.pan")
    assert done.returncode == 0
    assert json.loads((folder / "host.json").read_text()) == {"from": 2}


def test_include_path_replaces_the_working_directory(command, folder):
    """Also for the objects given on the command line."""
    (folder / "other").mkdir()
    done = command("--include-path", "other", "good.pan")
    assert done.returncode == 1 and "cannot locate object template named 'good'" in done.stdout


def test_initial_data(command, folder):
    assert command("--initial-data", "dict('start', list(1))", "--formats", "json", "good.pan").returncode == 0
    assert json.loads((folder / "good.json").read_text()) == {"a": 1, "start": [1]}


@pytest.mark.parametrize("data", ["list(1)", "dict(", "OBJECT", "1 +", "dict('a')", "'text", "error('x')",
                                  "99999999999999999999", "{ while (true) 1; }"])
def test_bad_initial_data(command, folder, data):
    done = command("--initial-data", data, "good.pan")
    assert done.returncode == 1 and " error [" in done.stdout
    assert written(folder) == set()


def test_sources_may_be_absolute_or_given_twice(command, folder):
    done = command("-v", "good.pan", folder / "good.pan", "./good.pan")
    assert done.returncode == 0 and "1 objects" in done.stdout


def test_templates_that_are_no_objects_are_only_compiled(command, folder):
    (folder / "part.pan").write_text("template part;\n'/a' = error('never run');\n")
    assert command("part.pan").returncode == 0
    assert written(folder) == set()


def test_unchanged_outputs_keep_their_file(command, folder):
    command("good.pan")
    before = {name: (folder / name).stat() for name in written(folder)}
    os.utime(folder / "good.xml", ns=(1, 1))
    command("good.pan")
    assert (folder / "good.xml").stat().st_mtime_ns == 1
    assert {name: (folder / name).stat().st_ino for name in before} == {
        name: status.st_ino for name, status in before.items()}


def test_changed_outputs_are_replaced_as_a_whole(command, folder):
    command("good.pan")
    (folder / "good.pan").write_text(GOOD.replace("1", "'changed'"))
    os.link(folder / "good.xml", folder / "kept")
    assert command("good.pan").returncode == 0
    assert "changed" in (folder / "good.xml").read_text() and "changed" not in (folder / "kept").read_text()


# --- diagnostics as JSON ---------------------------------------------------------------------------------------------

def test_diagnostics_as_json(command, folder):
    (folder / "part.pan").write_text("template part;\n'/c' = {\n  x = 1;\n  x + 'a';\n};\n")
    (folder / "host.pan").write_text("object template host;\ninclude 'part';\n")
    done = command("--diagnostics", "json", "host.pan", "bad.pan", "good.pan")
    assert done.returncode == 1
    found = {diagnostic["object"]: diagnostic for diagnostic in json.loads(done.stdout)}
    assert set(found) == {"bad", "host"}
    assert found["bad"]["severity"] == "error" and found["bad"]["code"] == "pan.evaluation"
    assert found["bad"]["message"] == "variable named 'NOWHERE' is undefined"
    assert found["bad"]["span"] == {"file": f"{folder}/bad.pan", "line": 3, "column": 12, "end_line": 3,
                                    "end_column": 18}
    assert found["host"]["span"]["line"] == 4
    assert [(os.path.basename(frame["file"]), frame["line"]) for frame in found["host"]["trace"]] == [
        ("part.pan", 4), ("host.pan", 2)]


def test_diagnostics_as_json_of_nothing(command):
    done = command("--diagnostics=json", "--verbose", "good.pan")
    assert done.returncode == 0 and json.loads(done.stdout) == [] and "1 objects" in done.stderr


# --- odd files ---------------------------------------------------------------------------------------------------------

def written_file(name: str, data: bytes):
    def make(folder: Path) -> None:
        (folder / name).write_bytes(data)
    return make


def loop(folder: Path) -> None:
    (folder / "odd.pan").symlink_to("odd.pan")


def dangling(folder: Path) -> None:
    (folder / "odd.pan").symlink_to("nowhere.pan")


def directory(folder: Path) -> None:
    (folder / "odd.pan").mkdir()


HEADER = b"object template odd;\n"
ODD_FILES = {
    "missing": (lambda folder: None, "system error"),
    "directory": (directory, "system error"),
    "dangling link": (dangling, "system error"),
    "link to itself": (loop, "system error"),
    "empty": (written_file("odd.pan", b""), "parse error"),
    "blank": (written_file("odd.pan", b" \n\t\r\n"), "parse error"),
    "only a comment": (written_file("odd.pan", b"# nothing"), "parse error"),
    "zero bytes": (written_file("odd.pan", bytes(1000)), "parse error"),
    "zero byte in a statement": (written_file("odd.pan", HEADER + b"'/a' = \0 1;\n"), "parse error"),
    "byte order mark": (written_file("odd.pan", b"\xef\xbb\xbf" + HEADER), "parse error"),
    "UTF-16": (written_file("odd.pan", HEADER.decode().encode("utf-16")), "parse error"),
    "binary": (written_file("odd.pan", bytes(range(256)) * 10), "parse error"),
    "bad UTF-8 in code": (written_file("odd.pan", HEADER + b"'/a' = \xff;\n"), "parse error"),
    "other name": (written_file("odd.pan", b"object template even;\n"), "syntax error"),
    "header only begun": (written_file("odd.pan", b"object template"), "parse error"),
    "nested brackets": (written_file("odd.pan", HEADER + b"'/a' = " + b"(" * 20000 + b"1" + b")" * 20000 + b";\n"),
                        " error ["),
    "nested braces": (written_file("odd.pan", HEADER + b"'/a' = " + b"{" * 20000 + b"1" + b"}" * 20000 + b";\n"),
                      " error ["),
    "nested calls": (written_file("odd.pan", HEADER + b"'/a' = " + b"list(" * 20000 + b"1" + b")" * 20000 + b";\n"),
                     " error ["),
    "nested indices": (written_file("odd.pan", HEADER + b"'/a' = " + b"x[" * 20000 + b"1" + b"]" * 20000 + b";\n"),
                       " error ["),
    "nested types": (written_file("odd.pan", HEADER + b"type t = " + b"{'a':" * 20000 + b"long" + b"}" * 20000 + b";"),
                     " error ["),
}
FINE_FILES = {
    "bad UTF-8 in a comment": HEADER + b"# caf\xe9\n'/a' = 1;\n",
    "carriage returns for line ends": HEADER.replace(b"\n", b"\r") + b"'/a' = 1;\r'/b' = 2;\r",
    "long line": HEADER + b"'/a' = '" + b"x" * 1_000_000 + b"';\n",
    "long chain": HEADER + b"'/a' = 1" + b" + 1" * 5000 + b";\n",
    "long list": HEADER + b"'/a' = list(" + b"1, " * 20000 + b"1);\n",
    "many statements": HEADER + b"".join(b"'/a%d' = %d;\n" % (number, number) for number in range(5000)),
}


@pytest.mark.parametrize("name", ODD_FILES)
def test_odd_files_give_a_diagnostic(command, folder, name):
    make, words = ODD_FILES[name]
    make(folder)
    done = command("odd.pan", "good.pan")
    assert done.returncode == 1 and words in done.stdout and f"{folder}/odd.pan" in done.stdout
    assert written(folder) >= {"good.xml", "good.dep"} and "odd.xml" not in written(folder)


@pytest.mark.parametrize("name", FINE_FILES)
def test_unusual_files_compile(command, folder, name):
    (folder / "odd.pan").write_bytes(FINE_FILES[name])
    done = command("odd.pan")
    assert (done.returncode, done.stdout) == (0, "")
    assert "odd.xml" in written(folder)


def test_bad_utf_8_in_a_string_becomes_the_replacement_character(command, folder):
    (folder / "odd.pan").write_bytes(HEADER + b"'/a' = 'caf\xe9';\n")
    assert command("--formats", "json", "odd.pan").returncode == 0
    assert json.loads((folder / "odd.json").read_text()) == {"a": "caf\N{REPLACEMENT CHARACTER}"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_unreadable_file(command, folder):
    (folder / "good.pan").chmod(0)
    done = command("good.pan")
    assert done.returncode == 1 and "system error" in done.stdout


def test_file_that_is_no_template(command, folder):
    (folder / "note.txt").write_text("a note\n")
    done = command("note.txt")
    assert done.returncode == 1 and "parse error" in done.stdout


def test_file_name_too_long(command):
    done = command("x" * 5000 + ".pan")
    assert done.returncode == 1 and "system error" in done.stdout


def test_file_name_that_is_no_utf_8(command, folder, checkout):
    name = os.fsencode(str(folder)) + b"/caf\xe9.pan"
    with open(name, "wb") as file:
        file.write(b"object template caf;\n")
    done = command(os.fsdecode(name))
    assert done.returncode == 1 and "syntax error" in done.stdout


def test_output_that_cannot_be_written(command, folder):
    (folder / "good.xml").mkdir()
    done = command("--formats", "pan", "good.pan")
    assert done.returncode == 1 and "system error" in done.stdout and "good.xml" in done.stdout


def test_output_folder_that_is_a_file(command, folder):
    (folder / "out").mkdir()
    (folder / "out/in").write_text("in the way")
    (folder / "in").mkdir()
    (folder / "in/host.pan").write_text("object template in/host;\n'/a' = 1;\n")
    done = command("--output-dir", "out", "in/host.pan")
    assert done.returncode == 1 and "system error" in done.stdout
    assert (folder / "out/in").read_text() == "in the way"


def test_no_temporary_files_are_left(command, folder):
    (folder / "good.xml").mkdir()
    command("--formats", "pan,json", "good.pan", "bad.pan")
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


# --- interruptions -----------------------------------------------------------------------------------------------------

def start(checkout, folder, *arguments, **more) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-m", "qwg.pan", *arguments], cwd=folder, text=True,
                            env={**os.environ, "PYTHONPATH": environment(checkout)}, **more)


def test_reader_that_went_away(checkout, folder):
    """As in `python -m qwg.pan ... | head -0`."""
    reader, writer = os.pipe()
    os.close(reader)
    process = start(checkout, folder, "bad.pan", stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    _, said = process.communicate(timeout=60)
    assert "Traceback" not in said and process.returncode != 0


def test_interrupt_key(checkout, folder):
    (folder / "endless.pan").write_text(ENDLESS)
    process = start(checkout, folder, "--debug", "--max-iteration", "300000000", "endless.pan",
                    stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stderr.readline() == "[endless] begun\n"
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)
    assert "Traceback" not in "".join(said) and process.returncode == 130
    assert written(folder) == set()
