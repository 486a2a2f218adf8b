"""The disk cache of compiled templates: it saves work, and whatever is wrong with it counts as a miss."""
from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from qwg.pan import Compiler, Options, cache, version

PART = "template part;\nfunction double = 2 * ARGV[0];\n'/part' = double(length(OBJECT));\n"
HOST = "object template host;\ninclude 'part';\n'/a' = double(21);\nbind '/a' = long(1..) with SELF == double(21);\n"


@pytest.fixture
def tree(tmp_path) -> Path:
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / "host.pan").write_text(HOST)
    (tree / "part.pan").write_text(PART)
    return tree


@pytest.fixture
def directory(tmp_path) -> Path:
    return tmp_path / "cache"


def compile_host(tree: Path, directory: Path | None, **more) -> tuple[int, str]:
    """How many templates were compiled, and the profile's JSON."""
    output = tree.parent / "out"
    output.mkdir(exist_ok=True)
    results = Compiler(Options([tree], output, ("json",), cache_dir=directory, **more)).run([tree / "host.pan"])
    assert results.ok, "\n".join(diagnostic.text() for diagnostic in results.diagnostics)
    return results.compiled, (output / "host.json").read_text()


def pack(directory: Path) -> Path:
    """The one file in the cache; nothing else may lie there."""
    files = list(directory.iterdir())
    assert len(files) == 1 and files[0].suffix == ".pan-cache"
    return files[0]


def test_second_run_compiles_nothing(tree, directory):
    first = compile_host(tree, directory)
    assert first[0] == 2
    assert compile_host(tree, directory) == (0, first[1])


def test_without_a_folder_nothing_is_kept(tree, directory):
    assert [compile_host(tree, None)[0] for _ in range(2)] == [2, 2]
    assert not directory.exists()


def test_only_what_changed_is_compiled(tree, directory):
    compile_host(tree, directory)
    (tree / "part.pan").write_text(PART.replace("2 *", "3 *").replace("ARGV[0]", "ARGV[0] - 21"))
    compiled, profile = compile_host(tree, directory)
    assert compiled == 1 and '"part": -9' in profile


def test_time_of_a_file_does_not_matter(tree, directory):
    compile_host(tree, directory)
    os.utime(tree / "part.pan", ns=(1, 1))
    assert compile_host(tree, directory)[0] == 0


def test_templates_with_errors_are_not_kept(tree, directory):
    (tree / "part.pan").write_text("template part;\n'/part' = ;\n")
    for _ in range(2):
        results = Compiler(Options([tree], None, ("json",), cache_dir=directory)).run([tree / "host.pan"])
        assert [(found.code, found.span.line) for found in results.diagnostics] == [("pan.parse", 2)]


def test_errors_have_their_places_when_the_template_comes_from_the_cache(tree, directory):
    (tree / "part.pan").write_text("template part;\n'/part' = {\n    x = length(OBJECT);\n    x + 'text';\n};\n")
    texts = []
    for _ in range(2):
        results = Compiler(Options([tree], None, ("json",), cache_dir=directory)).run([tree / "host.pan"])
        texts.append([found.text() for found in results.diagnostics])
    assert texts[0] == texts[1] and "part.pan:4.5-4.14" in texts[0][0]


def test_debugging_is_not_kept(tree, directory, capsys):
    (tree / "part.pan").write_text("template part;\n'/part' = debug('seen') == 'seen';\nfunction double = ARGV[0] * 2;\n")
    compile_host(tree, directory, debug_include=".*")
    assert capsys.readouterr().err == "[host] seen\n"
    results = Compiler(Options([tree], None, ("json",), cache_dir=directory)).run([tree / "host.pan"])
    assert not results.ok and capsys.readouterr().err == ""
    compile_host(tree, directory, debug_include=".*")
    assert capsys.readouterr().err == "[host] seen\n"


DAMAGES = {
    "emptied": lambda data: b"",
    "cut within the head": lambda data: data[:20],
    "cut": lambda data: data[:-10],
    "one bit of the body": lambda data: data[:-20] + bytes([data[-20] ^ 1]) + data[-19:],
    "one bit of the checksum": lambda data: data[:20] + bytes([data[20] ^ 1]) + data[21:],
    "another version": lambda data: bytes([data[0] ^ 1]) + data[1:],
    "longer": lambda data: data + b"x",
    "text": lambda data: b"no cache at all\n" * 100,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_pack_is_a_miss_and_is_replaced(tree, directory, damage):
    _, profile = compile_host(tree, directory)
    file = pack(directory)
    file.write_bytes(DAMAGES[damage](file.read_bytes()))
    assert compile_host(tree, directory) == (2, profile)
    assert compile_host(tree, directory) == (0, profile)


def test_pack_of_other_content_is_a_miss(tree, directory):
    """A pack with a right checksum that holds something else, as a changed format would."""
    import marshal
    from hashlib import blake2b
    _, profile = compile_host(tree, directory)
    file = pack(directory)
    version = file.read_bytes()[:16]
    for content in (None, [], {b"key": 1}, {1: b""}, "text"):
        body = marshal.dumps(content)
        file.write_bytes(version + blake2b(body, digest_size=16).digest() + body)
        assert compile_host(tree, directory) == (2, profile)


def test_entry_of_other_content_is_a_miss(tree, directory):
    import marshal
    from hashlib import blake2b
    _, profile = compile_host(tree, directory)
    file = pack(directory)
    data = file.read_bytes()
    for entry in (b"", b"garbage", marshal.dumps(()), marshal.dumps((1, 2, 3)), marshal.dumps("text"), 5, None):
        body = marshal.dumps(dict.fromkeys(marshal.loads(data[32:]), entry))
        file.write_bytes(data[:16] + blake2b(body, digest_size=16).digest() + body)
        assert compile_host(tree, directory) == (2, profile)


def test_other_version_of_the_compiler_is_a_miss(tree, directory, monkeypatch):
    _, profile = compile_host(tree, directory)
    version = cache.compiler_version()
    monkeypatch.setattr(cache, "compiler_version", lambda: version[::-1])
    assert compile_host(tree, directory) == (2, profile)
    assert compile_host(tree, directory) == (0, profile)
    monkeypatch.undo()
    assert compile_host(tree, directory) == (2, profile)


def test_version_follows_the_code(monkeypatch, tmp_path):
    """A change of any module of the package makes all that was kept a miss."""
    package = Path(cache.__file__).parent
    for path in package.glob("*.py"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(version, "__file__", str(tmp_path / "version.py"))
    seen = {version.compiler_version()}
    for path in tmp_path.glob("*.py"):
        path.write_bytes(path.read_bytes() + b"\n")
        seen.add(version.compiler_version())
    assert len(seen) == 1 + len(list(package.glob("*.py")))


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o702])
def test_folder_that_others_may_write_to_is_not_used(tree, directory, mode):
    _, profile = compile_host(tree, directory)
    kept = pack(directory).read_bytes()
    directory.chmod(mode)
    assert compile_host(tree, directory) == (2, profile)
    (tree / "part.pan").write_text(PART + "# changed\n")
    assert compile_host(tree, directory) == (2, profile)
    assert pack(directory).read_bytes() == kept


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to another user")
def test_folder_of_another_user_is_not_used(tree, directory):
    _, profile = compile_host(tree, directory)
    os.chown(directory, 65534, -1)
    try:
        assert compile_host(tree, directory) == (2, profile)
    finally:
        os.chown(directory, os.geteuid(), -1)


def test_folder_is_made_private(tree, directory):
    compile_host(tree, directory / "deep" / "er")
    assert (directory / "deep" / "er").stat().st_mode & 0o777 == 0o700
    assert pack(directory / "deep" / "er").stat().st_mode & 0o022 == 0


def test_folder_that_cannot_be_made_is_no_error(tree, directory):
    directory.write_text("in the way")
    assert compile_host(tree, directory)[0] == 2
    assert compile_host(tree, directory / "below")[0] == 2
    assert directory.read_text() == "in the way"


def test_folder_in_the_place_of_the_pack(tree, directory):
    compile_host(tree, directory)
    file = pack(directory)
    file.unlink()
    file.mkdir()
    assert compile_host(tree, directory)[0] == 2
    assert list(directory.iterdir()) == [file], "temporary files are left"


def test_include_paths_have_packs_of_their_own(tree, directory, tmp_path):
    compile_host(tree, directory)
    other = tmp_path / "other"
    other.mkdir()
    for path in tree.iterdir():
        (other / path.name).write_bytes(path.read_bytes())
    compile_host(other, directory)
    assert len(list(directory.iterdir())) == 2
    assert compile_host(tree, directory)[0] == compile_host(other, directory)[0] == 0


def test_several_processes_at_once(tree, directory, checkout):
    """All of them succeed, and what stays behind is one good pack."""
    for number in range(30):
        (tree / f"host{number}.pan").write_text(HOST.replace("host", f"host{number}") + f"'/n' = {number} + length(OBJECT);\n")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(
        filter(None, [str(checkout / "tools"), os.environ.get("PYTHONPATH")]))}
    output = tree.parent / "out"
    output.mkdir()
    processes = [subprocess.Popen(
        [sys.executable, "-m", "qwg.pan", "--cache-dir", str(directory), "--output-dir", str(output), "--formats", "json",
         *(f"host{number}.pan" for number in range(part, 30, 3))],
        cwd=tree, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for part in (0, 1, 2, 0, 1, 2)]
    said = [process.communicate(timeout=120)[0] for process in processes]
    assert said == [""] * 6 and [process.returncode for process in processes] == [0] * 6
    assert len(list(output.glob("*.json"))) == 30
    pack(directory)
    assert compile_host(tree, directory)[0] <= 1
