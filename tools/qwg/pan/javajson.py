"""Plain values in, the JSON text of panc (Gson 2.8.9, indented) out; lenient JSON in, plain values out.

Plain values are dict, list, str, int, float, bool and None (JSON null).
"""

import re

from .javatext import JavaError, decode_long, double_text, join_surrogates, parse_double, split_surrogates

# --- writing ----------------------------------------------------------------------------------------------

_TO_ESCAPE = re.compile("[\x00-\x1f\"\\\\<>&='\u2028\u2029]")
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f"}


def _escaped(found):
    char = found.group()
    return _SHORT_ESCAPES.get(char) or f"\\u{ord(char):04x}"


class _Quoted(dict):
    """str to its JSON text. Keys and values recur in a tree and between the profiles of a cluster."""

    limit = 50000

    def __missing__(self, text):
        if len(self) >= self.limit:
            self.clear()
        quoted = self[text] = f'"{_TO_ESCAPE.sub(_escaped, text)}"'
        return quoted


_QUOTED = _Quoted()


def _scalar(value):
    """JSON text of a value that is no container, by exact type; None for types unknown here."""
    kind = type(value)
    if kind is str:
        return _QUOTED[value]
    if kind is int:
        return str(value)
    if value is True:
        return "true"
    if value is False:
        return "false"
    if kind is float:
        return double_text(value)
    return "null" if value is None else None


def _members(items, lead, separator, append):
    """Writes members of an object up to the next one that is no scalar: (what stands in front of it, it)."""
    quoted = _QUOTED
    for key, value in items:
        kind = type(value)
        if kind is str:
            append(f"{lead}{quoted[key]}: {quoted[value]}")
        else:
            text = None if kind is dict or kind is list else _scalar(value)
            if text is None:
                return f"{lead}{quoted[key]}: ", value
            append(f"{lead}{quoted[key]}: {text}")
        lead = separator
    return None


def _elements(items, lead, separator, append):
    """The same for the elements of an array."""
    quoted = _QUOTED
    for value in items:
        kind = type(value)
        if kind is str:
            append(lead + quoted[value])
        else:
            text = None if kind is dict or kind is list else _scalar(value)
            if text is None:
                return lead, value
            append(lead + text)
        lead = separator
    return None


def gson_text(value, resolver=None, sort_key=None):
    """JSON as Gson prints it with setPrettyPrinting: two blanks a level, `"k": v`, {} and [], no final
    newline.

    < > & = ' and U+2028, U+2029 are escaped, other non-ASCII text is not; doubles are double_text's, NaN and
    the infinities bare. `resolver(x)` is asked for a plain value instead of any x that is of none of the
    exact types above; it may raise. With `sort_key` the keys of dicts are written in its order, else in the
    order of the dict.
    """
    out = []
    append = out.append
    around = []  # the open containers: (write some, rest of the items, what separates them, how it ends)
    lead = ""
    while True:
        kind = type(value)
        if (kind is dict or kind is list) and value:
            indent = "\n" + "  " * len(around)
            separator = f",{indent}  "
            if kind is list:
                append(lead + "[")
                some, items, end = _elements, iter(value), indent + "]"
            else:
                append(lead + "{")
                keys = value if sort_key is None else sorted(value, key=sort_key)
                some, items, end = _members, iter([(key, value[key]) for key in keys]), indent + "}"
            around.append((some, items, separator, end))
            lead = indent + "  "
        else:
            text = "{}" if kind is dict else "[]" if kind is list else _scalar(value)
            if text is None:
                value = resolver(value)
                continue
            append(lead + text)
            if not around:
                return text
            lead = separator
        found = some(items, lead, separator, append)
        while found is None:
            append(end)
            around.pop()
            if not around:
                return "".join(out)
            some, items, separator, end = around[-1]
            found = some(items, separator, separator, append)
        lead, value = found


# --- reading ----------------------------------------------------------------------------------------------

class JsonError(ValueError):
    """Gson refused the text: str() is the message of its JsonParseException, which panc puts in its own."""


class JsonPathError(ValueError):
    """A key is an index, not a key of a dict; `path` is where, as Gson writes it (`$.a.0`)."""

    def __init__(self, path):
        super().__init__(f"JSON path '{path}' is not a valid PAN path")
        self.path = path


class _Nothing:
    """What gson_parse returns for a text of blanks and comments alone: Java's null, which is not JSON's."""

    def __repr__(self):
        return "NOTHING"


NOTHING = _Nothing()


_SURROGATE = re.compile("[\ud800-\udfff]")


class _NotStrict(Exception):
    """The text needs the lenient reader, if only for the exact error."""


def gson_parse(text, make_key=None, on_duplicate=None):
    """The plain value of a lenient JSON text as panc's json_decode reads it, or NOTHING.

    Lenient are: '…' strings, bare words (also as keys, also NaN), comments // # /* */, `;` for `,`, `=` and
    `=>` for `:`, missing array elements (null). A number without `.` is Long.decode's, so 1e5 is a JavaError;
    with one it is a double. A null in an object removes the key. `make_key(name)` gives the key to use, or an
    int for an index (JsonPathError after its value is read), or raises; `on_duplicate(old, new)` may raise.
    JsonError otherwise.
    """
    try:
        return _strict(text, make_key, on_duplicate)
    except (_NotStrict, ValueError, RecursionError):
        # A strict reader cannot tell which of several errors comes first in Java.
        return _Reader(text, make_key, on_duplicate).document()


def _strict(text, make_key, on_duplicate):
    """The value by the json module, which agrees with Gson on correct JSON but for what the hooks do."""
    import json

    def members(pairs):
        if make_key is not None:
            pairs = [(make_key(key), value) for key, value in pairs]
        found = dict(pairs)
        if len(found) != len(pairs) or None in found.values() or not all(type(key) is str for key in found):
            raise _NotStrict
        return found

    def integer(digits):
        if len(digits) > 19:
            raise _NotStrict
        return decode_long(digits)

    def fraction(digits):
        if len(digits) > 1000 or "." not in digits[:20]:
            raise _NotStrict
        return float(digits)

    if not text.isascii() and _SURROGATE.search(text):
        raise _NotStrict  # half a character may have its other half in an escape
    return json.loads(text, object_pairs_hook=members, parse_int=integer, parse_float=fraction,
                      parse_constant=str, strict=False)


_BARE_END = re.compile(r"[/\\;#={}\[\]:, \t\f\r\n]")
_BLANK = re.compile(r"[ \r\t]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
                     r"(?=[/\\;#={}\[\]:, \t\f\r\n]|\Z)")
_KEYWORD = re.compile(r"(?:[tT][rR][uU][eE]|[fF][aA][lL][sS][eE]|[nN][uU][lL][lL])"
                      r"(?=[/\\;#={}\[\]:, \t\f\r\n]|\Z)")
_KEYWORDS = {"true": True, "false": False, "null": None}
_ESCAPES = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", "\n": "\n", "'": "'", '"': '"', "\\": "\\",
            "/": "/"}
_STRING_STOPS = {'"': re.compile(r'["\\]'), "'": re.compile(r"['\\]")}
_HEX = frozenset("0123456789abcdefABCDEF")
_VALUE, _STRING, _OPEN_LIST, _OPEN_DICT, _END = range(5)


def _taken_for_a_word(number):
    """Gson gives up on numbers of 1024 characters, and when the long that it builds up wraps to zero."""
    if len(number) < 20:
        return False
    if len(number) > 1023:
        return True
    value = 0
    for place, char in enumerate(number.lstrip("-")):
        if not char.isdigit():
            break
        if place and value == 0:
            return True
        value = (value * 10 + int(char)) & 0xFFFFFFFFFFFFFFFF
    return False


class _Frame:
    """One open array or object: `index` and `name` are what Gson's path shows of it."""

    __slots__ = ("items", "is_list", "started", "index", "name", "key")

    def __init__(self, items):
        self.items = items
        self.is_list = type(items) is list
        self.started = False
        self.index = 0
        self.name = ""
        self.key = None


class _Reader:
    """Gson's JsonReader in lenient mode, over UTF-16 units, with its line, column and path in messages."""

    def __init__(self, text, make_key, on_duplicate):
        self.text = split_surrogates(text)
        self.make_key = make_key
        self.on_duplicate = on_duplicate
        self.at = self.line_start = 1 if text.startswith("\ufeff") else 0
        self.line = 1
        self.frames = []

    def path(self):
        parts = ["$"]
        for frame in self.frames:
            if frame.is_list:
                parts.append(f"[{frame.index}]")
            else:
                parts.append(f".{frame.name}")
        return join_surrogates("".join(parts))

    def place(self):
        return f" at line {self.line} column {self.at - self.line_start + 1} path {self.path()}"

    def malformed(self, message):
        return JsonError(f"com.google.gson.stream.MalformedJsonException: {message}{self.place()}")

    def end_of_input(self):
        return JsonError(f"java.io.EOFException: End of input{self.place()}")

    def newline(self, after):
        self.line += 1
        self.line_start = after

    def next_char(self):
        """The next character that is no blank and in no comment, taken; '' at the end."""
        text = self.text
        while True:
            self.at = _BLANK.match(text, self.at).end()
            char = text[self.at:self.at + 1]
            if not char:
                return ""
            self.at += 1
            if char == "\n":
                self.newline(self.at)
            elif char == "#":
                self.skip_line()
            elif char == "/":
                following = text[self.at:self.at + 1]
                if following == "*":
                    self.at += 1
                    self.skip_block()
                elif following == "/":
                    self.at += 1
                    self.skip_line()
                else:
                    return char
            else:
                return char

    def skip_line(self):
        text = self.text
        while self.at < len(text):
            char = text[self.at]
            self.at += 1
            if char == "\n":
                self.newline(self.at)
                return
            if char == "\r":
                return

    def skip_block(self):
        start = self.at
        end = self.text.find("*/", start)
        stop = end if end >= 0 else max(start, len(self.text) - 1)
        for place in range(start, stop):
            if self.text[place] == "\n":
                self.newline(place + 1)
        self.at = stop
        if end < 0:
            raise self.malformed("Unterminated comment")
        self.at += 2

    def required(self):
        char = self.next_char()
        if not char:
            raise self.end_of_input()
        return char

    # -- tokens

    def value(self):
        """Takes what starts a value: (token, payload); _END for the end of an array."""
        frame = self.frames[-1] if self.frames else None
        in_list = frame is not None and frame.is_list
        fresh = False
        if in_list:
            fresh = not frame.started
            frame.started = True
            if not fresh:
                char = self.required()
                if char == "]":
                    return _END, None
                if char not in ";,":
                    raise self.malformed("Unterminated array")
        char = self.required()
        if char == "]" and fresh:
            return _END, None
        if char in "];,":
            if not in_list:
                raise self.malformed("Unexpected value")
            self.at -= 1
            return _VALUE, None
        if char in "'\"":
            return _VALUE, self.quoted(char)
        if char == "[":
            return _OPEN_LIST, None
        if char == "{":
            return _OPEN_DICT, None
        self.at -= 1
        found = _KEYWORD.match(self.text, self.at)
        if found:
            self.at = found.end()
            return _VALUE, _KEYWORDS[found.group().lower()]
        found = _NUMBER.match(self.text, self.at)
        if found and not _taken_for_a_word(found.group()):
            self.at = found.end()
            digits = found.group()
            return _VALUE, parse_double(digits) if "." in digits else decode_long(digits)
        if _BARE_END.match(char):
            raise self.malformed("Expected value")
        return _VALUE, self.bare()

    def name(self):
        """Takes a name and its colon; None at the end of the object."""
        frame = self.frames[-1]
        first = not frame.started
        frame.started = True
        if not first:
            char = self.required()
            if char == "}":
                return None
            if char not in ";,":
                raise self.malformed("Unterminated object")
        char = self.required()
        if char in "'\"":
            name = self.quoted(char)
        elif char == "}" and first:
            return None
        else:
            # A closing brace after a comma stays taken, other characters do not: it shows in the column.
            if char != "}":
                self.at -= 1
            if _BARE_END.match(char):
                raise self.malformed("Expected name")
            name = self.bare()
        frame.name = name
        frame.key = name if self.make_key is None else self.make_key(name)
        return name

    def colon(self):
        char = self.required()
        if char == "=":
            if self.text[self.at:self.at + 1] == ">":
                self.at += 1
        elif char != ":":
            raise self.malformed("Expected ':'")

    def bare(self):
        found = _BARE_END.search(self.text, self.at)
        start, self.at = self.at, found.start() if found else len(self.text)
        return join_surrogates(self.text[start:self.at])

    def quoted(self, quote):
        text = self.text
        stops = _STRING_STOPS[quote]
        parts = []
        while True:
            found = stops.search(text, self.at)
            end = found.start() if found else len(text)
            part = text[self.at:end]
            if "\n" in part:
                self.line += part.count("\n")
                self.line_start = self.at + part.rindex("\n") + 1
            parts.append(part)
            if found is None:
                self.at = end
                raise self.malformed("Unterminated string")
            self.at = end + 1
            if text[end] == quote:
                return join_surrogates("".join(parts))
            parts.append(self.escape())

    def escape(self):
        text = self.text
        char = text[self.at:self.at + 1]
        if not char:
            raise self.malformed("Unterminated escape sequence")
        self.at += 1
        if char == "u":
            digits = text[self.at:self.at + 4]
            if len(digits) < 4:
                raise self.malformed("Unterminated escape sequence")
            if not _HEX.issuperset(digits):
                raise JavaError("\\u" + join_surrogates(digits))
            self.at += 4
            return chr(int(digits, 16))
        if char == "\n":
            self.newline(self.at)
        try:
            return _ESCAPES[char]
        except KeyError:
            raise self.malformed("Invalid escape sequence") from None

    # -- the document

    def document(self):
        if not self.next_char():
            return NOTHING
        self.at -= 1
        if self.text.startswith(")]}'\n", self.at):  # Gson's prefix against execution
            self.at += 5
            if not self.next_char():
                return NOTHING
            self.at -= 1
        value = self.tree()
        self.end()
        return value

    def end(self):
        """Gson is strict again when it looks for the end: a comment is refused like anything else."""
        while self.at < len(self.text):
            char = self.text[self.at]
            self.at += 1
            if char == "\n":
                self.newline(self.at)
            elif char not in " \r\t":
                raise self.malformed("Use JsonReader.setLenient(true) to accept malformed JSON")

    def tree(self):
        frames = self.frames
        while True:
            token, value = self.value()
            if token == _OPEN_LIST:
                frames.append(_Frame([]))
                continue
            if token == _OPEN_DICT:
                frames.append(_Frame({}))
                value = self.member()
                if value is None:
                    continue
            elif token == _END:
                value = frames.pop().items
            # `value` is complete: put it into what is around it, and that again if it ends here.
            while frames:
                frame = frames[-1]
                if frame.is_list:
                    frame.items.append(value)
                    frame.index += 1
                    break
                self.put(frame, value)
                value = self.member()
                if value is None:
                    break
            else:
                return value

    def member(self):
        """Takes the name of the next member; the object itself, closed, if there is none."""
        if self.name() is None:
            return self.frames.pop().items
        self.colon()
        return None

    def put(self, frame, value):
        key, items = frame.key, frame.items
        if type(key) is int:
            raise JsonPathError(self.path())
        if value is None:
            items.pop(key, None)
            return
        if key in items and self.on_duplicate is not None:
            self.on_duplicate(items[key], value)
        items[key] = value
