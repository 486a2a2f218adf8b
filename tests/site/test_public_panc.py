"""The public panc as a compiler: with the real one where PANC names it, and with stand-ins for java."""
from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qwg.pan import Options
from qwg.site.build import build
from qwg.site.compilers import compiler_class
from qwg.site.errors import Refused, WrongUse
from qwg.site.manifest import Manifest, settings_of
from qwg.site.panc import Answer, Panc, java_command
from qwg.site.public_panc import PublicPanc
from qwg.site.tree import tree_at

HERE = Path(__file__).parent
TOOLS = HERE.parents[1] / "tools"
SETTINGS = "cluster.pan.includes=lib\npan.formats=pan,json\n"
TREE = {
    "clusters/c/cluster.build.properties": SETTINGS,
    "clusters/c/profiles/fine.pan": "object template fine;\nvariable LOADPATH = list('v1');\ninclude 'versioned';\n"
                                    "'/v' = V;\n'/t' = file_contents('text');\n'/a' = is_null(if_exists('absent'));\n",
    "clusters/c/profiles/sub/host.pan": "object template sub/host;\n'/v' = value('fine:/v');\n",
    "clusters/c/profiles/common.pan": "template common;\nvariable X = 1;\n",
    "lib/v1/versioned.pan": "template versioned;\nvariable V = 7;\n",
    "lib/v1/text": "some text\n",
}
BROKEN = {
    "clusters/c/profiles/e1.pan": "object template e1;\n'/v' = 1 +;\n",
    "clusters/c/profiles/e2.pan": "object template e2;\ninclude 'nothere';\n",
    "clusters/c/profiles/e3.pan": "object template e3;\ntype t = { 'a' : long(1..4) };\nbind '/r' = t;\n'/r/a' = 7;\n",
    "clusters/c/profiles/e4.pan": "object template e4;\ninclude 'bad';\n",
    "clusters/c/profiles/e5.pan": "object template e5;\n'/v' = length(1, 2);\n",
    "clusters/c/profiles/e6.pan": "object template e6;\ninclude 'calls';\n",
    "clusters/c/profiles/e7.pan": "object template e7;\n'/v' = value('/nothing');\n",
    "clusters/c/profiles/f.pan": "object template f;\n'/v' = value('e6:/v');\n",
    "lib/bad.pan": "template bad;\n'/v' = ;\n",
    "lib/calls.pan": "template calls;\nfunction stop = { error('stopped by ' + ARGV[0]); };\n'/v' = stop('calls');\n",
}


def script(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Makes PANC name a jar, and JAVA_HOME a folder whose java is the given script."""
    def make(text: str) -> Path:
        script(tmp_path / "java" / "bin" / "java", text)
        (tmp_path / "panc.jar").write_text("a jar")
        monkeypatch.setenv("JAVA_HOME", str(tmp_path / "java"))
        monkeypatch.setenv("PANC", str(tmp_path / "panc.jar"))
        return tmp_path / "panc.jar"
    return make


@pytest.fixture
def ours(stand_in, tmp_path, monkeypatch):
    """A java that answers by our own compiler; what is written to the file that comes back tampers with it."""
    stand_in(f"#!/bin/sh\nPYTHONPATH='{TOOLS}' exec '{sys.executable}' '{HERE / 'panc_of_ours.py'}'\n")
    monkeypatch.setenv("PANC_TAMPER", str(tmp_path / "tamper.py"))
    (tmp_path / "tamper.py").write_text("")
    return tmp_path / "tamper.py"


@pytest.fixture(params=["stand-in", "public panc"])
def any_panc(request):
    """The tests that ask for it are run with both."""
    if request.param == "stand-in":
        request.getfixturevalue("ours")
    elif not os.environ.get("PANC"):
        pytest.skip("the environment variable PANC does not name a public panc")
    return request.param


def outputs(tree, folder="profiles") -> dict[str, bytes]:
    root = tree.build / folder
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def run(tree, compiler="panc", **more):
    return build(tree_at(tree.top), [], [], compiler_class(tree, compiler), **more)


def facts(result) -> dict[str, tuple]:
    """Of each profile its state, through whom it was lost, and each error's kind and the file it is in."""
    return {outcome.name or outcome.source.stem: (
        outcome.state, outcome.lost_through,
        {(found.code, found.span and found.span.file) for found in outcome.diagnostics if found.severity == "error"})
        for outcome in result.outcomes}


# --- what it makes -----------------------------------------------------------------------------------------------

def test_its_profiles_are_ours(make_tree, any_panc):
    tree = make_tree(TREE)
    told = []
    result = run(tree, on_done=told.append)
    assert {outcome.name: outcome.state for outcome in result.outcomes} == {"fine": "ok", "sub/host": "ok"}
    assert sorted(told) == ["fine", "sub/host"] and result.diagnostics == []
    made = outputs(tree)
    assert sorted(made) == ["fine.json", "fine.xml", "sub/host.json", "sub/host.xml"]
    again = run(tree, "builtin")
    assert all(outcome.reason == "the compiler changed" for outcome in again.outcomes)
    assert outputs(tree) == made and not any(outcome.changed for outcome in again.outcomes)


EDITS = (
    ("lib/v1/versioned.pan", "template versioned;\nvariable V = 8;\n", "lib/v1/versioned.pan changed"),
    ("lib/versioned.pan", "template versioned;\nvariable V = 8;\n", "'versioned' is now lib/versioned.pan"),
    ("lib/v1/text", "another text\n", "lib/v1/text changed"),
    ("lib/v1/absent.pan", "template absent;\n", "lib/v1/absent.pan is there now"),
)


def test_what_a_profile_was_made_from_is_known_from_its_dep(make_tree, any_panc):
    tree = make_tree(TREE)
    # What changed just before it was read is not trusted.
    time.sleep(0.06)
    run(tree)
    cluster, panc = tree.cluster("c"), compiler_class(tree, "panc")
    source = cluster.folder / "profiles" / "fine.pan"

    def reason() -> str | None:
        return Manifest(tree).stale(source, settings_of(tree, cluster, panc))

    assert reason() is None
    for path, text, expected in EDITS:
        file = tree.root / path
        before = file.read_text() if file.exists() else None
        file.write_text(text)
        assert reason().startswith(expected)
        if before is None:
            file.unlink()
        else:
            file.write_text(before)
        assert reason() is None


def test_every_failing_object_has_its_own_message_though_panc_loses_some(make_tree, any_panc):
    tree = make_tree({**TREE, **BROKEN})
    found, expected = facts(run(tree)), facts(run(tree, "builtin"))
    assert {name: fact[0] for name, fact in found.items()} == {name: fact[0] for name, fact in expected.items()}
    assert {name: fact[1] for name, fact in found.items()} == {name: fact[1] for name, fact in expected.items()}
    assert {name: fact[2] for name, fact in found.items()} == {name: fact[2] for name, fact in expected.items()}
    assert found["f"][:2] == ("lost", "e6")


def test_messages_of_the_real_panc_become_diagnostics_with_notes_and_a_trace(make_tree):
    if not os.environ.get("PANC"):
        pytest.skip("the environment variable PANC does not name a public panc")
    tree = make_tree({**TREE, **BROKEN})
    by_name = {outcome.name: outcome.diagnostics[0] for outcome in run(tree).outcomes if outcome.diagnostics}
    stopped, range_ = by_name["e6"], by_name["e3"]
    assert stopped.message.strip() == "[e6] user-initiated error: stopped by calls"
    assert (stopped.span.file, stopped.span.line) == (str(tree.root / "lib/calls.pan"), 2)
    assert [(frame.what, frame.span.line) for frame in stopped.trace] == [("calls.pan", 3), ("e6.pan", 2)]
    assert range_.message == "value (7) is outside range 1..4" and "element path: '/r/a'" in range_.notes
    assert by_name["e1"].code == "pan.parse" and by_name["e1"].span.line == 2
    assert by_name["e1"].span.end_column >= by_name["e1"].span.column


def test_names_and_texts_that_are_not_ascii_in_any_locale(make_tree, any_panc, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")
    tree = make_tree({"clusters/c/cluster.build.properties": "cluster.pan.includes=*\n",
                      "clusters/c/profiles/a.pan": "object template a;\n'/v' = file_contents('text');\n'/w' = '€';\n",
                      "ä/text": "é\n"})
    assert facts(run(tree)) == {"a": ("ok", None, set())}
    made = outputs(tree)
    run(tree, "builtin")
    assert outputs(tree) == made and "é".encode() in made["a.json"]


def test_a_guest_in_another_cluster(make_tree, any_panc):
    tree = make_tree({
        "clusters/guests/profiles/guest.pan": "object template guest;\n'/v' = 1;\n",
        "clusters/hosts/cluster.build.properties": "cluster.pan.includes=clusters/guests/profiles\n",
        "clusters/hosts/profiles/host.pan": "object template host;\n'/v' = value('guest:/v');\n"})
    assert facts(run(tree)) == {"guest": ("ok", None, set()), "host": ("ok", None, set())}
    (tree.root / "clusters/guests/profiles/guest.pan").write_text("object template guest;\n'/v' = error('no');\n")
    found = facts(run(tree))
    assert (found["guest"][0], found["host"][:2]) == ("failed", ("lost", "guest"))
    assert sorted(outputs(tree, "failed")) == ["guest.dep", "guest.json", "guest.xml", "host.dep", "host.json",
                                               "host.xml"]


def test_what_the_program_prints_goes_to_standard_error(make_tree, any_panc, capfd):
    tree = make_tree({**TREE, "quattor.build.properties": "pan.debug.include=.*\n",
                      "clusters/c/profiles/d.pan": "object template d;\n'/v' = debug('seen');\n"})
    run(tree)
    assert "[d] seen" in capfd.readouterr().err


# --- both ----------------------------------------------------------------------------------------------------------

def test_both_agree(make_tree, any_panc):
    result = run(make_tree({**TREE, **BROKEN}), "both")
    assert [found.text() for found in result.diagnostics if found.code == "site.differs"] == []


@pytest.mark.parametrize("tamper, message", [
    ("import pathlib\nfor file in pathlib.Path(arguments[1].partition('=')[2]).rglob('fine.json'):\n"
     "    file.write_text(file.read_text().replace('7', '8'))\n",
     """panc makes another fine.json: line 4 is '"v": 8', ours is '"v": 7'"""),
    ("import pathlib\nfor file in pathlib.Path(arguments[1].partition('=')[2]).rglob('fine.*'):\n    file.unlink()\n"
     "messages = 'evaluation error [/x.pan:1.1-1.2]\\nno\\n'\n",
     "panc refuses what our compiler does not: evaluation error [/x.pan:1.1-1.2] no"),
])
def test_both_tells_differences_each_time(make_tree, ours, tamper, message):
    tree = make_tree(TREE)
    ours.write_text(tamper)
    for _ in range(2):
        result = run(tree, "both")
        found = {(found.object_name, found.message) for found in result.diagnostics if found.code == "site.differs"}
        assert ("fine", message) in found
    assert b'"v": 7' in outputs(tree)["fine.json"]


def test_both_tells_other_refusals(make_tree, ours):
    tree = make_tree({**TREE, "clusters/c/profiles/e2.pan": BROKEN["clusters/c/profiles/e2.pan"]})
    ours.write_text("messages = messages.replace('evaluation error', 'syntax error')\n")
    found = [found.message for found in run(tree, "both").diagnostics if found.code == "site.differs"]
    assert found == [f"panc refuses with another kind or at another place: syntax error [{tree.root}/clusters/c/"
                     "profiles/e2.pan:2.1-2.18] cannot locate template named 'nothere'"]


# --- what is not there, or does not work ---------------------------------------------------------------------------

@pytest.mark.parametrize("java, message", [
    ("echo 'Error: something happened' >&2; exit 1", "panc ended without an answer: Error: something happened"),
    ("echo 'no numbers at all'; cat >/dev/null", "panc ended without an answer"),
    ("echo '100 7'; echo short", "panc ended without an answer"),
    ("kill -9 $$", "panc ended without an answer"),
    ("echo 'java.lang.UnsupportedClassVersionError: org/quattor/pan/pan_compiler' >&2; exit 1",
     "this java is too old: the public panc needs Java 8 or newer"),
    ("echo 'Error: Could not find or load main class clojure.main' >&2; exit 1", "not the libraries that it needs"),
    ("echo 'java.lang.OutOfMemoryError: Java heap space' >&2; exit 1", "Java ran out of memory"),
])
def test_a_panc_that_breaks_down_changes_nothing(make_tree, stand_in, java, message):
    tree = make_tree(TREE)
    run(tree, "builtin")
    before = outputs(tree)
    stand_in(f"#!/bin/sh\n{java}\n")
    with pytest.raises(Refused, match="the public panc does not work") as refused:
        run(tree)
    assert message in refused.value.diagnostic.message
    assert outputs(tree) == before and not (tree.build / "failed").exists()


def test_no_java(make_tree, stand_in, monkeypatch):
    stand_in("")
    monkeypatch.setenv("JAVA_HOME", "/nowhere")
    with pytest.raises(Refused, match="/nowhere/bin/java cannot be run .*needs Java 8 or newer"):
        run(make_tree(TREE))


@pytest.mark.parametrize("launcher, message", [
    ("exec java-that-is-not-there", "java-that-is-not-there.*not found"),
    ("echo 'pan compiler version: 10.9'", "does not tell the class path"),
    (None, "cannot be run"),
])
def test_a_launcher_that_does_not_start_java(make_tree, tmp_path, monkeypatch, launcher, message):
    if launcher:
        script(tmp_path / "panc", f"#!/bin/sh\n{launcher}\n")
    monkeypatch.setenv("PANC", str(tmp_path / "panc"))
    with pytest.raises(Refused, match=message):
        compiler_class(make_tree(TREE), "panc")


def test_a_launcher_tells_java_and_the_class_path(tmp_path):
    launcher = script(tmp_path / "panc", "#!/bin/sh\nprintf '    java.class.path = /a/b.jar\\n        /c.jar\\n"
                                         "    java.home = /opt/java\\n' >&2\n")
    java, *_, option, class_path = java_command(str(launcher))
    assert (java, option, class_path) == ("/opt/java/bin/java", "-cp", "/a/b.jar:/c.jar")


def test_without_a_panc_one_line_says_where_to_get_it(make_tree, monkeypatch):
    monkeypatch.delenv("PANC", raising=False)
    with pytest.raises(Refused) as refused:
        compiler_class(make_tree(TREE), "panc")
    text = refused.value.diagnostic.message
    assert "github.com/quattor/pan" in text and "PANC" in text and "panc.jar" in text and "\n" not in text


def test_which_compiler_and_which_panc(make_tree, ours, tmp_path, monkeypatch):
    tree = make_tree({**TREE, "quattor.build.properties": "pan.compiler = panc\n"})
    assert compiler_class(tree).__name__ == "Panc" and compiler_class(tree, "builtin") is None
    monkeypatch.delenv("PANC")
    jar = tree.top / "external/panc/lib/panc.jar"
    jar.parent.mkdir(parents=True)
    jar.write_text("where SCDB has it")
    assert compiler_class(tree).java[-1] == str(jar)
    assert compiler_class(tree_at(tree.top, {"panc.jar": str(tmp_path / "panc.jar")})).java[-1].endswith("/panc.jar")
    with pytest.raises(Refused, match="there is no jar"):
        compiler_class(tree_at(tree.top, {"panc.jar": "none.jar"}))
    with pytest.raises(WrongUse, match="there is no compiler 'pank'; did you mean 'panc'?"):
        compiler_class(tree, "pank")


def test_an_interrupted_build_leaves_no_java_behind(make_tree, stand_in, tmp_path):
    tree = make_tree(TREE)
    stand_in(f"#!/bin/sh\necho $$ > '{tmp_path}/pid'\nexec sleep 600\n")
    child = subprocess.Popen([sys.executable, "-P", "-m", "qwg", "compile", "--compiler=panc", "--tree", tree.top],
                             env={**os.environ, "PYTHONPATH": str(TOOLS)}, stdout=subprocess.DEVNULL,
                             stderr=subprocess.PIPE)
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text().strip():
        time.sleep(0.02)
    child.send_signal(signal.SIGINT)
    child.communicate(timeout=60)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)
    assert outputs(tree) == {} and list((tree.build / ".staging").rglob(".panc-*")) == []


def test_an_answer_may_be_waited_for_only_so_long(tmp_path):
    with Panc([str(script(tmp_path / "java", "#!/bin/sh\nexec sleep 600\n"))], seconds=0.1) as panc:
        with pytest.raises(TimeoutError):
            panc.compile([])


def test_messages_without_a_head_are_internal():
    found, = Answer("java.lang.NullPointerException\norg.quattor.pan.X.y(X.java:7)\n", "").refusals
    assert (found.kind, found.span, found.message) == ("internal", None, "java.lang.NullPointerException")


def test_a_load_path_longer_than_a_command_line(tmp_path, any_panc, monkeypatch):
    folders = [tmp_path / f"{number:04}-{'x' * 100}" for number in range(1500)]
    for folder in folders:
        folder.mkdir()
    (folders[-1] / "a.pan").write_text("object template a;\n'/v' = 1;\n")
    (tmp_path / "out").mkdir()
    command = java_command(os.environ["PANC"])
    panc = type("Panc", (PublicPanc,), {"java": command})
    results = panc(Options(include_path=folders, output_dir=tmp_path / "out", formats=("json",))).run(
        [folders[-1] / "a.pan"])
    assert results.ok and [path.name for path in results.profiles[0].outputs] == ["a.json"]
