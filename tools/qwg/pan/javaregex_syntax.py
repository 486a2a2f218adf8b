"""A java.util.regex pattern in, a tree of nodes out, read by the rules of JDK 17's Pattern, errors included.

Nodes are tuples, the kind first:
  ('chars', predicate)            one character; predicates are those of javaregex_chars
  ('seq', [node...])              ('alt', [node...])              ('rep', node, low, high or None, mode)
  ('opt', node, mode)             the question mark
  ('cap', number, node)           ('group', node)                 ('atomic', node)
  ('look', node, ahead, wanted, shortest, longest)                lengths only for a look-behind
  ('ref', number, fold)           ('lines',)  \\R                  ('cluster',)  \\X
  ('at', what)                    what: begin caret unixcaret dollar mdollar unixdollar munixdollar end last
                                  word notword uword notuword cluster
mode is 'greedy', 'lazy' or 'possessive'; fold is None, 'ascii' or 'unicode'.
"""

from . import javaregex_chars as chars
from .javaregex_chars import JavaRegexUnsupported
from .javaregex_lengths import REPEAT_MAX, lengths
from .javatext import split_surrogates

CASE, MULTILINE, DOTALL, UNIX, UNICODE_CASE, COMMENTS, UNICODE_CLASS = (1 << bit for bit in range(7))
FLAG_LETTERS = {"i": CASE, "m": MULTILINE, "s": DOTALL, "d": UNIX, "u": UNICODE_CASE, "x": COMMENTS,
                "U": UNICODE_CLASS | UNICODE_CASE}
_NO_LITERALS = frozenset(b"$.^([|)")


class JavaRegexError(ValueError):
    """PatternSyntaxException: str() is getMessage(), of description, pattern and index (-1: none)."""

    def __init__(self, description, pattern, index):
        lines = [description + (f" near index {index}" if index >= 0 else ""), pattern]
        units = split_surrogates(pattern)
        if 0 <= index < len(units):
            lines.append("".join("\t" if unit == "\t" else " " for unit in units[:index]) + "^")
        super().__init__("\n".join(lines))
        self.description = description
        self.pattern = pattern
        self.index = index


def parse(pattern, flags=0):
    """(tree, number of groups, {name: number}) of a pattern; JavaRegexError, JavaRegexUnsupported."""
    reader = _Reader(pattern, flags)
    return reader.whole(), reader.groups, reader.names


def _unquoted(codes):
    """The code points with \\Q...\\E turned into single escapes, as Java does before it reads the pattern."""
    out = []
    at, end = 0, len(codes)
    while at < end - 1 and not (codes[at] == 0x5C and codes[at + 1] == 0x51):
        at += 2 if codes[at] == 0x5C else 1
    if at >= end - 1:
        return codes
    out.extend(codes[:at])
    at += 2
    quoting = first = True
    while at < end:
        code = codes[at]
        at += 1
        if code > 127 or code in chars.ASCII_ALPHA:
            out.append(code)
        elif code not in chars.ASCII_DIGIT and code != 0x5C:
            out.extend((0x5C, code) if quoting else (code,))
        elif code in chars.ASCII_DIGIT and first:
            # An escape in front of the quote must not swallow the digit.
            out.extend((0x5C, 0x78, 0x33, code))
        elif code != 0x5C:
            out.append(code)
        elif quoting:
            if at < end and codes[at] == 0x45:
                at += 1
                quoting = False
            else:
                out.extend((0x5C, 0x5C))
        elif at < end and codes[at] == 0x51:
            at += 1
            quoting = first = True
            continue
        else:
            out.append(code)
            if at < end:
                out.append(codes[at])
                at += 1
        first = False
    return out


class _Bits(set):
    """The literal characters of one class. Java keeps adding to it after && has used it."""


class _Reader:
    """The cursor over a pattern. Positions in errors are Java's, so it moves exactly as Java's does."""

    def __init__(self, pattern, flags):
        self.pattern = pattern
        self.flags = flags
        codes = _unquoted([ord(char) for char in pattern])
        self.length = len(codes)
        self.codes = codes + [0, 0, 0]
        self.cursor = 0
        self.groups = 0
        self.names = {}

    def error(self, description):
        return JavaRegexError(description, self.pattern, self.cursor - 1)

    def has(self, flag):
        return self.flags & flag

    @property
    def fold(self):
        return None if not self.has(CASE) else "unicode" if self.has(UNICODE_CASE) else "ascii"

    # -- the cursor: peek and step look at a character, take consumes one; (?x) hides blanks and comments

    def _line_end(self, code):
        return code == 10 if self.has(UNIX) else code in chars.LINE_ENDS

    def _past_blanks(self):
        """Moves the cursor to the next character that counts and returns it."""
        codes = self.codes
        code = codes[self.cursor]
        while code in chars.ASCII_SPACE or code == 0x23:
            if code == 0x23:
                self.cursor += 1
                code = codes[self.cursor]
                while self.cursor < self.length and code and not self._line_end(code):
                    self.cursor += 1
                    code = codes[self.cursor]
            else:
                self.cursor += 1
                code = codes[self.cursor]
        return code

    def peek(self):
        return self._past_blanks() if self.has(COMMENTS) else self.codes[self.cursor]

    def step(self):
        self.cursor += 1
        return self.peek()

    def take(self):
        code = self.peek()
        self.cursor += 1
        return code

    def skip(self):
        """The character after the one at the cursor, both consumed; blanks count."""
        code = self.codes[self.cursor + 1]
        self.cursor += 2
        return code

    # -- structure

    def whole(self):
        tree = self.alternatives()
        if self.cursor != self.length:
            if self.peek() == 0x29:
                raise self.error("Unmatched closing ')'")
            raise self.error("Unexpected internal error")
        return tree

    def alternatives(self):
        branches = [self.sequence()]
        while self.peek() == 0x7C:
            self.step()
            branches.append(self.sequence())
        return branches[0] if len(branches) == 1 else ("alt", branches)

    def sequence(self):
        items = []
        while True:
            code = self.peek()
            if code == 0x28:
                node = self.group()
                if node is not None:
                    items.append(node)
                continue
            if code == 0x5B:
                node = ("chars", self.char_class(True))
            elif code == 0x5E:
                self.step()
                lines = "unixcaret" if self.has(UNIX) else "caret"
                node = "at", lines if self.has(MULTILINE) else "begin"
            elif code == 0x24:
                self.step()
                name = "unixdollar" if self.has(UNIX) else "dollar"
                node = "at", "m" + name if self.has(MULTILINE) else name
            elif code == 0x2E:
                self.step()
                node = ("chars", self.dot())
            elif code in (0x7C, 0x29) or (code == 0 and self.cursor >= self.length):
                break
            elif code in (0x3F, 0x2A, 0x2B):
                self.step()
                raise self.error(f"Dangling meta character '{chr(code)}'")
            else:
                node = self.atom()
            items.append(self.repeated(node))
        return items[0] if len(items) == 1 else ("seq", items)

    def dot(self):
        stops = frozenset() if self.has(DOTALL) else frozenset((10,)) if self.has(UNIX) else chars.LINE_ENDS

        def any_but(code):
            return code not in stops
        any_but.bmp = True  # a dot does not make Java step over whole characters
        return any_but

    def atom(self):
        """A run of literal characters (a 'seq'), or one escape. A quantifier takes only the last of them."""
        literals = []
        previous = -1
        while True:
            code = self.peek()
            if code in (0x2A, 0x2B, 0x3F, 0x7B):
                if len(literals) > 1:
                    self.cursor = previous
                    literals.pop()
                break
            if code in _NO_LITERALS or (code == 0 and self.cursor >= self.length):
                break
            if code == 0x5C:
                following = self.codes[self.cursor + 1]
                if following in (0x70, 0x50):
                    if literals:
                        break
                    self.cursor += 1
                    return "chars", self.family()
                previous = self.cursor
                escaped = self.escape(not literals)
                if isinstance(escaped, tuple):
                    if not literals:
                        return escaped
                    self.cursor = previous
                    break
                literals.append(escaped)
                self.peek()
                continue
            previous = self.cursor
            literals.append(code)
            self.step()
        nodes = [("chars", chars.single(code, self.fold)) for code in literals]
        return nodes[0] if len(nodes) == 1 else ("seq", nodes)

    def repeated(self, node):
        code = self.peek()
        if code == 0x3F:
            self.step()
            return "opt", node, self.mode()
        if code in (0x2A, 0x2B):
            self.step()
            return "rep", node, code - 0x2A, None, self.mode()
        if code != 0x7B:
            return node
        if self.codes[self.cursor + 1] not in chars.ASCII_DIGIT:
            self.cursor += 2
            raise self.error("Illegal repetition")
        self.cursor += 1
        low, code = self.count(self.take())
        high = low
        if code == 0x2C:
            code = self.take()
            high = None
            if code != 0x7D:
                high, code = self.count(code)
        if code != 0x7D:
            raise self.error("Unclosed counted closure")
        if high is not None and high < low:
            raise self.error("Illegal repetition range")
        if (low, high) == (0, 1):
            return "opt", node, self.mode()
        return "rep", node, low, high, self.mode()

    def count(self, code):
        """(number, character after it)."""
        number = 0
        while code in chars.ASCII_DIGIT:
            number = number * 10 + code - 0x30
            if number > REPEAT_MAX:
                raise self.error("Illegal repetition range")
            code = self.take()
        return number, code

    def mode(self):
        """What follows a quantifier."""
        mode = {0x3F: "lazy", 0x2B: "possessive"}.get(self.peek(), "greedy")
        if mode != "greedy":
            self.step()
        return mode

    # -- groups

    def group(self):
        """A group with its quantifier; None for flags alone."""
        saved = self.flags
        code = self.step()
        if code != 0x3F:
            self.groups += 1
            number = self.groups
            node = "cap", number, self.alternatives()
        else:
            code = self.skip()
            if code == 0x3A:
                node = "group", self.alternatives()
            elif code in (0x3D, 0x21):
                node = "look", self.alternatives(), True, code == 0x3D, 0, 0
            elif code == 0x3E:
                node = "atomic", self.alternatives()
            elif code == 0x3C:
                node = self.named_or_behind()
            elif code in (0x24, 0x40):
                raise self.error("Unknown group type")
            else:
                self.cursor -= 1
                self.change_flags()
                code = self.take()
                if code == 0x29:
                    return None
                if code != 0x3A:
                    raise self.error("Unknown inline modifier")
                node = "group", self.alternatives()
        self.accept_close()
        self.flags = saved
        return self.repeated(node)

    def accept_close(self):
        code = self.take()
        if code != 0x29:
            raise self.error("Unclosed group")

    def named_or_behind(self):
        code = self.take()
        if code not in (0x3D, 0x21):
            name = self.group_name(code)
            if name in self.names:
                raise self.error(f"Named capturing group <{name}> is already defined")
            self.groups += 1
            self.names[name] = number = self.groups
            return "cap", number, self.alternatives()
        body = self.alternatives()
        info = lengths(body)
        if not info.valid:
            raise self.error("Look-behind group does not have an obvious maximum length")
        return "look", body, False, code == 0x3D, info.shortest, info.longest

    def group_name(self, code):
        if code not in chars.ASCII_ALPHA:
            raise self.error("capturing group name does not start with a Latin letter")
        name = []
        while code in chars.ASCII_ALNUM:
            name.append(chr(code))
            code = self.take()
        if code != 0x3E:
            raise self.error("named capturing group is missing trailing '>'")
        return "".join(name)

    def change_flags(self):
        code = self.peek()
        adding = True
        while True:
            letter = chr(code)
            if letter == "-" and adding:
                adding = False
            elif letter == "c":
                raise JavaRegexUnsupported("canonical equivalence, (?c)")
            elif letter in FLAG_LETTERS:
                if adding:
                    self.flags |= FLAG_LETTERS[letter]
                else:
                    self.flags &= ~FLAG_LETTERS[letter]
            else:
                return
            code = self.step()

    # -- classes

    def char_class(self, consume):
        """[...] from its opening bracket, or the right side of && up to the closing one (consume False)."""
        bits = _Bits()
        in_bits = bits.__contains__
        result = current = None
        pending = negate = False
        code = self.step()
        while True:
            if code == 0x5E and self.codes[self.cursor - 1] == 0x5B and result is None and not pending:
                code = self.step()
                negate = True
                continue
            if code == 0x5B:
                current = self.char_class(True)
                result = current if result is None else chars.union(result, current)
                code = self.peek()
                continue
            if code == 0x26:
                code = self.step()
                if code == 0x26:
                    right = self.right_side()
                    if pending:
                        if result is None:
                            result = current = in_bits
                        else:
                            result = chars.union(result, in_bits)
                        pending = False
                    if right is not None:
                        current = right
                    if result is None:
                        if right is None:
                            raise self.error("Bad class syntax")
                        result = right
                    elif current is None:
                        raise JavaRegexUnsupported("a class with an empty right side of &&")
                    else:
                        result = chars.both(result, current)
                    code = self.peek()
                    continue
                self.cursor -= 1
                # Read as a literal by range() below, which looks at the cursor.
            elif code == 0 and self.cursor >= self.length:
                raise self.error("Unclosed character class")
            elif code == 0x5D and (result is not None or pending):
                if consume:
                    self.step()
                break
            current = self.range(bits)
            if current is None:
                pending = True
            elif result is None:
                result = current
            else:
                result = chars.union(result, current)
            code = self.peek()
        if result is None:
            result = in_bits
        elif pending:
            result = chars.union(result, in_bits)
        return chars.negated(result) if negate else result

    def right_side(self):
        code = self.step()
        right = None
        while code not in (0x5D, 0x26):
            if code == 0x5B:
                part = self.char_class(True)
            else:
                self.cursor -= 1
                part = self.char_class(False)
            right = part if right is None else chars.union(right, part)
            code = self.peek()
        return right

    def range(self, bits):
        """One item of a class: a predicate, or None if it went into bits."""
        code = self.peek()
        if code == 0x5C:
            code = self.codes[self.cursor + 1]
            if code in (0x70, 0x50):
                self.cursor += 1
                return self.family()
            escaped = self.escape(True, in_class=True, in_range=self.codes[self.cursor + 2] == 0x2D)
            if isinstance(escaped, tuple):
                return escaped[1]
            code = escaped
        else:
            self.step()
        if self.peek() == 0x2D:
            following = self.codes[self.cursor + 1]
            if following not in (0x5B, 0x5D):
                self.step()
                last = self.peek()
                if last == 0x5C:
                    last = self.escape(False, in_class=True, in_range=True)
                    if isinstance(last, tuple):
                        last = -1
                else:
                    self.step()
                if last < code:
                    raise self.error("Illegal character range")
                return chars.span(code, last, self.fold)
        return self.bits_or_single(bits, code)

    _SPECIAL = frozenset((0xFF, 0xB5, 0x49, 0x69, 0x53, 0x73, 0x4B, 0x6B, 0xC5, 0xE5))

    def bits_or_single(self, bits, code):
        fold = self.fold
        if code > 255 or (fold == "unicode" and code in self._SPECIAL):
            return chars.single(code, fold)
        bits.add(code)
        if fold and code in chars.ASCII_ALPHA:
            bits.add(code ^ 32)
        elif fold == "unicode":
            bits.add(chars.to_lower(code))
            bits.add(chars.to_upper(code))
        return None

    def family(self):
        """\\p and \\P from the letter: the name after it and what it means."""
        codes = self.codes
        negate = codes[self.cursor] == 0x50
        if self.step() != 0x7B:
            name = chr(codes[self.cursor])
            self.take()
        else:
            self.step()
            start = self.cursor
            codes[self.length] = 0x7D
            while self.take() != 0x7D:
                pass
            codes[self.length] = 0
            if self.cursor > self.length:
                raise self.error("Unclosed character family")
            if start + 1 >= self.cursor:
                raise self.error("Empty character family")
            name = "".join(map(chr, codes[start:self.cursor - 1]))
        predicate = self.property(name)
        return chars.negated(predicate) if negate else predicate

    def property(self, name):
        blind = bool(self.has(CASE))
        if "=" in name:
            key, _, value = name.partition("=")
            key = key.lower()
            found = None
            if key in ("sc", "script"):
                found = chars.by_regex_property("Script", value)
            elif key in ("blk", "block"):
                found = chars.by_regex_property("Block", value)
            elif key in ("gc", "general_category"):
                found = chars.named(value, blind)
            if found is None:
                raise self.error(f"Unknown Unicode property {{name=<{key}>, value=<{value}>}}")
            return found
        if name.startswith("In"):
            found = chars.by_regex_property("Block", name[2:])
        elif name.startswith("Is"):
            found = (chars.unicode_property(name[2:], blind) or chars.named(name[2:], blind)
                     or chars.by_regex_property("Script", name[2:]))
        else:
            found = chars.unicode_posix(name, blind) if self.has(UNICODE_CLASS) else None
            found = found or chars.named(name, blind)
        if found is None:
            raise self.error(f"Unknown character property name {{{name}}}")
        return found

    # -- escapes

    _SHORT = {0x61: 7, 0x65: 27, 0x66: 12, 0x6E: 10, 0x72: 13, 0x74: 9}
    _CLASSES = {0x64: (chars.member(chars.ASCII_DIGIT), chars.of_category({"Nd"})),
                0x73: (chars.member(chars.ASCII_SPACE), chars.unicode_property("WHITE_SPACE", False)),
                0x77: (chars.member(chars.ASCII_WORD), chars.unicode_word),
                0x68: (chars.member(chars.HORIZONTAL),) * 2, 0x76: (chars.member(chars.VERTICAL),) * 2}
    _ANCHORS = {0x41: "begin", 0x47: "last", 0x7A: "end"}

    def escape(self, create, in_class=False, in_range=False):
        """The escape at the cursor: a code point or a node. A reference is whole only with `create`."""
        code = self.skip()
        if code in self._SHORT:
            return self._SHORT[code]
        if code == 0x76 and in_range:
            return 11
        if code | 32 in self._CLASSES and code in chars.ASCII_ALPHA:
            predicate = self._CLASSES[code | 32][bool(self.has(UNICODE_CLASS))]
            return "chars", predicate if code & 32 else chars.negated(predicate)
        if code == 0x30:
            return self.octal()
        if code == 0x63:
            if self.cursor < self.length:
                return self.take() ^ 64
            raise self.error("Illegal control escape sequence")
        if code == 0x78:
            return self.hexadecimal()
        if code == 0x75:
            return self.unicode()
        if code == 0x4E:
            return self.character_name()
        if code not in chars.ASCII_ALNUM:
            return code
        if not in_class:
            if code in chars.ASCII_DIGIT:
                return self.reference(code - 0x30) if create else ("ref", 0, None)
            if code in self._ANCHORS:
                return "at", self._ANCHORS[code]
            if code == 0x5A:
                return "at", "unixdollar" if self.has(UNIX) else "dollar"
            if code in (0x62, 0x42):
                return self.word_boundary(code, create)
            if code == 0x52:
                return ("lines",)
            if code == 0x58:
                return ("cluster",)
            if code == 0x6B:
                return self.named_reference()
        raise self.error("Illegal/unsupported escape sequence")

    def word_boundary(self, code, create):
        if code == 0x62 and create and self.peek() == 0x7B:
            if self.skip() == 0x67:
                if self.take() != 0x7D:
                    raise self.error("Illegal/unsupported escape sequence")
                return "at", "cluster"
            self.cursor -= 2
        return "at", ("not" if code == 0x42 else "") + ("uword" if self.has(UNICODE_CLASS) else "word")

    def reference(self, number):
        while (code := self.peek()) in chars.ASCII_DIGIT:
            longer = number * 10 + code - 0x30
            if self.groups < longer:
                break
            number = longer
            self.take()
        return "ref", number, self.fold

    def named_reference(self):
        if self.take() != 0x3C:
            raise self.error("\\k is not followed by '<' for named capturing group")
        name = self.group_name(self.take())
        if name not in self.names:
            raise self.error(f"named capturing group <{name}> does not exist")
        return "ref", self.names[name], self.fold

    def octal(self):
        first = self.take()
        if not 0x30 <= first <= 0x37:
            raise self.error("Illegal octal escape sequence")
        value = first - 0x30
        for limit in (0x37, 0x33):
            # A third digit counts if the first is at most 3.
            if first > limit:
                break
            code = self.take()
            if not 0x30 <= code <= 0x37:
                self.cursor -= 1
                break
            value = value * 8 + code - 0x30
        return value

    def hexadecimal(self):
        first = self.take()
        if first in chars.ASCII_HEX:
            second = self.take()
            if second in chars.ASCII_HEX:
                return int(chr(first) + chr(second), 16)
        elif first == 0x7B and self.peek() in chars.ASCII_HEX:
            value = 0
            while (code := self.take()) in chars.ASCII_HEX:
                value = value * 16 + int(chr(code), 16)
                if value > 0x10FFFF:
                    raise self.error("Hexadecimal codepoint is too big")
            if code != 0x7D:
                raise self.error("Unclosed hexadecimal escape sequence")
            return value
        raise self.error("Illegal hexadecimal escape sequence")

    def unicode(self):
        high = self.four_digits()
        if 0xD800 <= high <= 0xDBFF:
            cursor = self.cursor
            if self.take() == 0x5C and self.take() == 0x75:
                low = self.four_digits()
                if 0xDC00 <= low <= 0xDFFF:
                    return 0x10000 + (high - 0xD800 << 10) + low - 0xDC00
            self.cursor = cursor
        return high

    def four_digits(self):
        value = 0
        for _ in range(4):
            code = self.take()
            if code not in chars.ASCII_HEX:
                raise self.error("Illegal Unicode escape sequence")
            value = value * 16 + int(chr(code), 16)
        return value

    def character_name(self):
        if self.take() != 0x7B:
            raise self.error("Illegal character name escape sequence")
        start = self.cursor
        while self.take() != 0x7D:
            if self.cursor >= self.length:
                raise self.error("Unclosed character name escape sequence")
        name = "".join(map(chr, self.codes[start:self.cursor - 1]))
        import unicodedata
        try:
            return ord(unicodedata.lookup(name))
        except (KeyError, TypeError):
            raise self.error(f"Unknown character name [{name}]") from None
