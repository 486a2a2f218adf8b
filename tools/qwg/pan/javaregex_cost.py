"""A pattern tree in, a bound on its backtracking out: the longest text that it surely gets through in so many steps.

The bound errs on the high side: it decides which patterns must run under a time limit. Sets of characters are
ints, one bit for each ASCII character and one for all others.
"""

from math import factorial, log

from .javaregex_chars import ascii_codes

_ALL = (1 << 129) - 1
_OTHERS = 1 << 128
_MANY_PAIRS = 20000
# Up to so many repetitions are told apart from endless ones.
_FEW = 8
_MANY_STATES = 300


def bits_of(predicate):
    """The set of a predicate; the bit for characters beyond ASCII is clear for an ASCII literal alone."""
    owner = getattr(predicate, "__self__", None)
    if isinstance(owner, int):
        return 1 << owner if owner < 128 else _OTHERS
    return sum([1 << code for code in ascii_codes(predicate)]) | _OTHERS


def longest_text(tree, steps):
    """How many characters a text may have for a match to need no more than `steps`, roughly."""
    exponential, degree = cost(tree)
    if exponential:
        return int(log(steps) / log(_Positions(tree).most_ways + 1))
    # The places where `degree` loops hand over to each other are in order: n ** degree / degree! ways to choose them.
    return int((steps * factorial(degree)) ** (1 / degree)) if degree else 1 << 30


def cost(tree):
    """(exponential, degree): steps for a text of n characters grow like n ** degree if not exponentially."""
    walker = _Walker()
    parts = walker.parts(tree)
    degree = max(walker.degree, _longest_chain(parts))
    if degree and not _anchored(tree):
        degree += 1
    return walker.exponential, degree


def _anchored(node):
    if node[0] == "at":
        return node[1] == "begin"
    if node[0] in ("cap", "group", "atomic"):
        return _anchored(node[-1])
    if node[0] == "alt":
        return all(map(_anchored, node[1]))
    return node[0] == "seq" and bool(node[1]) and _anchored(node[1][0])


def _longest_chain(parts):
    """How many loops of a row can hand characters to each other, so that each adds a factor n."""
    best = []
    for place, (repeats, here) in enumerate(parts):
        longest = 0
        if repeats:
            longest = 1
            between = _ALL
            for earlier in range(place - 1, -1, -1):
                repeated, there = parts[earlier]
                if repeated and here & there & between:
                    longest = max(longest, best[earlier] + 1)
                if not repeated:
                    between &= there
                if not between & here:
                    break
        best.append(longest)
    return max(best, default=0)


class _Walker:
    """Flattens a tree to a row of (is it a loop, set); nested loops are tested for ambiguity on the way."""

    def __init__(self):
        self.exponential = False
        self.degree = 0

    def parts(self, node):
        kind = node[0]
        if kind == "chars":
            return [(False, bits_of(node[1]))]
        if kind == "seq":
            return [part for item in node[1] for part in self.parts(item)]
        if kind in ("cap", "group", "atomic"):
            return self.parts(node[-1])
        if kind == "ref":
            return [(True, _ALL)]
        if kind == "lines":
            return [(True, _ALL)]
        if kind == "cluster":
            return [(False, _ALL)]
        if kind == "look":
            self.degree = max(self.degree, _longest_chain(self.parts(node[1])) + (not node[2]))
            return []
        if kind == "alt":
            return self.blurred([self.parts(branch) for branch in node[1]])
        if kind == "opt":
            return self.blurred([self.parts(node[1])])
        if kind == "rep":
            return self.loop(node)
        return []

    def blurred(self, branches):
        """Branches as loops over all they contain: as many as the branch with most has."""
        loops = max(sum(repeats for repeats, _ in branch) for branch in branches)
        union = 0
        for branch in branches:
            for _, here in branch:
                union |= here
        return [(True, union)] * loops

    def loop(self, node):
        _, body, low, high, _ = node
        inner = self.parts(body)
        if high is not None and low == high:
            return inner * min(high, 4)
        if _varies(body) and not self.exponential:
            self.exponential = _ambiguous(body)
        union = _characters(body)
        return [(True, union)] if union else []


def _characters(node):
    """The set of all characters that can stand in what a node matches."""
    kind = node[0]
    if kind == "chars":
        return bits_of(node[1])
    if kind in ("ref", "cluster", "lines"):
        return _ALL
    union = 0
    if kind in ("seq", "alt"):
        for inner in node[1]:
            union |= _characters(inner)
    elif kind in ("cap", "group", "atomic"):
        union = _characters(node[-1])
    elif kind in ("opt", "rep"):
        union = _characters(node[1])
    return union


def _varies(node):
    """Whether a node has more than one way to match."""
    kind = node[0]
    if kind in ("alt", "opt", "ref", "lines"):
        return True
    if kind == "rep":
        return node[2] != node[3] or _varies(node[1])
    if kind == "seq":
        return any(map(_varies, node[1]))
    return kind in ("cap", "group", "atomic") and _varies(node[-1])


class _Positions:
    """Glushkov's automaton of (node)*: a state for each character of the pattern, edges to followers."""

    def __init__(self, node):
        self.sets = []
        self.follow = []
        self.twice = False
        _, first, last = self.visit(node)
        self.link(last, first)

    @property
    def most_ways(self):
        """How many ways on there are at most at any character, one of which is to stop there."""
        return 1 + max(map(len, self.follow), default=1)

    def state(self, here):
        self.sets.append(here)
        self.follow.append(set())
        return False, [len(self.sets) - 1], [len(self.sets) - 1]

    def link(self, sources, targets):
        for source in sources:
            edges = self.follow[source]
            self.twice = self.twice or not edges.isdisjoint(targets)
            edges.update(targets)

    def visit(self, node):
        """(can it be empty, states it begins with, states it ends with)."""
        kind = node[0]
        if kind == "chars":
            return self.state(bits_of(node[1]))
        if kind in ("ref", "cluster", "lines"):
            found = self.state(_ALL)
            self.link(found[1], found[2])
            return found
        if kind in ("cap", "group", "atomic"):
            return self.visit(node[-1])
        if kind == "seq":
            return self.chain([self.visit(item) for item in node[1]])
        if kind == "alt":
            found = [self.visit(branch) for branch in node[1]]
            return (any(empty for empty, _, _ in found), [state for _, first, _ in found for state in first],
                    [state for _, _, last in found for state in last])
        if kind == "opt":
            _, first, last = self.visit(node[1])
            return True, first, last
        if kind == "rep":
            if node[3] is not None and node[3] <= _FEW and len(self.sets) < _MANY_STATES:
                return self.unrolled(node)
            empty, first, last = self.visit(node[1])
            if node[3] is None or node[3] > 1:
                self.link(last, first)
            return empty or node[2] == 0, first, last
        if kind == "look":
            self.visit(node[1])
        return True, [], []

    def unrolled(self, node):
        """A counted loop as its body one after the other: x{1,3} is x(x(x)?)?, so there is one way for each count."""
        _, body, low, high, _ = node
        turns = [self.visit(body) for _ in range(high)]
        if turns and turns[0][0]:
            # A body that can be empty gets a bound on the high side.
            return self.chain(turns)
        for (_, _, last), (_, first, _) in zip(turns, turns[1:]):
            self.link(last, first)
        last = [state for _, _, ends in turns[max(low - 1, 0):] for state in ends]
        return low == 0, turns[0][1] if turns else [], last

    def chain(self, items):
        empty, first, last = True, [], []
        for item_empty, item_first, item_last in items:
            self.link(last, item_first)
            if empty:
                first = first + item_first
            last = last + item_last if item_empty else item_last
            empty = empty and item_empty
        return empty, first, last


def _ambiguous(body):
    """Whether a text can be cut into iterations of the body in two ways: then some can in 2**n ways."""
    automaton = _Positions(body)
    if automaton.twice:
        return True
    sets, follow = automaton.sets, automaton.follow

    def pairs(first, second):
        return {(min(a, b), max(a, b)) for a in follow[first] for b in follow[second] if sets[a] & sets[b]}

    pending = {pair for state in range(len(sets)) for pair in pairs(state, state) if pair[0] != pair[1]}
    known = set(pending)
    while pending:
        for pair in pairs(*pending.pop()):
            if pair[0] == pair[1]:
                return True
            if pair not in known:
                known.add(pair)
                pending.add(pair)
        if len(known) > _MANY_PAIRS:
            return True
    return False
