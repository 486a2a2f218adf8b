"""A pattern tree and a text in, the match and captures that Java's own backtracking gives out.

Slow (about a microsecond a step), so only for what other engines do not answer as Java does: captures that
leak out of failed attempts (inside loops, look-arounds and atomic groups), references to them, \\G, \\b next
to combining marks. It follows the observable rules of JDK 17's matcher: a group repeated by a simple loop is
atomic and leaves the captures of its last attempt, an iteration that consumed nothing ends a loop, each start
position sees what failed ones left behind.
"""

import sys
import time

from . import javaregex_chars as chars
from .javaregex_chars import JavaRegexUnsupported
from .javaregex_lengths import GROUPS, REPEAT_MAX, is_deterministic

_DEPTH = 60000


class StepsExhausted(Exception):
    """The time allowed is over."""


class ExactMatcher:
    """Matches one tree; not reentrant. `spans` of a result: start and end of group 0, 1, ... in one list, -1
    for none.

    A text is a str of UTF-16 units: characters beyond U+FFFF as two surrogates. `whole`: the search steps
    over both, which Java does if some class of the pattern could hold such a character.
    """

    def __init__(self, tree, groups):
        self.count = groups
        self.whole = False
        self.wide_behind = False
        self.has_references = _contains(tree, "ref")
        self.slots = []  # state of loops and groups, by number
        self.memos = []  # per loop: the places where another iteration is known to fail
        self.spans = []
        self.codes = []
        self.end = self.last = self.last_match = self.behind_to = self.steps = 0
        self.deadline = 0.0
        self.root = self.build(tree, self.accept, True)

    def find(self, text, start, last_match, seconds):
        """spans of the first match that begins at or after start, or None."""
        if self.wide_behind and not text.isascii():
            raise JavaRegexUnsupported("a look-behind that contains a character beyond U+FFFF")
        limit = sys.getrecursionlimit()
        self.codes = [ord(char) for char in text]
        self.end = len(text)
        self.last_match = last_match
        self.deadline = time.monotonic() + seconds
        self.spans = [-1] * (2 * self.count + 2)
        self.slots = [-1] * len(self.slots)
        for memo in self.memos:
            memo.clear()
        sys.setrecursionlimit(max(limit, _DEPTH))
        try:
            for place in range(start, self.end + 1):
                if self.whole and place > start and self.is_half(place):
                    continue
                if self.root(place):
                    self.spans[0], self.spans[1] = place, self.last
                    return self.spans
            return None
        except RecursionError:
            raise StepsExhausted from None
        finally:
            sys.setrecursionlimit(limit)

    def tick(self):
        self.steps += 1
        if not self.steps & 1023 and time.monotonic() > self.deadline:
            raise StepsExhausted

    def accept(self, place):
        self.last = place
        return True

    def slot(self):
        self.slots.append(-1)
        return len(self.slots) - 1

    # -- one builder a kind: build(node, following) gives a function of a place

    def build(self, node, following, top=False):
        return getattr(self, "_" + node[0])(node, following, top)

    def _chars(self, node, following, top):
        predicate = node[1]
        known = {}
        self.whole = self.whole or not chars.is_bmp(predicate)

        def match(place):
            if place >= self.end:
                return False
            code = self.codes[place]
            size = 1
            if 0xD800 <= code <= 0xDFFF:
                code, size = self.character(place)
            fits = known.get(code)
            if fits is None:
                fits = known[code] = bool(predicate(code))
            return fits and following(place + size)
        return match

    def character(self, place):
        """Code point and number of units of what stands at a place."""
        high = self.codes[place]
        if 0xD800 <= high <= 0xDBFF and place + 1 < self.end and 0xDC00 <= self.codes[place + 1] <= 0xDFFF:
            return 0x10000 + (high - 0xD800 << 10) + self.codes[place + 1] - 0xDC00, 2
        return high, 1

    def is_half(self, place):
        return (0 < place < self.end and 0xDC00 <= self.codes[place] <= 0xDFFF
                and 0xD800 <= self.codes[place - 1] <= 0xDBFF)

    def _seq(self, node, following, top):
        for item in reversed(node[1]):
            following = self.build(item, following, top)
        return following

    def _alt(self, node, following, top):
        branches = [self.build(branch, following, top) for branch in node[1]]

        def match(place):
            self.tick()
            return any(branch(place) for branch in branches)
        return match

    def _cap(self, node, following, top):
        return self.group(node, following, self.slot(), top)

    _group = _cap

    def group(self, node, following, begin, top):
        """A group whose place of entry is kept in the slot `begin`."""
        number = node[1] if node[0] == "cap" else None

        def tail(place):
            spans = self.spans
            saved = spans[2 * number], spans[2 * number + 1]
            spans[2 * number], spans[2 * number + 1] = self.slots[begin], place
            if following(place):
                return True
            spans[2 * number], spans[2 * number + 1] = saved
            return False

        body = self.build(node[-1], following if number is None else tail, top)

        def head(place):
            slots = self.slots
            saved = slots[begin]
            slots[begin] = place
            found = body(place)
            slots[begin] = saved
            return found
        return head

    def atom(self, node):
        """A node matched on its own: true or false, the end in self.last, no way back into it."""
        return self.build(node, self.accept)

    def _atomic(self, node, following, top):
        atom = self.atom(node[1])
        return lambda place: atom(place) and following(self.last)

    def _opt(self, node, following, top):
        _, body, mode = node
        if mode == "possessive":
            atom = self.atom(body)
            return lambda place: following(self.last if atom(place) else place)
        if body[0] in GROUPS:
            inside = self.build(body, following, top)
            if mode == "lazy":
                return lambda place: following(place) or inside(place)
            return lambda place: inside(place) or following(place)
        atom = self.atom(body)
        if mode == "lazy":
            return lambda place: following(place) or (atom(place) and following(self.last))
        return lambda place: (atom(place) and following(self.last)) or following(place)

    def _rep(self, node, following, top):
        _, body, low, high, mode = node
        most = REPEAT_MAX if high is None else high
        if body[0] not in GROUPS or mode == "possessive":
            return self.simple_loop(self.atom(body), low, most, mode, following, None)
        if is_deterministic(body):
            number = body[1] if body[0] == "cap" else None
            return self.simple_loop(self.atom(body[-1]), low, most, mode, following, number)
        return self.general_loop(node, following, most, top)

    def simple_loop(self, atom, low, most, mode, following, number):
        """Repeats an atom; backtracking gives iterations back, each as long as those of the run it is in."""
        def capture(start, end):
            if number is not None:
                self.spans[2 * number], self.spans[2 * number + 1] = start, end

        def greedy(place, done):
            least = done
            saved = self.saved(number)
            if done < most and atom(place):
                size = self.last - place
                if size <= 0:
                    capture(place, place + size)
                    place += size
                else:
                    while True:
                        self.tick()
                        capture(place, place + size)
                        place += size
                        done += 1
                        if done >= most or not atom(place):
                            break
                        if place + size != self.last:
                            if greedy(place, done):
                                return True
                            break
                    while done > least:
                        if following(place):
                            capture(place - size, place)
                            return True
                        place -= size
                        capture(place - size, place)
                        done -= 1
            self.restore(number, saved)
            return following(place)

        def lazy(place, done):
            while True:
                self.tick()
                if following(place):
                    return True
                if done >= most or not atom(place) or self.last == place:
                    return False
                capture(place, self.last)
                place = self.last
                done += 1

        def possessive(place, done):
            while done < most and atom(place):
                self.tick()
                if self.last == place:
                    break
                place = self.last
                done += 1
            return following(place)

        rest = {"greedy": greedy, "lazy": lazy, "possessive": possessive}[mode]

        def match(place):
            saved = self.saved(number)
            for _ in range(low):
                self.tick()
                if not atom(place):
                    break
                capture(place, self.last)
                place = self.last
            else:
                if rest(place, low):
                    return True
            self.restore(number, saved)
            return False
        return match

    def saved(self, number):
        return None if number is None else (self.spans[2 * number], self.spans[2 * number + 1])

    def restore(self, number, saved):
        if number is not None:
            self.spans[2 * number], self.spans[2 * number + 1] = saved

    def general_loop(self, node, following, most, top):
        _, body, low, high, mode = node
        begin, counter = self.slot(), self.slot()
        memo = None
        if top and high is None and mode == "greedy" and not self.has_references:
            memo = set()
            self.memos.append(memo)

        def more(place, count):
            self.slots[counter] = count + 1
            if inside(place):
                return True
            self.slots[counter] = count
            return False

        def greedy(place):
            self.tick()
            if place > self.slots[begin]:
                count = self.slots[counter]
                if count < low:
                    return more(place, count)
                if count < most:
                    if memo is not None and place in memo:
                        return following(place)
                    if more(place, count):
                        return True
                    if memo is not None:
                        memo.add(place)
            return following(place)

        def lazy(place):
            self.tick()
            if place > self.slots[begin]:
                count = self.slots[counter]
                if count < low:
                    return more(place, count)
                return following(place) or (count < most and more(place, count))
            return following(place)

        inside = self.group(body, lazy if mode == "lazy" else greedy, begin, False)

        def match(place):
            slots = self.slots
            saved = slots[counter]
            if low > 0:
                slots[counter] = 1
                found = inside(place)
            elif mode == "lazy":
                found = following(place)
                if not found and most > 0:
                    slots[counter] = 1
                    found = inside(place)
            else:
                found = False
                if most > 0:
                    slots[counter] = 1
                    found = inside(place)
                found = found or following(place)
            slots[counter] = saved
            return found
        return match

    def _look(self, node, following, top):
        _, body, ahead, wanted, shortest, longest = node
        if ahead:
            atom = self.atom(body)
            return lambda place: atom(place) == wanted and following(place)
        atom = self.build(body, lambda place: place == self.behind_to)
        self.wide_behind = self.wide_behind or _has_wide_literal(body)

        def match(place):
            saved, self.behind_to = self.behind_to, place
            found = False
            start = place - shortest
            first = earliest_start(place, longest)
            while not found and start >= first:
                self.tick()
                found = atom(start)
                start -= 1
            self.behind_to = saved
            return found == wanted and following(place)
        return match

    def _ref(self, node, following, top):
        _, number, fold = node
        if not 0 < number <= self.count:
            return lambda place: False
        same = {None: lambda a, b: a == b, "ascii": _same_ascii, "unicode": _same_unicode}[fold]

        def match(place):
            start, end = self.spans[2 * number], self.spans[2 * number + 1]
            if start < 0 or place + end - start > self.end:
                return False
            codes = self.codes
            return (all(same(codes[start + step], codes[place + step]) for step in range(end - start))
                    and following(place + end - start))
        return match

    def _lines(self, node, following, top):
        def match(place):
            if place >= self.end:
                return False
            code = self.codes[place]
            if code == 13 and place + 1 < self.end and self.codes[place + 1] == 10 and following(place + 2):
                return True
            return code in chars.VERTICAL and following(place + 1)
        return match

    def _cluster(self, node, following, top):
        def match(place):
            if place >= self.end:
                return False
            code, after = self.codes[place], self.codes[place + 1] if place + 1 < self.end else 0
            if code > 127 or after > 127:
                raise JavaRegexUnsupported("\\X in a text that is not ASCII")
            return following(place + (2 if (code, after) == (13, 10) else 1))
        return match

    def _at(self, node, following, top):
        test = getattr(self, "at_" + node[1])
        return lambda place: test(place) and following(place)

    # -- places

    def at_begin(self, place):
        return place == 0

    def at_end(self, place):
        return place == self.end

    def at_last(self, place):
        return place == self.last_match

    def at_caret(self, place):
        if place == self.end:
            return False
        if place == 0:
            return True
        before = self.codes[place - 1]
        return before in chars.LINE_ENDS and not (before == 13 and self.codes[place] == 10)

    def at_unixcaret(self, place):
        return place != self.end and (place == 0 or self.codes[place - 1] == 10)

    def at_mdollar(self, place):
        if place == self.end:
            return True
        code = self.codes[place]
        return code in chars.LINE_ENDS and not (code == 10 and place > 0 and self.codes[place - 1] == 13)

    def at_dollar(self, place):
        left = self.end - place
        if left == 2:
            return self.codes[place] == 13 and self.codes[place + 1] == 10
        return left < 2 and self.at_mdollar(place)

    def at_munixdollar(self, place):
        return place == self.end or self.codes[place] == 10

    def at_unixdollar(self, place):
        return place == self.end or (place == self.end - 1 and self.codes[place] == 10)

    def at_cluster(self, place):
        raise JavaRegexUnsupported("\\b{g}")

    def at_word(self, place):
        return self.boundary(place, _is_word)

    def at_notword(self, place):
        return not self.boundary(place, _is_word)

    def at_uword(self, place):
        return self.boundary(place, chars.unicode_word)

    def at_notuword(self, place):
        return not self.boundary(place, chars.unicode_word)

    def boundary(self, place, is_word):
        before = place > 0 and self.worded(place - 1 - self.is_half(place - 1), is_word)
        return before != (place < self.end and self.worded(place, is_word))

    def worded(self, place, is_word):
        """A word character, or a mark on one."""
        code, _ = self.character(place)
        if is_word(code):
            return True
        if code < 128 or chars.category(code) != "Mn":
            return False
        while place >= 0:
            code, _ = self.character(place)
            if chars.letter_or_digit(code):
                return True
            if chars.category(code) != "Mn":
                return False
            place -= 1
        return False


def earliest_start(place, longest):
    """Where a look-behind may begin: Java subtracts in an int that may have overflowed."""
    return max((place - longest + (1 << 31) & 0xFFFFFFFF) - (1 << 31), 0)


def _is_word(code):
    return code == 0x5F or chars.letter_or_digit(code)


def _same_ascii(first, second):
    return first == second or (first in chars.ASCII_ALPHA and first ^ 32 == second)


def _same_unicode(first, second):
    return first == second or chars.folded(first) == chars.folded(second)


def _has_wide_literal(node):
    if node[0] == "chars":
        owner = getattr(node[1], "__self__", None)
        return isinstance(owner, int) and (owner > 0xFFFF or 0xD800 <= owner <= 0xDFFF)
    parts = node[1] if node[0] in ("seq", "alt") else [part for part in node[1:] if isinstance(part, tuple)]
    return any(map(_has_wide_literal, parts))


def _contains(node, kind):
    if node[0] == kind:
        return True
    if node[0] in ("seq", "alt"):
        return any(_contains(item, kind) for item in node[1])
    return any(_contains(part, kind) for part in node[1:] if isinstance(part, tuple))
