"""A compiled tree comes in; what its machines break of the rules and schemas goes out as Diagnostics.

Cheap to call again: only profiles that changed are read and judged by the schemas, and what is known of the others,
with the places where their values were set, is in build/.state/machines.json.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from qwg.pan.diagnostics import Diagnostic, Span
from qwg.site.errors import Refused
from qwg.site.manifest import stamp
from qwg.site.properties import Properties
from qwg.site.tree import LIST_SEPARATOR, Tree, nearest
from qwg.site.why import Origins

from .domain import shown
from .machines import SYSTEM, Machine, Reading, read_machines
from .rules import OFF, PREFIX, RULES, SEVERITIES, Rule, Site, Violation
from .state import State

COMBINATIONS = "xen.combinations"
# Of so many profiles the templates are asked for the line that is at fault; each costs a compilation.
MOST_TRACED = 40
LONGEST = 2000


@dataclass
class Checked:
    """The machines of a tree, and the findings in the order of the rules."""
    site: Site
    diagnostics: list[Diagnostic] = field(default_factory=list)


def check(tree: Tree, origins: Origins | None = None, state: State | None = None) -> Checked:
    """Checks what stands in build/profiles; the caller holds the build's lock, since build/.state is written."""
    state = state or State(tree)
    reading = read_machines(tree, state)
    settings = Severities(tree)
    site = Site(reading.machines, reading.without_profile, settings.combinations())
    places = Places(tree, state, origins or Origins(tree))
    checked = Checked(site, [*reading.diagnostics, *settings.diagnostics])
    for rule, violation in violations(site, reading):
        severity = settings.of(rule, violation)
        if severity != OFF:
            checked.diagnostics.append(places.diagnostic(rule, severity, violation))
    checked.diagnostics += settings.of_clusters
    state.save()
    return checked


def violations(site: Site, reading: Reading) -> Iterator[tuple[Rule, Violation]]:
    for machine, schema, path, message in reading.violations:
        apart = machine.profile not in site.with_xen
        yield RULES[f"schema-{schema}"], Violation(machine, path, message, apart=apart)
    for rule in RULES.values():
        for violation in rule.check(site):
            yield rule, violation


class Severities:
    """How a site's properties switch the rules: `xen.rules.<name>` of the tree, else of the machine's cluster."""

    def __init__(self, tree: Tree):
        self.tree = tree
        self.known: dict[str, dict[str, str]] = {}
        self.diagnostics: list[Diagnostic] = []
        self.of_clusters: list[Diagnostic] = []
        self.of_tree = self.read(tree.settings, str(tree.top), self.diagnostics)

    def of(self, rule: Rule, violation: Violation) -> str:
        cluster = violation.machine.cluster
        if cluster not in self.known:
            folder = self.tree.clusters / cluster
            found: dict[str, str] = {}
            if cluster in self.tree.cluster_names:
                try:
                    settings = self.tree.cluster(cluster).settings
                except Refused:
                    # The build tells why the cluster cannot be read.
                    settings = Properties()
                found = self.read(settings, str(folder), self.of_clusters)
            self.known[cluster] = found
        given = self.of_tree.get(rule.name) or self.known[cluster].get(rule.name)
        # A tree whose machines have nothing to do with Xen compiles as it always did.
        return given or ("hint" if violation.apart else rule.severity)

    @staticmethod
    def read(settings: Properties, place: str, diagnostics: list[Diagnostic]) -> dict[str, str]:
        """The severities in the settings of one file; what is no rule, or no severity, is a finding."""
        table = {}
        for key in sorted(settings.values):
            if not key.startswith(PREFIX):
                continue
            name, value = key.removeprefix(PREFIX), (settings.get(key) or "").strip()
            if name not in RULES:
                text = f"there is no rule '{shown(name)}'{nearest(name, list(RULES))}"
            elif value not in (*SEVERITIES, OFF):
                text = f"{key} has the unknown value '{shown(value)}'{nearest(value, [*SEVERITIES, OFF])}"
            else:
                table[name] = value
                continue
            diagnostics.append(Diagnostic("error", "xen.properties", text, Span(place)))
        return table

    def combinations(self) -> set[tuple[str, str]]:
        """The pairs of systems, host and guest, that the site adds by xen.combinations."""
        pairs = set()
        for word in LIST_SEPARATOR.split(self.tree.settings.get(COMBINATIONS) or ""):
            host, colon, guest = word.partition(":")
            if SYSTEM.fullmatch(host) and SYSTEM.fullmatch(guest):
                pairs.add((host, guest))
            elif word:
                text = f"{COMBINATIONS} has '{shown(word)}', which must be HOST:GUEST such as sl450-x86_64:sl308-i386"
                self.diagnostics.append(Diagnostic("error", "xen.properties", text, Span(str(self.tree.top))))
        return pairs


class Places:
    """Where values were set, asked for once for each profile, path and version of the profile."""

    def __init__(self, tree: Tree, state: State, origins: Origins):
        self.tree = tree
        self.state = state
        self.origins = origins
        self.traced: set[str] = set()

    def diagnostic(self, rule: Rule, severity: str, violation: Violation) -> Diagnostic:
        machine, path = violation.machine, violation.path
        # Advice is about the machine as a whole, and there may be much of it.
        span = self.span(machine, path) if severity != "hint" else None
        # Names in a profile are data: whatever they hold, they stay on one line of the terminal.
        notes = (*violation.notes, *((f"in {machine.file}",) if span else ()))
        return Diagnostic(severity, rule.code, shown(f"{path}: {violation.message}", LONGEST),
                          span or Span(str(self.tree.top / machine.file)),
                          tuple(shown(note, LONGEST) for note in notes), object_name=machine.profile)

    def span(self, machine: Machine, path: str) -> Span | None:
        known = self.state.profiles.get(machine.file, {}).get("spans", {}).get(path)
        if isinstance(known, list) and len(known) == 6 and stamp(str(known[0])) == known[5]:
            return Span(*known[:5])
        if machine.profile not in self.traced and len(self.traced) >= MOST_TRACED:
            return None
        self.traced.add(machine.profile)
        span = self.origins.span(machine.profile, path)
        if span is not None:
            self.state.keep_span(machine.file, path, [span.file, span.line, span.column, span.end_line, span.end_column,
                                                      stamp(span.file)])
        return span
