"""The tasks: options come in, one call of the library each, its exit code goes out.

Any interpreter with invoke may load this file (so no syntax here that Python 2.7 lacks): unless our own
program loads it, it gives its place to that: here if nothing is missing, else through the wrapper ./invoke,
which has or makes a Python with everything.
"""
import os
import sys

from invoke import Exit, task

HERE = os.path.dirname(os.path.abspath(__file__))
NEEDED = ("jsonschema", "jsonschema_rs", "lxml", "regex", "rich")


def complete():
    """Whether this interpreter can run the tasks itself."""
    if sys.version_info < (3, 11):
        return False
    from importlib.util import find_spec

    return all(find_spec(name) for name in NEEDED)


def hand_over():
    """Replaces this process; only our own program has our exit codes for wrong use and internal errors."""
    command = ["/bin/sh", os.path.join(HERE, "invoke")]
    environment = dict(os.environ)
    if complete():
        command = [sys.executable, "-P", "-m", "qwg"]
        paths = [os.path.join(HERE, "tools"), environment.get("PYTHONPATH")]
        environment["PYTHONPATH"] = os.pathsep.join(path for path in paths if path)
    sys.stdout.flush()
    os.execve(command[0], command + sys.argv[1:], environment)


if "qwg.program" not in sys.modules:
    hand_over()

TREE = "a tree to use instead of the one around the working directory (or else this checkout's)"


@task(
    iterable=["cluster", "profile", "set", "why"],
    auto_shortflags=False,
    help={
        "cluster": "only this cluster, or those that match such as 'a*'; may be given several times",
        "profile": "only this profile; may be given several times",
        "compiler": "builtin, panc (the public one) or both, which compares them (else as the property pan.compiler "
                    "says, else builtin)",
        "set": "KEY=VALUE, a setting that wins over those of the property files; may be given several times",
        "toolstack": "write the guests' files for xm or xl (else as the property xen.toolstack says, else for xm)",
        "why": "say why this profile was compiled, or that it was up to date; may be given several times",
        "json": "print one JSON document instead of the table",
        "tree": TREE,
    },
)
def compile(context, cluster, profile, set, why, compiler=None, toolstack=None, json=False, tree=None):
    """Compile the clusters to build/profiles, and write the files of each Xen host to build/hosts."""
    from qwg.xen.hosts import compile_tree

    report = compile_tree(tree, HERE, clusters=cluster, profiles=profile, show_progress=not json,
                          compiler=compiler, toolstack=toolstack, settings=set, why=why)
    report.show(json)
    raise Exit(code=report.exit_code)


@task(
    iterable=["cluster"],
    auto_shortflags=False,
    help={
        "cluster": "only this cluster, or those that match such as 'a*'; may be given several times",
        "toolstack": "as for compile",
        "json": "print one JSON document a line, one for each build",
        "tree": TREE,
    },
)
def watch(context, cluster, toolstack=None, json=False, tree=None):
    """Compile, and again after each edit, and show what that changed in the profiles, until Ctrl-C."""
    from qwg.xen.hosts import watch_tree

    raise Exit(code=watch_tree(tree, HERE, clusters=cluster, toolstack=toolstack, as_json=json))


@task(
    iterable=["local_boot"],
    auto_shortflags=False,
    help={
        "root": "write to this folder instead of build/install-server",
        "local-boot": "let this guest boot from its disk instead of the installer; may be given several times",
        "serve": "then serve the folder over HTTP and TFTP, on free ports of loopback, until Ctrl-C",
        "json": "print one JSON document instead of the table",
        "tree": TREE,
    },
)
def install_server(context, local_boot, root=None, serve=False, json=False, tree=None):
    """Write what installs the compiled guests: network boot, Kickstart and DHCP entries, the kernels needed."""
    from qwg.aii.install_server import write_install_server

    report = write_install_server(tree, HERE, root=root, local_boot=local_boot)
    if serve:
        from qwg.aii.serve import serve as serve_folder

        raise Exit(code=serve_folder(report, json))
    report.show(json)
    raise Exit(code=report.exit_code)


@task(
    iterable=["host"],
    auto_shortflags=False,
    help={
        "host": "only this Xen host; may be given several times",
        "guest-memory": "MB of memory for the first guest, 8 more for each further one (else 112)",
        "limit": "seconds after which the run of a host is ended (else 900)",
        "break": "spoil a file on purpose, so that the run must fail: mac, disk, bridge or bootargs",
        "json": "print one JSON document instead of the table",
        "tree": TREE,
    },
)
def e2e(context, host, guest_memory=112, limit=900, break_=None, json=False, tree=None):
    """Run the Xen hosts with all their guests on a real Xen, in emulation, and compare them with their profiles."""
    from qwg.e2e.run import run_e2e

    report = run_e2e(tree, HERE, host, memory=guest_memory, limit=limit, broken=break_, show_progress=not json)
    report.show(json)
    raise Exit(code=report.exit_code)


@task(
    auto_shortflags=False,
    help={
        "html": "also write one web page, which needs no network, to this file",
        "json": "print one JSON document instead of the table",
        "tree": TREE,
    },
)
def guests(context, html=None, json=False, tree=None):
    """Compile, then show what each Xen host will run, whether it can, and what the checks found."""
    from qwg.xen.guests import guests_overview

    overview = guests_overview(tree, HERE, html=html, show_progress=not json)
    overview.show(json)
    raise Exit(code=overview.exit_code)


@task(
    iterable=["cluster", "loadpath"],
    positional=["template"],
    auto_shortflags=False,
    help={
        "template": "the name of a template, or of a text for file_contents(): its path on the load path",
        "cluster": "look it up for this cluster (else for all); may be given several times",
        "loadpath": "an entry of the variable LOADPATH; may be given several times, in their order",
        "profile": "compile this profile, and take the LOADPATH with which it looks the name up",
        "json": "print one JSON document instead",
        "tree": TREE,
    },
)
def which(context, template, cluster, loadpath, profile=None, json=False, tree=None):
    """Show which file of the load path a template's name leads to, and which ones that shadows."""
    from qwg.site.which import which as which_file

    report = which_file(tree, HERE, template, clusters=cluster, profile=profile, loadpath=loadpath)
    report.show(json)
    raise Exit(code=report.exit_code)


@task(
    auto_shortflags=False,
    help={
        "to": "the folder that the profiles are served from",
        "dry-run": "only show what would be added, changed and removed",
        "keep-failed": "with failing profiles, deploy the others and leave what is served for those as it is",
        "rollback": "take the last deploy to the folder back",
        "json": "print one JSON document instead",
        "tree": TREE,
    },
)
def deploy(context, to, dry_run=False, keep_failed=False, rollback=False, json=False, tree=None):
    """Compile all clusters, and put the profiles and their index where they are served from."""
    from qwg.xen.deploy import deploy_tree

    report = deploy_tree(tree, HERE, to, dry_run=dry_run, keep_failed=keep_failed, rollback=rollback,
                         show_progress=not json)
    report.show(json)
    raise Exit(code=report.exit_code)


@task(
    positional=["revision"],
    auto_shortflags=False,
    help={
        "revision": "the revision to compare the working tree with, HEAD if it is left out, or REV1..REV2",
        "markdown": "print Markdown, for a review",
        "json": "print one JSON document instead",
        "tree": TREE,
    },
)
def diff(context, revision, markdown=False, json=False, tree=None):
    """Compile two revisions, and show what differs in the profiles and in the files of the hosts."""
    from qwg.xen.diff import diff_tree

    report = diff_tree(tree, HERE, revision, show_progress=not json)
    report.show(json, markdown)
    raise Exit(code=report.exit_code)


@task(
    positional=["profile", "path"],
    auto_shortflags=False,
    help={
        "profile": "the name of the profile",
        "path": "a path in it, such as /hardware/ram/0/size; keys that need escape() may stand in {braces}",
        "cluster": "the cluster of the profile, where there are several of that name",
        "json": "print one JSON document instead",
        "tree": TREE,
    },
)
def why(context, profile, path, cluster=None, json=False, tree=None):
    """Show which template and line set a value of a profile, what it overwrote, and through which includes."""
    from qwg.site.history import why as why_value

    report = why_value(tree, HERE, profile, path, cluster=cluster)
    report.show(json)
    raise Exit(code=report.exit_code)


@task(
    iterable=["path"],
    auto_shortflags=False,
    help={
        "path": "only the tests in this folder or file; may be given several times",
        "update": "show what differs from the goldens, and write what comes out now over them",
        "new": "write the goldens that are missing; leave the others alone",
        "json": "print one JSON document instead of what pytest prints",
        "tree": TREE,
    },
)
def golden(context, path, update=False, new=False, json=False, tree=None):
    """Run the tests of the templates; what follows after two dashes goes to pytest."""
    from qwg.golden.session import run_golden
    from qwg.program import arguments_after_dashes

    report = run_golden(tree, HERE, path, update, new, json, arguments_after_dashes())
    report.show(json)
    raise Exit(code=report.exit_code)


@task(
    iterable=["path", "check"],
    auto_shortflags=False,
    help={
        "path": "only the templates in this file or folder; may be given several times",
        "check": "only the check of this id, such as LP004; may be given several times",
        "severity": "tell what is error, warning (and error) or hint (all, the default)",
        "fix": "put right what can be proved to leave every profile the same",
        "sarif": "also write a SARIF 2.1.0 log to this file",
        "json": "print one JSON document instead of lines",
        "tree": TREE,
    },
)
def lint(context, path, check, severity="hint", fix=False, sarif=None, json=False, tree=None):
    """Check the templates of the tree as they are written: style, what is unused, what cannot be found."""
    from qwg.lint.linter import Request, lint as lint_templates

    report = lint_templates(tree, HERE, Request(tuple(path), tuple(check), severity, fix),
                            show_progress=not json)
    if sarif is not None:
        report.write_sarif(sarif)
    report.show(json)
    raise Exit(code=report.exit_code)


@task(
    iterable=["path", "cluster", "profile", "test"],
    auto_shortflags=False,
    help={
        "path": "tell only of the templates in this file or folder; may be given several times",
        "cluster": "only the profiles of this cluster; may be given several times",
        "profile": "only this profile; may be given several times",
        "profiles": "compile profiles at all",
        "test": "only the golden tests in this file or folder; may be given several times",
        "tests": "run golden tests at all",
        "least": "a percentage that must be reached, or the exit code is 1",
        "html": "also write one web page with the coloured templates, which needs no network, to this file",
        "lcov": "also write a tracefile for lcov and genhtml to this file",
        "json": "print one JSON document instead of the table",
        "tree": TREE,
    },
)
def coverage(context, path, cluster, profile, test, profiles=True, tests=True, least=None, html=None, lcov=None,
             json=False, tree=None):
    """Show which statements and branches of which templates run for the profiles and the golden tests."""
    from qwg.coverage.measure import Wanted
    from qwg.coverage.report import cover

    report = cover(tree, HERE, Wanted(tuple(cluster), tuple(profile), profiles, tuple(test), tests), path, html=html,
                   lcov=lcov, least=least, show_progress=not json)
    report.show(json)
    raise Exit(code=report.exit_code)


@task(
    iterable=["path", "test"],
    auto_shortflags=False,
    help={
        "path": "the templates in this file or folder are changed; may be given several times",
        "test": "only the golden tests in this file or folder; may be given several times",
        "every": "take one mutant in so many",
        "least": "a percentage that must be noticed, or the exit code is 1",
        "json": "print one JSON document instead of lines",
        "tree": TREE,
    },
)
def mutate(context, path, test, every=None, least=None, json=False, tree=None):
    """Change templates in many small ways, and show which changes no golden test notices; the files stay as they are."""
    from qwg.mutation.report import mutate as mutate_templates

    report = mutate_templates(tree, HERE, path, test, every, least, show_progress=not json)
    report.show(json)
    raise Exit(code=report.exit_code)


@task(
    auto_shortflags=False,
    help={
        "work": "the letters of what to measure, separated by commas (else all); docs/speed.md explains them",
        "rounds": "how often each is measured",
        "site": "the folder of the public example site, laid out as SCDB's, for a to d",
        "site-cluster": "the cluster of it (else the first)",
        "formats": "the output formats",
        "json": "print one JSON document instead of the table",
    },
)
def bench(context, work=None, rounds="5", site=None, site_cluster=None, formats="pan,dep", json=False):
    """Measure our compiler and, where PANC in the environment names it, the public panc, side by side; long."""
    from qwg.bench.measure import bench as measure

    report = measure(HERE, work, rounds, site, site_cluster, formats, show_progress=not json)
    report.show(json)
    raise Exit(code=report.exit_code)


@task
def test(context):
    """Run the tests of the tools; what follows after two dashes goes to pytest."""
    from qwg.program import arguments_after_dashes, run_tests

    raise Exit(code=run_tests(arguments_after_dashes()))


@task(
    iterable=["target", "replay"],
    auto_shortflags=False,
    help={
        "target": "pan, memo, xen-good or xen-hostile instead of all; may be given several times",
        "count": "how many inputs of each target (else 100000 of pan, 20000 of memo, 10000 of the others)",
        "seed": "the seed of an earlier run (else a new one, which is printed)",
        "processes": "how many work at a time (else one a processor)",
        "replay": "judge this kept input of the one target again instead; may be given several times",
        "json": "print one JSON document",
    },
)
def fuzz(context, target, replay, count=None, seed=None, processes=None, json=False):
    """Hostile inputs in great numbers, for the compiler and for what is written for hosts; long."""
    from qwg.program import run_fuzz

    raise Exit(code=run_fuzz(target=target, replay=replay, count=count, seed=seed, processes=processes, json=json))
