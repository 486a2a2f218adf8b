"""One test file, what is wrong with it: nothing, or these words."""
from __future__ import annotations

import pytest

# what is shown, the text of tests/t.pan, and for each object words of what is wrong, '' for nothing
ROWS = [
    ("a value", "object template t;\n'/a' = 1;\n# expect: /a = 1", {"t": ""}),
    ("another value", "object template t;\n'/a' = 2;\n# expect: /a = 1",
     {"t": "tests/t.pan:3: not as expected: /a\n  changed  /a = 1 -> 2\n           set at tests/t.pan:2"}),
    ("another type", "object template t;\n'/a' = 1.0;\n# expect: /a = 1", {"t": "changed  /a = 1 -> 1.0"}),
    ("a boolean is no number", "object template t;\n'/a' = true;\n# expect: /a = 1", {"t": "changed  /a = 1 -> true"}),
    ("a missing value", "object template t;\n'/b' = 1;\n# expect: /a = 1", {"t": "removed  /a = 1"}),
    ("a deleted value", "object template t;\n'/a' = 1;\n'/a' = null;\n# expect: /a = 1",
     {"t": "removed  /a = 1\n           deleted at tests/t.pan:3"}),
    ("nothing there", "object template t;\n'/b' = 1;\n# expect: /a = null", {"t": ""}),
    ("something there", "object template t;\n'/a' = 'x';\n# expect: /a = null", {"t": 'added    /a = "x"'}),
    ("a whole dict", "object template t;\n'/a' = dict('x', 1, 'y', list());\n# expect: /a = dict('x', 1, 'z', 2)",
     {"t": "added    /a/y = list()\n           set at tests/t.pan:2\n  removed  /a/z = 2"}),
    ("a key that is escaped", "object template t;\n'/a/{b c=d}' = 1;\n# expect: /a/{b c=d} = 1", {"t": ""}),
    ("a list's element", "object template t;\n'/a' = list('x', 'y');\n# expect: /a/1 = 'y'", {"t": ""}),
    ("not in a string or a heredoc", "object template t;\n# expect: /a = '# expect: /b = 2'\n"
     "'/a' = '# expect: /b = 2';\n'/c' = <<EOF;\n# expect: /c = 3\nEOF", {"t": ""}),
    ("an error at the line", "object template t;\n'/b' = 1;\n'/a' = error('no'); # expect-error: no", {"t": ""}),
    ("an error at another line", "object template t;\n'/b' = 1; # expect-error: no\n'/a' = error('no');",
     {"t": "tests/t.pan:2: it fails, but not at this line with the words: no"}),
    ("an error anywhere", "object template t;\n# expect-error: no\n'/a' = error('no');", {"t": ""}),
    ("an error with other words", "object template t;\n'/a' = error('no'); # expect-error: yes",
     {"t": "user-initiated error: no"}),
    ("a whole message", "object template t;\n'/a' = error('no way'); # expect-error: 'no way'", {"t": ""}),
    ("not the whole message", "object template t;\n'/a' = error('no way'); # expect-error: 'no'",
     {"t": "it fails, but not at this line with the words: no"}),
    ("an error that does not come", "object template t;\n'/a' = 1; # expect-error: no",
     {"t": "tests/t.pan:2: this should fail, and does not: no"}),
    ("an error that nobody expects", "object template t;\n'/a' = error('no');\n# expect: /a = 1",
     {"t": "tests/t.pan:1: it fails\n  evaluation error [tests/t.pan:2.8-2.18]"}),
    ("an error of a template that is included", "object template t;\ninclude 'u'; # expect-error: no\n\n"
     "template u;\n'/a' = error('no');", {"t": ""}),
    ("an error in a template that is included", "object template t;\ninclude 'u';\n\n"
     "template u;\n\n'/a' = error('no'); # expect-error: no", {"t": ""}),
    ("an error of validation", "object template t;\nbind '/a' = long;\n"
     "'/a' = 'x'; # expect-error: requires type of 'long'",
     {"t": ""}),
    ("no validation", "object template t;\n# validate: no\ntype r = { 'n' : long = 5 };\nbind '/a' = r;\n"
     "'/a/x' = 'y';\n# expect: /a/n = 5", {"t": ""}),
    ("a warning at the line", "object template t;\nfunction f = deprecated(0, ARGV[0]);\n"
     "'/a' = f('old'); # expect-warning: old", {"t": ""}),
    ("a warning that does not come", "object template t;\n'/a' = 1;\n# expect-warning: old",
     {"t": "tests/t.pan:3: no warning has the words: old"}),
    ("a warning that nobody expects", "object template t;\nfunction f = deprecated(0, ARGV[0]);\n'/a' = f('old');\n"
     "# expect: /a = true", {"t": "it warns, which no # expect-warning says\n  deprecated warning [tests/t.pan:2."}),
    ("several objects", "object template a;\n'/v' = value('b:/v');\n# expect: /v = 2\n\nobject template b;\n'/v' = 2;\n"
     "\nobject template c;\n'/v' = 3;\n# expect: /v = 4", {"a": "", "c": "changed  /v = 4 -> 3"}),
    ("a name with folders", "object template x/y;\n'/v' = 2;\n# expect: /v = 2\n"
     "object template z;\n# expect: /v = null",
     {"x/y": "", "z": ""}),
    ("nothing said", "object template t;\n'/a' = 1;", {"t": "nothing says what must come of it"}),
    ("no object", "unique template t;\n'/a' = 1;", {}),
    ("an object of the load path", "# object: elsewhere\n# expect: /a = 5", {"elsewhere": ""}),
    ("an object that is nowhere", "# object: nowhere\n# expect: /a = 5",
     {"nowhere": "there is no object template nowhere on the load path of this test"}),
    ("words that mean nothing", "object template t;\n# expect-fail: x",
     {"tests/t.pan": "there is no comment 'expect-fail'"}),
    ("no value", "object template t;\n# expect: /a", {"tests/t.pan": "write `# expect: /path = value`"}),
    ("a value that is no constant", "object template t;\n# expect: /a = X",
     {"tests/t.pan": "is not a constant of Pan"}),
    ("a value that is not Pan", "object template t;\n# expect: /a = 'x", {"tests/t.pan": "is not Pan"}),
    ("a value and more", "object template t;\n# expect: /a = 1 2", {"tests/t.pan": "is not Pan"}),
    ("two errors", "object template t;\n# expect-error: a\n# expect-error: b", {"tests/t.pan": "t can only fail once"}),
    ("an error without words", "object template t;\n'/a' = 1; # expect-error:", {"tests/t.pan": "add some words"}),
    ("a comment above two objects", "# expect: /a = 1\nobject template a;\nobject template b;",
     {"tests/t.pan": "this file has several object templates"}),
    ("a name that leads outside", "object template ../evil;\n# expect: /a = 1\nobject template b;",
     {"tests/t.pan": "'../evil' cannot be the name of a template"}),
    ("a name of a file outside", "# object: ../elsewhere\n# expect: /a = 1",
     {"tests/t.pan": "'../elsewhere' cannot be the name of a template"}),
    ("lines as Pan counts them", "object template a;\n# expect: /v = null\n\x0c\nobject template t;\n"
     "'/a' = error('no'); # expect-error: no", {"a": "", "t": ""}),
    ("an XPath that is none", "# @expect=\"count(\"\nobject template t;", {"t": "Invalid expression: count("}),
    ("an object that cannot be seen", "objekt template t;\n# expect: /a = 1",
     {"tests/t.pan": "this file expects something, but has no object template"}),
    ("a head in several lines", "  object\n template  t ;\n'/a' = 1;\n# expect: /a = 1", {"t": ""}),
    ("two templates of a name", "object template a;\ntemplate b;\ntemplate b;", {"tests/t.pan": "another template b"}),
    ("a cluster that is not there", "# cluster=nowhere\nobject template t;\n# expect: /a = 1",
     {"t": "there is no cluster 'nowhere'"}),
    ("a folder that is not there", "# loadpath: nowhere\nobject template t;\n# expect: /a = 1",
     {"t": "there is no folder nowhere for the load path"}),
    ("a form that is not there", "object template t;\n# golden: yaml",
     {"tests/t.pan": "a golden is one of: text, xml"}),
    ("files that are not there", "object template t;\n# emit: xn",
     {"tests/t.pan": "there are no emitted files 'xn'; there are: xm, xl, install"}),
]


@pytest.mark.parametrize("text, expected", [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_a_file_is_right_or_wrong(tree, text, expected):
    tree.write("tests/t.pan", text + "\n")
    tree.write("elsewhere.pan", "object template elsewhere;\n'/a' = 5;\n")
    found = tree.results()
    assert found.keys() == expected.keys()
    for name, words in expected.items():
        assert words in found[name] if words else found[name] == "", found[name]


def test_load_paths(tree):
    tree.write("clusters/c/cluster.build.properties", "cluster.pan.includes=lib/**\n")
    tree.write("clusters/c/profiles/p.pan", "object template p;\ninclude 'x';\n")
    tree.write("lib/deep/x.pan", "template x;\n'/x' = 'of the cluster';\n")
    tree.write("stubs/x.pan", "template x;\n'/x' = 'a stub';\n")
    tree.write("tests/own/y.pan", "template y;\n'/y' = 'beside the test';\n")
    test = "object template {0};\n{1}\ninclude 'x';\ninclude 'y';\n'/p' = value('p:/x');\n# expect: /x = '{2}'\n"
    tree.write("tests/own/a.pan", test.format("a", "# cluster: c", "of the cluster"))
    tree.write("tests/own/b.pan", test.format("b", "# cluster: c\n# loadpath: stubs", "a stub"))
    assert tree.results() == {"a": "", "b": ""}
    tree.write("quattor.build.properties", "golden.cluster=c\n")
    tree.write("tests/own/b.pan", test.format("b", "# loadpath: stubs", "a stub"))
    assert tree.results() == {"a": "", "b": ""}
    tree.write("quattor.build.properties", "golden.cluster=c\ngolden.pan.includes=stubs\n")
    tree.write("tests/own/a.pan", test.format("a", "", "a stub"))
    assert tree.results() == {"a": "", "b": ""}


def test_a_folder_is_one_test(tree):
    tree.write("tests/host/host.pan", "object template host;\n'/a' = value('guest:/a');\n# expect: /a = 1\n")
    tree.write("tests/host/guest.pan", "object template guest;\n'/a' = 1;\n")
    tree.write("tests/host/deeper/other.pan", "object template other;\n'/a' = 1;\n")
    tree.write("tests/host/another.pan", "object template another;\n'/a' = 1;\n# expect: /a = 1\n")
    assert tree.results() == {"another": "", "host": ""}


def test_upstream_headers(tree):
    tree.write("tests/x1.pan", "# @expect=\"/nlist/long[@name='a']=1\"\n# @format=pan\n"
               "object template x1;\n'/a' = 1;\n")
    tree.write("tests/x2.pan", "# @expect=\"/nlist/long[@name='a']=2\"\nobject template x2;\n'/a' = 1;\n")
    tree.write("tests/x3.pan", "# @expect=org.quattor.pan.exceptions.EvaluationException \".*no.*\"\n"
               "object template x3;\n'/a' = error('no');\n")
    tree.write("tests/x4.pan", "# @expect=EvaluationException \".*yes.*\"\nobject template x4;\n'/a' = error('no');\n")
    tree.write("tests/x5.pan", "# @expect=SyntaxException\nobject template x5;\n'/a' = error('no');\n")
    tree.write("tests/x6.pan", "# @expect=SyntaxException\nobject template x6;\n'/a' = 1;\n")
    found = tree.results()
    assert found["x1"] == found["x3"] == ""
    assert "this is not true of the profile: /nlist/long[@name='a']=2" in found["x2"]
    assert "the message does not match .*yes.*" in found["x4"]
    assert "an error of kind syntax is expected, and it is of kind evaluation" in found["x5"]
    assert "an error of kind syntax is expected, and it compiles" in found["x6"]
