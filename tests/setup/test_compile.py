"""The README's first command, in a copy of the checkout, by the wrapper and by plain invoke."""
from __future__ import annotations

import json
import os
import sys

import pytest


@pytest.fixture(params=["wrapper", "plain invoke"])
def call(request, made):
    """Runs a task of the copy, from a folder within it, in each of the two ways."""
    command = {"wrapper": [made.wrapper], "plain invoke": [sys.executable, "-m", "invoke"]}[request.param]
    return lambda *arguments, **options: made.run(*arguments, command=command, **options)


def test_compile_makes_the_profiles_and_the_files_of_the_hosts(call, made):
    run = call("compile", "--json")
    assert (run.returncode, run.stderr) == (0, ""), run
    document = json.loads(run.stdout)
    assert document["tree"] == str(made.root)
    assert {profile["state"] for profile in document["profiles"]} == {"ok"}
    for profile in document["profiles"]:
        assert [path.rpartition(".")[2] for path in profile["outputs"]] == ["xml", "json", "dep"]
        assert all((made.root / path).is_file() for path in profile["outputs"])
    assert [(host["name"], host["guests"]) for host in document["hosts"]] == [
        ("xen-host.example.org", 2), ("xen-host2.example.org", 2)]
    for host in document["hosts"]:
        folder = made.root / "build" / "hosts" / host["name"] / "etc" / "xen"
        guests = sorted(path.name for path in folder.iterdir() if path.is_file())
        assert len(guests) == 2 and sorted(os.listdir(folder / "auto")) == guests
        assert {os.readlink(folder / "auto" / guest) for guest in guests} == {f"../{guest}" for guest in guests}


def test_compile_again_changes_nothing(call):
    call("compile")
    document = json.loads(call("compile", "--json").stdout)
    assert not any(profile["changed"] for profile in document["profiles"])
    assert not any(host["written"] or host["removed"] for host in document["hosts"])


def test_the_table_names_every_profile(call):
    run = call("compile", "--cluster", "example-xen")
    assert run.returncode == 0 and "6 profiles, 6 ok" in run.stdout, run
    assert "xen-host.example.org" in run.stdout


@pytest.mark.parametrize("arguments, said", [
    (["--cluster", "example-xne"], "did you mean 'example-xen'?"),
    (["--profile", "xen-host"], "there is no profile 'xen-host'"),
    (["--tree", "docs"], "docs is no template tree"),
])
def test_wrong_use_ends_with_2(call, arguments, said):
    run = call("compile", *arguments)
    assert run.returncode == 2 and said in run.stderr and "Traceback" not in run.stderr
    as_json = call("compile", "--json", *arguments)
    assert as_json.returncode == 2 and said in json.loads(as_json.stdout)["diagnostics"][0]["message"]


def test_the_tree_around_the_working_directory_counts(call, made, tmp_path):
    profiles = tmp_path / "site" / "clusters" / "c" / "profiles"
    profiles.mkdir(parents=True)
    (profiles / "x.pan").write_text("object template x;\n'/a' = UNKNOWN;\n")
    run = made.run("compile", cwd=profiles)
    assert run.returncode == 1 and f"{profiles / 'x.pan'}:2.8-2.14" in run.stderr, run
    assert (tmp_path / "site" / "build").is_dir()


LOOKING = [
    (["which", "xen/host/config"], 0, "standard/xen/host/config.pan"),
    (["which", "xen/host/confg"], 1, "did you mean xen/host/config"),
    (["which"], 2, "did not receive required positional arguments: 'template'"),
    (["why", "xen-guest1.example.org", "/hardware/ram/0/size"], 0, "/hardware/ram/0/size of xen-guest1.example.org is "),
    (["why", "xen-guest1.example.org", "/hardware/rom"], 1, "did you mean 'ram'?"),
    (["deploy", "--to", "build"], 2, "lies around the tree or in its build folder"),
    (["deploy", "--to", "served", "--dry-run"], 0, "dry run, nothing is written: 12 added"),
    (["diff"], 2, "the tree is in no git repository"),
    (["diff", "--json"], 2, "the tree is in no git repository"),
    (["diff", "--tree"], 2, "needed value and was not given one"),
    (["diff", "main", "other"], 2, "No idea what 'other' is"),
]


@pytest.mark.parametrize("arguments, status, said", LOOKING, ids=[" ".join(row[0]) for row in LOOKING])
def test_tasks_that_look_into_a_tree(made, arguments, status, said):
    run = made.run(*arguments, GIT_CEILING_DIRECTORIES=str(made.root.parent))
    assert run.returncode == status and said in run.stdout + run.stderr and "Traceback" not in run.stderr, run
