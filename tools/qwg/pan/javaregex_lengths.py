"""A pattern tree in, the lengths that Java's compiler finds for a part of it out, and if it is deterministic.

They decide which look-behinds Java takes and how far these look, and which groups it repeats by its simple
loop. Java counts in 32 bits and stops early at some nodes, both of which shows; the walk is that of JDK 17.
"""

REPEAT_MAX = 0x7FFFFFFF
GROUPS = ("cap", "group")


class Lengths:
    """What Java's TreeInfo gathers: lengths in a 32-bit int, overflow included."""

    def __init__(self):
        self.reset()

    def reset(self):
        self.shortest = self.longest = 0
        self.valid = self.deterministic = True


def _int32(value):
    return (value + (1 << 31) & 0xFFFFFFFF) - (1 << 31)


def study(node, info, rest=None):
    """Java's study(): adds the lengths of node, and of what follows it in `rest` (a linked list), to info."""
    kind = node[0]
    if kind == "chars":
        info.shortest += 1
        info.longest = _int32(info.longest + 1)
    elif kind == "seq":
        for item in reversed(node[1]):
            rest = item, rest
    elif kind in GROUPS:
        rest = node[-1], rest
    elif kind == "atomic":
        study(node[1], info)
    elif kind == "lines":
        info.shortest += 1
        info.longest = _int32(info.longest + 2)
    elif kind == "cluster":
        info.shortest += 1
        info.deterministic = False
    elif kind == "ref":
        info.valid = False
    elif kind == "alt":
        return _study_branches(node[1], info, rest)
    elif kind == "opt":
        _, body, mode = node
        if body[0] in GROUPS and mode != "possessive":
            return _study_branches((body, ("seq", ())), info, rest)
        shortest = info.shortest
        study(body, info)
        info.shortest, info.deterministic = shortest, False
    elif kind == "rep" and not _study_repeat(node, info):
        return None
    return study(rest[0], info, rest[1]) if rest else None


def _study_branches(branches, info, rest):
    shortest, longest, valid = info.shortest, info.longest, info.valid
    least, most = REPEAT_MAX, -1
    for branch in branches:
        info.reset()
        study(branch, info)
        least, most = min(least, info.shortest), max(most, info.longest)
        valid = valid and info.valid
    info.reset()
    if rest:
        study(rest[0], info, rest[1])
    info.shortest += shortest + least
    info.longest = _int32(info.longest + longest + most)
    info.valid = info.valid and valid
    info.deterministic = False


def _study_repeat(node, info):
    """False if Java stops here: it does not look behind its general loop."""
    _, body, low, high, mode = node
    most = REPEAT_MAX if high is None else high
    if body[0] in GROUPS and mode != "possessive" and not is_deterministic(body):
        info.valid = info.deterministic = False
        return False
    if body[0] == "chars" and mode == "greedy" and high is None:
        info.shortest += low
        if info.valid:
            info.longest = _int32(info.longest + REPEAT_MAX)
        info.deterministic = False
        return True
    shortest, longest, valid, deterministic = info.shortest, info.longest, info.valid, info.deterministic
    info.reset()
    study(body, info)
    total = _int32(info.shortest * low + shortest)
    info.shortest = 0xFFFFFFF if total < shortest else total
    if valid and info.valid:
        info.longest = _int32(info.longest * most + longest)
        info.valid = info.longest >= longest
    else:
        info.valid = False
    info.deterministic = deterministic and info.deterministic and low == most
    return True


def is_deterministic(body):
    """Whether Java repeats this group by its simple loop, which gives captures and backtracking a twist."""
    return lengths(body).deterministic


def lengths(node):
    """The Lengths of a whole node."""
    info = Lengths()
    study(node, info)
    return info
