"""Targets and seeds come in, the long fuzzing runs are done: what is found is printed, and kept to be judged again.

Exit status: 0 nothing found, 1 something found, 2 wrong use, 130 stopped by Ctrl-C.
"""
from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(HERE.parent / "xen"), str(CHECKOUT / "tools")]

from campaign import Finding, Target, findings  # noqa: E402


def targets() -> dict[str, Target]:
    import memo_judge
    import pan_judge
    import xen_judge

    return {target.name: target for target in (pan_judge.TARGET, memo_judge.TARGET, *xen_judge.TARGETS)}


def arguments_of(words: list[str], known: dict[str, Target]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./invoke fuzz", description="Hostile inputs of a seed, judged one by one.")
    parser.add_argument("--target", action="append", choices=known, help="only this one; may be given several times")
    parser.add_argument("--count", type=int, help="how many inputs of each target instead of "
                        + ", ".join(f"{target.count} of {name}" for name, target in known.items()))
    parser.add_argument("--seed", type=int, help="the seed of an earlier run (default: a new one, which is printed)")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="how many work at a time")
    parser.add_argument("--replay", metavar="FILE", action="append",
                        help="judge this kept input of the one --target again instead; may be given several times")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    given = parser.parse_args(words)
    if given.replay and len(given.target or ()) != 1:
        parser.error("--replay needs one --target")
    if given.processes < 1 or (given.count is not None and given.count < 1):
        parser.error("--count and --processes take numbers from 1")
    return given


def kept(target: Target, seed: int, finding: Finding) -> str | None:
    """Writes the input of a finding to build/fuzz; gives the file."""
    if finding.data is None:
        return None
    file = CHECKOUT / "build" / "fuzz" / f"{target.name}-{seed}-{finding.number}{target.suffix}"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(finding.data)
    return str(file)


def run(target: Target, seed: int, count: int, processes: int, say) -> list[dict]:
    """Judges so many inputs of a target, with progress on a terminal; each finding is told and kept at once."""
    found: list[dict] = []
    progress = contextlib.nullcontext()
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import Progress

        progress = Progress(console=Console(stderr=True))
    with progress as bar, contextlib.closing(findings(target, seed, count, processes)) as chunks:
        task = bar.add_task(f"{target.name}: {target.inputs}", total=count) if bar else None
        for number, chunk in chunks:
            for finding in chunk:
                file = kept(target, seed, finding)
                found.append({"number": finding.number, "what": finding.what, "file": file})
                say(f"{target.name}: number {finding.number}: {finding.what.partition(chr(10))[0][:200]}"
                    + (f"; kept as {file}" if file else ""))
            if bar:
                bar.advance(task, number)
    return found


def replay(target: Target, files: list[str], say) -> list[dict]:
    found = []
    for file in files:
        what = target.judge_again(Path(file).read_bytes())
        say(f"{file}: {what or 'as it must be'}")
        found += [{"what": what, "file": file}] if what else []
    return found


def main(words: list[str]) -> int:
    known = targets()
    given = arguments_of(words, known)
    say = (lambda line: None) if given.json else lambda line: print(line, flush=True)
    seed = random.SystemRandom().randrange(2 ** 32) if given.seed is None else given.seed
    report = []
    status = 0
    try:
        for target in [known[name] for name in dict.fromkeys(given.target or known)]:
            if given.replay:
                report.append({"target": target.name, "findings": replay(target, given.replay, say)})
                continue
            count = given.count or target.count
            say(f"{target.name}: {count} {target.inputs}; again with: "
                f"./invoke fuzz --target {target.name} --seed {seed} --count {count}")
            if target.note:
                say(f"{target.name}: {target.note}")
            report.append({"target": target.name, "seed": seed, "count": count, "note": target.note,
                           "findings": run(target, seed, count, given.processes, say)})
            say(f"{target.name}: {count} {target.inputs}, {len(report[-1]['findings'])} findings")
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        status = 130
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        status = 2
    if given.json:
        print(json.dumps({"targets": report}, indent=1))
    return status or int(any(part["findings"] for part in report))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
