"""A validation error points at what set the value, however it came into the tree, not at the type or the object."""
import pytest

from qwg.pan import Compiler, Options

SCHEMA = """declaration template schema;
type t_disk = {
    'size' : long(1..)
    'kind' ? string
};
type t = {
    'disk' : t_disk
    'name' ? string with length(SELF) < 5
};
"""
STRUCT = """structure template struct;
'size' = 10;
'kind' = { 3 };
"""
PLAIN = """structure template plain;
'size' = 10;
"""
NOISE = "'/d' = { deprecated(0, 'old'); length(OBJECT) };\n"
HEAD = "object template host;\ninclude 'schema';\nbind '/r' = t;\n"

# what follows HEAD -> (file, line, words of the message)
CASES = {
    "constant": ("'/r/disk/size' = 0;\n", ("host.pan", 4, "outside range 1..")),
    "overwritten": ("'/r/disk/size' = 5;\n'/r/disk/size' = -1;\n", ("host.pan", 5, "outside range")),
    "within a block": ("'/r' = {\n    SELF['disk']['size'] = 1;\n    SELF['name'] = 'too long';\n    SELF;\n};\n",
                       ("host.pan", 6, "user-defined validation failed")),
    "in a structure template": ("'/r/disk' = create('struct');\n", ("struct.pan", 3, "type of 'string'")),
    "through a local variable": ("'/r' = {\n    x = create('plain');\n    x['size'] = -5;\n"
                                 "    dict('disk', x);\n};\n", ("host.pan", 6, "outside range")),
    "through a global variable": ("variable D = {\n    d = create('plain');\n    d['kind'] = 'a';\n    d['size'] = 0;\n"
                                  "    d;\n};\n'/r/disk' = D;\n", ("host.pan", 7, "outside range")),
    "moved up by deletions": ("'/r/disk/size' = {\n    l = list(OBJECT, 5);\n    append(l, 0);\n    delete(l[0]);\n"
                              "    delete(l[0]);\n    l[0];\n};\n", ("host.pan", 4, "outside range")),
    "unexpected field": ("'/r/disk/size' = 1;\n'/r/disk/sise' = 2;\n", ("host.pan", 5, "unexpected field(s)")),
    "missing field": ("'/r/disk/kind' = 'a';\n", ("host.pan", 4, "missing required field: size")),
    "undefined element": ("'/r/disk/size' = undef;\n", ("host.pan", 4, "undefined")),
    "nothing was set": ("", ("host.pan", 0, "element does not exist")),
}


@pytest.mark.parametrize("case", CASES)
def test_validation_error_points_at_the_write(tmp_path, case, capsys):
    program, (file, line, words) = CASES[case]
    for name, text in {"schema": SCHEMA, "struct": STRUCT, "plain": PLAIN,
                       "host": HEAD + program + NOISE}.items():
        (tmp_path / f"{name}.pan").write_text(text)
    results = Compiler(Options(include_path=[tmp_path], output_dir=tmp_path)).run([tmp_path / "host.pan"])
    diagnostic, = results.diagnostics
    assert diagnostic.code == "pan.validation" and words in diagnostic.message
    assert diagnostic.span.file == str(tmp_path / file) and diagnostic.span.line == line, diagnostic.text()
    # The object is built a second time to find the place; what it prints must not come twice.
    assert capsys.readouterr().err == "old\n"
