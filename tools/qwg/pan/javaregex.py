"""A java.util.regex pattern in, an object that matches, replaces and splits texts as Java 17 does out.

The pattern is read by Java's own rules (javaregex_syntax) and written again for the engine that gives Java's
answer: `re` nearly always; `regex` under a time limit where backtracking could explode or a look-behind
varies in length; an own matcher (javaregex_exact) where Java's captures are peculiar. What none of them does
as Java is refused by name.

A text with characters beyond U+FFFF goes to the own matcher as UTF-16 units, so even what Java does between
the halves of such a character comes out. Java's StackOverflowError for very long texts is not imitated.
"""

import re
from functools import lru_cache

from . import javaregex_chars as chars
from .javaregex_chars import JavaRegexUnsupported
from .javaregex_lengths import is_deterministic
from .javaregex_syntax import FLAG_LETTERS, JavaRegexError, parse
from .javatext import join_surrogates, split_surrogates

__all__ = ["FLAGS", "JavaRegexError", "JavaRegexTimeout", "JavaRegexUnsupported", "Pattern",
           "ReplacementError", "compile_pattern"]

FLAGS = "ismux"
"""The letters that panc's match() and matches() take."""

SECONDS = 10.0
"""How long one call may take before JavaRegexTimeout."""

_STEPS = 3e8  # what `re` may need at worst; beyond that a pattern runs under the time limit
_NEVER = "(?!)"


class JavaRegexTimeout(ValueError):
    """The call took longer than SECONDS."""

    def __init__(self, pattern):
        super().__init__(f"matching the regular expression took longer than {SECONDS:g} s: {pattern}")


class ReplacementError(ValueError):
    """A replacement Java refuses. `kind` is the exception: panc catches IllegalArgumentException alone."""

    def __init__(self, message, kind="IllegalArgumentException"):
        super().__init__(message)
        self.kind = kind


# --- patterns that mean the same here and there -----------------------------------------------------------

_PLAIN = re.compile("(?:" + "|".join((
    r"""[A-Za-z0-9_ /:=,@%~"'!<>;`#&-]""",
    r"""\\[dDwWsStnr./:@=,"'!<>%~`;&# \[\]{}()*+?^$|\\-]""",
    r"[.^$|]",
    r"\((?:\?:)?",
    r"\)(?![*+?{])",  # a repeated group needs a closer look
    r"(?<=[^(|^$])[*+?](?![*+?{])",
    r"(?<=[^(|^$])\{[0-9]{1,3}(?:,[0-9]{0,3})?\}(?![*+?{])",
    r"""\[\^?-?(?:[A-Za-z0-9]-[A-Za-z0-9]|[A-Za-z0-9_ /:=,@%~"'!<>;`#.*+?$|(){}]"""
    r"""|\\[dDwWsStnr.\\/\[\]-])+-?\]""",
)) + ")*")
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNBOUNDED = re.compile(r"[*+]|,\}")


class Pattern:
    """A compiled pattern. Methods raise JavaRegexTimeout or, for texts out of reach, JavaRegexUnsupported."""

    def __init__(self, source, flags=""):
        self.source = source
        self.flags = 0
        for letter in flags:
            self.flags |= FLAG_LETTERS[letter]
        self._parsed = None
        self._engines = {}
        self._plain = None  # for ASCII texts without carriage return that are not longer than _plain_limit
        self._plain_limit = 0
        if flags in ("", "i") and _PLAIN.fullmatch(source):
            try:
                self._plain = re.compile(source, re.ASCII | (re.IGNORECASE if flags else 0))
            except re.error:
                pass
            else:
                loops = len(_UNBOUNDED.findall(source))
                self._plain_limit = int(_STEPS ** (1 / (loops + 1))) if loops else 1 << 30
                return
        self._tree()

    def find(self, text):
        """Whether the pattern matches anywhere in text: Matcher.find()."""
        plain = self._plain_for(text)
        if plain is not None:
            return plain.search(text) is not None
        text = split_surrogates(text)
        return self._engine(text).search(text, 0, False) is not None

    def groups(self, text):
        """Group 0, 1, ... of the first match as panc's matches() gives them, or None.

        Groups that took no part are '', those after the last that did are cut.
        """
        plain = self._plain_for(text)
        if plain is not None:
            found = plain.search(text)
            spans = None if found is None else [edge for pair in found.regs for edge in pair]
        else:
            text = split_surrogates(text)
            spans = self._engine(text).search(text, 0, True)
        if spans is None:
            return None
        groups = ["" if spans[at] < 0 else join_surrogates(text[spans[at]:spans[at + 1]])
                  for at in range(0, len(spans), 2)]
        last = max(number for number in range(len(groups)) if spans[2 * number] >= 0)
        return groups[:last + 1]

    def replace_all(self, text, replacement, longest=None):
        """Matcher.replaceAll: $1, ${name}, \\$ in the replacement. ReplacementError if it is bad and used.

        A result of more than `longest` characters is cut somewhere behind them.
        """
        text = split_surrogates(text)
        parts = None
        out = []
        end = size = 0
        needs_groups = "$" in replacement
        for spans in self._matches(text, needs_groups):
            if parts is None:
                parts = self._replacement(replacement)
            out.append(text[end:spans[0]])
            for part in parts:
                if isinstance(part, str):
                    out.append(part)
                elif isinstance(part, ReplacementError):
                    raise part
                elif spans[2 * part] >= 0:
                    out.append(text[spans[2 * part]:spans[2 * part + 1]])
            end = spans[1]
            if longest is not None:
                size += sum(map(len, out[-1 - len(parts):]))
                if size > longest:
                    break
        out.append(text[end:])
        return join_surrogates("".join(out))

    def split(self, text, limit=0):
        """Pattern.split(text, limit); limit is cut to 32 bits as Long.intValue does."""
        limit = (limit + (1 << 31) & 0xFFFFFFFF) - (1 << 31)
        text = split_surrogates(text)
        pieces = []
        at = 0
        for start, end, *_ in self._matches(text, False):
            if at == 0 and start == 0 and end == 0:
                continue  # no empty piece in front
            if limit > 0 and len(pieces) == limit - 1:
                break
            pieces.append(text[at:start])
            at = end
        if at == 0 and not pieces:
            return [join_surrogates(text)]
        pieces.append(text[at:])
        if limit == 0:
            while pieces and not pieces[-1]:
                pieces.pop()
        return list(map(join_surrogates, pieces))

    # -- inside

    def _plain_for(self, text):
        """The pattern as `re` takes it, if that is right for this text; else None."""
        if self._plain is not None and text.isascii() and len(text) <= self._plain_limit and "\r" not in text:
            return self._plain
        return None

    def _tree(self):
        """(tree, number of groups, names)."""
        if self._parsed is None:
            self._parsed = parse(self.source, self.flags)
        return self._parsed

    def _matches(self, text, needs_groups):
        """spans of one match after the other, as successive find() calls give them."""
        plain = self._plain_for(text)
        engine = self._engine(text) if plain is None else None
        start = last = 0
        while start <= len(text):
            if plain is None:
                spans = engine.search(text, start, needs_groups, last)
            else:
                found = plain.search(text, start)
                spans = found and ([edge for pair in found.regs for edge in pair] if needs_groups else found.span())
            if spans is None:
                return
            yield spans
            last = spans[1]
            start = last + 1 if last == spans[0] else last

    def _engine(self, text):
        if text.isascii():
            key = "\r" in text
        else:
            key = "".join(sorted({char for char in text if char > "\x7f"}))
        engine = self._engines.get(key)
        if engine is None:
            if len(self._engines) > 32:
                self._engines.clear()
            alphabet = list(range(128))
            if key is False:
                alphabet.remove(13)
            elif key is not True:
                alphabet += map(ord, key)
            halves = key not in (True, False) and _SURROGATE.search(key) is not None
            engine = self._engines[key] = _Engine(self.source, *self._tree()[:2], alphabet, halves)
        return engine

    def _replacement(self, replacement):
        """str and group numbers in turn; an error stands where Java would throw it."""
        if "$" not in replacement and "\\" not in replacement:
            return [replacement]
        _, count, names = self._tree()
        parts = []
        at = 0
        while at < len(replacement):
            char = replacement[at]
            at += 1
            if char == "\\":
                if at == len(replacement):
                    return [*parts, ReplacementError("character to be escaped is missing")]
                parts.append(replacement[at])
                at += 1
            elif char != "$":
                parts.append(char)
            else:
                try:
                    number, at = _group_reference(replacement, at, count, names)
                except ReplacementError as error:
                    return [*parts, error]
                parts.append(number)
        return parts


def _group_reference(text, at, count, names):
    """(group, place after it) of the reference whose `$` is just in front of `at`."""
    if at == len(text):
        raise ReplacementError("Illegal group reference: group index is missing")
    if text[at] == "{":
        end = at + 1
        while end < len(text) and ord(text[end]) in chars.ASCII_ALNUM:
            end += 1
        name = text[at + 1:end]
        if not name:
            raise ReplacementError("named capturing group has 0 length name")
        if text[end:end + 1] != "}":
            raise ReplacementError("named capturing group is missing trailing '}'")
        if name[0].isdigit():
            raise ReplacementError(f"capturing group name {{{name}}} starts with digit character")
        if name not in names:
            raise ReplacementError(f"No group with name {{{name}}}")
        return names[name], end + 1
    if ord(text[at]) not in chars.ASCII_DIGIT:
        raise ReplacementError("Illegal group reference")
    number = int(text[at])
    at += 1
    while at < len(text) and ord(text[at]) in chars.ASCII_DIGIT and number * 10 + int(text[at]) <= count:
        number = number * 10 + int(text[at])
        at += 1
    if number > count:
        raise ReplacementError(f"No group {number}", "IndexOutOfBoundsException")
    return number, at


@lru_cache(maxsize=2048)
def compile_pattern(pattern, flags=""):
    """A Pattern; flags are letters of FLAGS. JavaRegexError or JavaRegexUnsupported for the pattern."""
    return Pattern(pattern, flags)


# --- engines ----------------------------------------------------------------------------------------------

class _Engine:
    """A tree ready for texts over one alphabet: search() gives spans by the cheapest engine that is right."""

    def __init__(self, source, tree, groups, alphabet, halves):
        self.source = source
        self.tree = tree
        self.groups = groups
        self.traits = traits = _Traits(tree, alphabet)
        traits.exact = traits.exact or halves
        self.exact = None
        self.re = self.regex = None
        self.limit = 0
        if not traits.exact:
            self.text = _Writer(alphabet, not traits.leaks).write(tree)
            try:
                self.re = re.compile(self.text, re.ASCII)
            except (re.error, OverflowError, RecursionError):
                self.re = None  # a look-behind that varies in length
            else:
                from .javaregex_cost import longest_text
                self.limit = longest_text(tree, _STEPS)

    def search(self, text, start, needs_groups, last=0):
        """[start, end] of group 0, 1, ... of the first match from `start` on, or None. Else group 0 alone."""
        traits = self.traits
        if traits.exact or (traits.last and start):
            return self.by_exact(text, start, last)
        if self.re is not None and len(text) <= self.limit:
            found = self.re.search(text, start)
        else:
            found = self.by_regex(text, start)
        if found is None:
            return None
        if needs_groups and traits.leaks:
            return self.by_exact(text, start, last)
        return [edge for pair in found.regs for edge in pair] if needs_groups else found.span()

    def by_regex(self, text, start):
        if self.regex is None:
            import regex
            try:
                self.regex = regex.compile(self.text, regex.ASCII | regex.VERSION0)
            except (regex.error, OverflowError, RecursionError) as error:
                raise JavaRegexUnsupported(f"{self.source} ({error})") from None
        try:
            return self.regex.search(text, start, timeout=SECONDS)
        except TimeoutError:
            raise JavaRegexTimeout(self.source) from None

    def by_exact(self, text, start, last):
        from .javaregex_exact import ExactMatcher, StepsExhausted
        if self.exact is None:
            self.exact = ExactMatcher(self.tree, self.groups)
        try:
            spans = self.exact.find(text, start, last, SECONDS)
        except StepsExhausted:
            raise JavaRegexTimeout(self.source) from None
        return None if spans is None else list(spans)


class _Traits:
    """exact: only the own matcher is right; leaks: only that one for captures; last: there is a \\G."""

    def __init__(self, tree, alphabet):
        self.exact = self.leaks = self.last = False
        self.marks = any(code > 127 and chars.category(code) == "Mn" for code in alphabet)
        self.beyond = alphabet[-1] > 127
        self.closed = set()
        self.references = False
        self.looped = False
        self.walk(tree, False, False)
        if self.references and (self.leaks or self.looped):
            self.exact = True

    def walk(self, node, in_loop, sealed):
        """in_loop: inside a repeated group; sealed: inside what Java does not undo when it backtracks."""
        kind = node[0]
        if kind in ("seq", "alt"):
            for item in node[1]:
                self.walk(item, in_loop, sealed)
        elif kind == "cap":
            self.leaks = self.leaks or sealed
            self.looped = self.looped or in_loop
            self.walk(node[2], in_loop, sealed)
            self.closed.add(node[1])
        elif kind == "group":
            self.walk(node[1], in_loop, sealed)
        elif kind == "atomic":
            self.walk(node[1], in_loop, True)
        elif kind == "look":
            self.walk_look(node, in_loop)
        elif kind == "opt":
            self.walk(node[1], in_loop, sealed or node[2] == "possessive")
        elif kind == "rep":
            self.walk_repeat(node, in_loop, sealed)
        elif kind == "ref":
            self.references = True
            if node[1] not in self.closed or (node[2] == "unicode" and self.beyond):
                self.exact = True
        elif kind == "at":
            self.last = self.last or node[1] == "last"
            if self.marks and node[1] in ("word", "notword", "uword", "notuword"):
                self.exact = True
            if node[1] == "cluster":
                raise JavaRegexUnsupported("\\b{g}")
        elif kind == "cluster" and self.beyond:
            raise JavaRegexUnsupported("\\X in a text that is not ASCII")

    def walk_look(self, node, in_loop):
        _, body, ahead, _, shortest, longest = node
        self.walk(body, in_loop, True)
        if not ahead and shortest != longest and not _turnable(body):
            self.exact = True
        if not ahead and 0 <= longest < 1 << 30 and _unbounded(body):
            self.exact = True  # Java's length has overflowed in a branch: it looks less far than it should

    def walk_repeat(self, node, in_loop, sealed):
        _, body, low, _, mode = node
        if low > 1 and _nullable(body):
            self.exact = True  # Java leaves the loop when an iteration is empty, counted or not
        if body[0] == "cap":
            self.leaks = self.leaks or sealed or in_loop or mode == "possessive" or _nullable(body)
            self.looped = True
            self.closed.add(body[1])
        inner = body[-1] if body[0] in ("cap", "group") else body
        twisted = mode == "possessive" or is_deterministic(body) or _nullable(body)
        self.walk(inner, True, sealed or twisted)


def _turnable(node):
    """Whether a look-behind may be matched backwards, as regex does it, with the same outcome."""
    kind = node[0]
    if kind in ("seq", "alt"):
        return all(map(_turnable, node[1]))
    if kind == "group":
        return _turnable(node[1])
    if kind in ("rep", "opt"):
        return node[-1] != "possessive" and _turnable(node[1])
    return kind == "chars" or (kind == "at" and node[1] != "last")


def _unbounded(node):
    if node[0] in ("seq", "alt"):
        return any(map(_unbounded, node[1]))
    if node[0] == "rep" and node[3] is None:
        return True
    return any(_unbounded(part) for part in node[1:] if type(part) is tuple)


def _nullable(node):
    kind = node[0]
    if kind in ("chars", "lines", "cluster"):
        return False
    if kind == "seq":
        return all(map(_nullable, node[1]))
    if kind == "alt":
        return any(map(_nullable, node[1]))
    if kind in ("cap", "group", "atomic"):
        return _nullable(node[-1])
    if kind == "rep":
        return node[2] == 0 or _nullable(node[1])
    return True


# --- writing a tree for re and regex ----------------------------------------------------------------------

_MODES = {"greedy": "", "lazy": "?", "possessive": "+"}
_COUNTS = {(0, None): "*", (1, None): "+"}


class _Writer:
    """The tree as a pattern of re (with re.ASCII) for texts whose characters all are in the alphabet."""

    def __init__(self, alphabet, captures):
        self.alphabet = alphabet
        self.open = "(" if captures else "(?:"
        self.ends = [code for code in alphabet if code in chars.LINE_ENDS]
        self.sets = {}

    def write(self, node):
        return getattr(self, "_" + node[0])(node)

    def _chars(self, node):
        predicate = node[1]
        known = self.sets.get(predicate)
        if known is None:
            owner = getattr(predicate, "__self__", None)
            if type(owner) is int:
                known = _quoted(owner)
            else:
                inside = chars.ascii_codes(predicate)
                known = self.set_of([code for code in self.alphabet
                                     if (code in inside if code < 128 else predicate(code))])
            self.sets[predicate] = known
        return known

    def set_of(self, codes):
        if not codes:
            return _NEVER
        if len(codes) == 1:
            return _quoted(codes[0])
        if len(codes) == len(self.alphabet):
            return "(?s:.)"
        inside = self.ranges(codes)
        wanted = set(codes)
        outside = self.ranges([code for code in self.alphabet if code not in wanted])
        return f"[{inside}]" if len(inside) <= len(outside) else f"[^{outside}]"

    def ranges(self, codes):
        out = []
        first = last = codes[0]
        for code in [*codes[1:], -1]:
            if code == last + 1:
                last = code
                continue
            out.append(_quoted(first) + ("-" + _quoted(last) if last > first + 1 else
                                         _quoted(last) if last > first else ""))
            first = last = code
        return "".join(out)

    def _seq(self, node):
        return "".join(f"(?:{self.write(item)})" if item[0] == "alt" else self.write(item)
                       for item in node[1])

    def _alt(self, node):
        return "|".join(map(self.write, node[1]))

    def _cap(self, node):
        return f"{self.open}{self.write(node[2])})"

    def _group(self, node):
        return f"(?:{self.write(node[1])})"

    def _atomic(self, node):
        return f"(?>{self.write(node[1])})"

    def _opt(self, node):
        _, body, mode = node
        if body == ("seq", []):
            return ""
        return self.repeatable(body, mode) + "?" + _MODES[mode]

    def _rep(self, node):
        _, body, low, high, mode = node
        if body == ("seq", []):
            return ""
        count = _COUNTS.get((low, high)) or f"{{{low},{'' if high is None else high}}}"
        return self.repeatable(body, mode) + count + _MODES[mode]

    def repeatable(self, body, mode):
        kind = body[0]
        if kind in ("cap", "group"):
            inner = self.write(body[-1])
            if mode == "possessive" or (is_deterministic(body) and "(?:\\r\\n|" in inner):
                inner = f"(?>{inner})"
            return f"{self.open if kind == 'cap' else '(?:'}{inner})"
        written = self.write(body)
        if kind == "lines":
            return f"(?>{written})"
        return written if kind in ("chars", "atomic") else f"(?:{written})"

    def _look(self, node):
        _, body, ahead, wanted, shortest, longest = node
        inner = self.write(body)
        if ahead:
            return f"(?{'=' if wanted else '!'}{inner})"
        if longest < shortest and longest > -(1 << 30):
            # Java's length has overflowed: it looks nowhere.
            return _NEVER if wanted else ""
        return f"(?<{'=' if wanted else '!'}{inner})"

    def _ref(self, node):
        _, number, fold = node
        return f"(?i:\\{number})" if fold else f"(?:\\{number})"

    def _lines(self, node):
        return f"(?:\\r\\n|{self.set_of([code for code in self.alphabet if code in chars.VERTICAL])})"

    def _cluster(self, node):
        return "(?>\\r\\n|(?s:.))"

    def _at(self, node):
        writer = getattr(self, "at_" + node[1], None)
        return _ANCHORS[node[1]] if writer is None else writer()

    def at_caret(self):
        if self.ends == [10]:
            return _ANCHORS["unixcaret"]
        plain = self.set_of([code for code in self.ends if code != 13])
        return f"(?:\\A|(?<={plain})|(?<=\\r)(?!\\n))(?!\\Z)"

    def at_mdollar(self):
        if self.ends == [10]:
            return _ANCHORS["munixdollar"]
        return f"(?=(?<!\\r)\\n|{self.set_of([code for code in self.ends if code != 10])}|\\Z)"

    def at_dollar(self):
        if self.ends == [10]:
            return _ANCHORS["unixdollar"]
        return f"(?=(?:\\r\\n|{self.set_of([code for code in self.ends if code != 10])}|(?<!\\r)\\n)?\\Z)"

    def word_set(self, predicate):
        return self.set_of([code for code in self.alphabet if predicate(code)])

    def at_word(self, predicate=lambda code: code == 0x5F or chars.letter_or_digit(code)):
        if self.alphabet[-1] < 128:
            return "\\b"
        word = self.word_set(predicate)
        return f"(?:(?<={word})(?!{word})|(?<!{word})(?={word}))"

    def at_notword(self):
        return f"(?!{self.at_word()})"

    def at_uword(self):
        return self.at_word(chars.unicode_word)

    def at_notuword(self):
        return f"(?!{self.at_uword()})"


_ANCHORS = {"begin": "\\A", "last": "\\A", "end": "\\Z", "unixcaret": "(?:\\A|(?<=\\n))(?!\\Z)",
            "unixdollar": "(?=\\n?\\Z)", "munixdollar": "(?=\\n|\\Z)"}
_CONTROLS = {9: "\\t", 10: "\\n", 11: "\\v", 12: "\\f", 13: "\\r"}


def _quoted(code):
    """A character as it may stand in and out of brackets."""
    if code in chars.ASCII_WORD:
        return chr(code)
    if code in _CONTROLS:
        return _CONTROLS[code]
    if code < 256:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
