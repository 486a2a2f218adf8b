"""Names of character classes in, predicates on code points out: what java.util.regex counts to a class.

A predicate takes one code point (int) and gives a bool. Properties of non-ASCII characters come from
unicodedata, so characters newer than Unicode 13 may be known here and not in Java 17.
"""

import re
from functools import lru_cache


class JavaRegexUnsupported(ValueError):
    """Java takes the pattern, this program does not; str() names the construct."""


ASCII_UPPER = frozenset(range(0x41, 0x5B))
ASCII_LOWER = frozenset(range(0x61, 0x7B))
ASCII_DIGIT = frozenset(range(0x30, 0x3A))
ASCII_ALPHA = ASCII_UPPER | ASCII_LOWER
ASCII_ALNUM = ASCII_ALPHA | ASCII_DIGIT
ASCII_WORD = ASCII_ALNUM | {0x5F}
ASCII_SPACE = frozenset((9, 10, 11, 12, 13, 32))
ASCII_PUNCT = frozenset(range(33, 127)) - ASCII_ALNUM
ASCII_HEX = frozenset(b"0123456789abcdefABCDEF")
HORIZONTAL = frozenset((9, 32, 0xA0, 0x1680, 0x180E, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000))
VERTICAL = frozenset((10, 11, 12, 13, 0x85, 0x2028, 0x2029))
LINE_ENDS = frozenset((10, 13, 0x85, 0x2028, 0x2029))

POSIX = {
    "ASCII": frozenset(range(128)), "Alnum": ASCII_ALNUM, "Alpha": ASCII_ALPHA, "Blank": frozenset((9, 32)),
    "Cntrl": frozenset((*range(32), 127)), "Digit": ASCII_DIGIT, "Graph": ASCII_ALNUM | ASCII_PUNCT,
    "Lower": ASCII_LOWER, "Print": frozenset(range(32, 127)), "Punct": ASCII_PUNCT, "Space": ASCII_SPACE,
    "Upper": ASCII_UPPER, "XDigit": ASCII_HEX,
}

CATEGORIES = {
    name: frozenset(members.split()) for name, members in {
        "L": "Lu Ll Lt Lm Lo", "M": "Mn Mc Me", "N": "Nd Nl No", "Z": "Zs Zl Zp", "C": "Cc Cf Co Cs Cn",
        "P": "Pd Ps Pe Pc Po Pi Pf", "S": "Sm Sc Sk So", "LC": "Lu Ll Lt", "LD": "Lu Ll Lt Lm Lo Nd",
    }.items()
}
CATEGORIES |= {name: frozenset((name,)) for group in "LMNZCPS" for name in CATEGORIES[group]}
_CASED = CATEGORIES["LC"]


def category(code):
    """General category of a code point, two letters."""
    import unicodedata
    return unicodedata.category(chr(code))


def of_category(names):
    return lambda code: category(code) in names


def member(codes):
    return codes.__contains__


def negated(predicate):
    return lambda code: not predicate(code)


def union(first, second):
    def either(code):
        return first(code) or second(code)
    either.bmp = is_bmp(first) and is_bmp(second)
    return either


def both(first, second):
    def each(code):
        return first(code) and second(code)
    each.bmp = is_bmp(first) and is_bmp(second)
    return each


def is_bmp(predicate):
    """Whether Java knows that the class holds no character beyond U+FFFF; then it looks at UTF-16 units."""
    owner = getattr(predicate, "__self__", None)
    if isinstance(owner, int):
        return owner < 0x10000 and not 0xD800 <= owner <= 0xDFFF
    return owner is not None or getattr(predicate, "bmp", False)


def everything(code):
    return True


@lru_cache(maxsize=4096)
def ascii_codes(predicate):
    """The ASCII characters of a class. Several passes over a pattern ask for them."""
    return frozenset(filter(predicate, range(128)))


# --- case -------------------------------------------------------------------------------------------------

def to_upper(code):
    """Character.toUpperCase: the simple mapping."""
    char = chr(code)
    mapped = char.upper()
    if len(mapped) != 1:
        # The simple mapping of the letters with iota subscript is their title case.
        mapped = char.title()
    return ord(mapped) if len(mapped) == 1 else code


def to_lower(code):
    """Character.toLowerCase: the simple mapping."""
    if code == 0x130:
        return 0x69
    mapped = chr(code).lower()
    return ord(mapped) if len(mapped) == 1 else code


def folded(code):
    """How UNICODE_CASE compares characters."""
    return to_lower(to_upper(code))


def ascii_swapped(code):
    """The other case of an ASCII letter, else the code itself."""
    return code ^ 32 if code in ASCII_ALPHA else code


def single(code, fold):
    """A literal character; fold is None, 'ascii' (CASE_INSENSITIVE) or 'unicode' (with UNICODE_CASE)."""
    if fold == "unicode":
        upper = to_upper(code)
        lower = to_lower(upper)
        if upper != lower:
            return lambda other: other == lower or folded(other) == lower
    elif fold == "ascii" and code in ASCII_ALPHA:
        return frozenset((code, code ^ 32)).__contains__
    return code.__eq__


def span(first, last, fold):
    """The range first-last of a class, both ends included."""
    if fold is None:
        def within(code):
            return first <= code <= last
        within.bmp = last < 0xD800 or 0xDFFF < first and last < 0x10000
        return within
    if fold == "ascii":
        return lambda code: first <= code <= last or (code in ASCII_ALPHA and first <= code ^ 32 <= last)

    def inside(code):
        upper = to_upper(code)
        return first <= code <= last or first <= upper <= last or first <= to_lower(upper) <= last
    return inside


# --- \d \w \s with UNICODE_CHARACTER_CLASS, \p{Is...} -----------------------------------------------------

def letter_or_digit(code):
    return category(code) in CATEGORIES["LD"]


def _alphabetic(code):
    if code < 128:
        return code in ASCII_ALPHA
    return category(code) in CATEGORIES["L"] or category(code) == "Nl" or _by_regex(r"\p{Alphabetic}", code)


def _white_space(code):
    return code in ASCII_SPACE or code == 0x85 or category(code) in CATEGORIES["Z"]


def _join_control(code):
    return code in (0x200C, 0x200D)


def unicode_word(code):
    return (code in ASCII_WORD if code < 128 else
            _alphabetic(code) or category(code) in {"Mn", "Me", "Mc", "Nd", "Pc"} or _join_control(code))


def _graph(code):
    return category(code) not in {"Zs", "Zl", "Zp", "Cc", "Cs", "Cn"}


def _blank(code):
    return code == 9 or category(code) == "Zs"


def _hex_digit(code):
    return category(code) == "Nd" or code in ASCII_HEX or 0xFF21 <= code <= 0xFF26 or 0xFF41 <= code <= 0xFF46


def _print(code):
    return (_graph(code) or _blank(code)) and category(code) != "Cc"


def _assigned(code):
    return category(code) != "Cn"


def _not_a_character(code):
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def _lower_case(code):
    return chr(code).islower()


def _upper_case(code):
    return chr(code).isupper()


def _cased(code):
    return _lower_case(code) or _upper_case(code) or category(code) == "Lt"


def _ideographic(code):
    return code >= 128 and _by_regex(r"\p{Ideographic}", code)


_BINARY = {
    "ALPHABETIC": _alphabetic, "LETTER": of_category(CATEGORIES["L"]), "IDEOGRAPHIC": _ideographic,
    "LOWERCASE": _lower_case, "UPPERCASE": _upper_case, "TITLECASE": of_category({"Lt"}),
    "WHITE_SPACE": _white_space, "CONTROL": of_category({"Cc"}), "PUNCTUATION": of_category(CATEGORIES["P"]),
    "HEX_DIGIT": _hex_digit, "ASSIGNED": _assigned, "NONCHARACTERCODEPOINT": _not_a_character,
    "DIGIT": of_category({"Nd"}), "ALNUM": lambda code: _alphabetic(code) or category(code) == "Nd",
    "BLANK": _blank, "GRAPH": _graph, "PRINT": _print, "WORD": unicode_word, "JOIN_CONTROL": _join_control,
}
_BINARY_ALIASES = {"WHITESPACE": "WHITE_SPACE", "HEXDIGIT": "HEX_DIGIT", "JOINCONTROL": "JOIN_CONTROL",
                   "NONCHARACTER_CODE_POINT": "NONCHARACTERCODEPOINT"}
_UNICODE_POSIX = {"ALPHA": "ALPHABETIC", "LOWER": "LOWERCASE", "UPPER": "UPPERCASE", "SPACE": "WHITE_SPACE",
                  "PUNCT": "PUNCTUATION", "XDIGIT": "HEX_DIGIT", "ALNUM": "ALNUM", "CNTRL": "CONTROL",
                  "DIGIT": "DIGIT", "BLANK": "BLANK", "GRAPH": "GRAPH", "PRINT": "PRINT"}
_CASE_BLIND = {"LOWERCASE", "UPPERCASE", "TITLECASE"}


def unicode_property(name, blind):
    """\\p{IsName} for a binary property or a POSIX name, or None; blind is CASE_INSENSITIVE."""
    name = name.upper()
    name = _BINARY_ALIASES.get(name, name)
    name = name if name in _BINARY else _UNICODE_POSIX.get(name)
    return _cased if blind and name in _CASE_BLIND else _BINARY.get(name)


def unicode_posix(name, blind):
    """\\p{Alpha} and so on with UNICODE_CHARACTER_CLASS, or None."""
    name = _UNICODE_POSIX.get(name.upper())
    return unicode_property(name, blind) if name else None


# --- \p{Name} ---------------------------------------------------------------------------------------------

_IGNORABLE = frozenset((*range(9), *range(0x0E, 0x1C), *range(0x7F, 0xA0)))


def _ignorable(code):
    return code in _IGNORABLE or category(code) == "Cf"


def _java_white(code):
    return code in (9, 10, 11, 12, 13, 28, 29, 30, 31) or (
        category(code) in CATEGORIES["Z"] and code not in (0xA0, 0x2007, 0x202F))


def _java_start(code):
    return category(code) in CATEGORIES["L"] | {"Nl", "Sc", "Pc"}


def _java_part(code):
    return category(code) in CATEGORIES["LD"] | {"Nl", "Sc", "Pc", "Mn", "Mc"} or _ignorable(code)


def _mirrored(code):
    import unicodedata
    return unicodedata.mirrored(chr(code)) == 1


_JAVA = {
    "javaLowerCase": _lower_case, "javaUpperCase": _upper_case, "javaAlphabetic": _alphabetic,
    "javaIdeographic": _ideographic, "javaTitleCase": of_category({"Lt"}), "javaDigit": of_category({"Nd"}),
    "javaDefined": _assigned, "javaLetter": of_category(CATEGORIES["L"]),
    "javaLetterOrDigit": letter_or_digit,
    "javaJavaIdentifierStart": _java_start, "javaJavaIdentifierPart": _java_part,
    "javaIdentifierIgnorable": _ignorable, "javaSpaceChar": of_category(CATEGORIES["Z"]),
    "javaWhitespace": _java_white, "javaISOControl": lambda code: code < 32 or 127 <= code < 160,
    "javaMirrored": _mirrored,
}
_NOT_HERE = {"javaUnicodeIdentifierStart", "javaUnicodeIdentifierPart"}
_JAVA_CASE_BLIND = {"javaLowerCase", "javaUpperCase", "javaTitleCase"}


def named(name, blind):
    """\\p{name} of a category, POSIX or java... name, or None. blind: CASE_INSENSITIVE joins case classes."""
    if name in CATEGORIES:
        return of_category(_CASED if blind and name in _CASED else CATEGORIES[name])
    if name in POSIX:
        return member(ASCII_ALPHA if blind and name in ("Lower", "Upper") else POSIX[name])
    if name == "L1":
        return lambda code: code < 256
    if name == "all":
        return everything
    if blind and name in _JAVA_CASE_BLIND:
        return _cased
    if name in _NOT_HERE:
        raise JavaRegexUnsupported(f"\\p{{{name}}}")
    return _JAVA.get(name)


@lru_cache(maxsize=4096)
def _by_regex(pattern, code):
    import regex
    return regex.match(pattern, chr(code)) is not None


def by_regex_property(kind, name):
    """A script ('Script') or block ('Block') by name, as the regex module knows them, or None."""
    if not re.fullmatch(r"[A-Za-z0-9_ -]+", name):
        return None
    import regex
    pattern = rf"\p{{{kind}={name}}}"
    try:
        regex.compile(pattern)
    except regex.error:
        return None
    return lambda code: _by_regex(pattern, code)
