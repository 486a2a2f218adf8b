"""Numbers and strings in, the texts and values that Java 17 (which panc runs on) gives for them out.

A Pan string is a Python str of code points: an astral character counts as one here and as two in Java.
Functions whose name starts with `utf16_` count as Java does. A lone surrogate is legal in both worlds; two
halves that become neighbours are one character in Java, so pass the result of a concatenation that may end
that way through `join_surrogates`. Case mapping and digits follow the Unicode version of the running Python
(Java 17: 13.0).
"""

import math
import re
from functools import lru_cache

LONG_MIN = -(1 << 63)
LONG_MAX = (1 << 63) - 1


class JavaError(ValueError):
    """A Java exception: str() is getMessage(), `kind` the simple class name. panc catches some, not all."""

    def __init__(self, message, kind="NumberFormatException"):
        super().__init__(message)
        self.kind = kind


class EscapeError(ValueError):
    """escape(), unescape() or base64_decode() refused its argument; the message is panc's."""


# --- longs ------------------------------------------------------------------------------------------------

def wrap64(value):
    """The int that a Java long holds after overflow: value modulo 2**64, from -2**63 to 2**63 - 1."""
    if LONG_MIN <= value <= LONG_MAX:
        return value
    return (value - LONG_MIN & 0xFFFFFFFFFFFFFFFF) + LONG_MIN


def group_number(value):
    """A long as MessageFormat prints it in panc's messages: thousands separated by commas."""
    return f"{value:,}"


def _bad_number(text, radix=10):
    return JavaError(f'For input string: "{text}"' + ("" if radix == 10 else f" under radix {radix}"))


def _digit(char, radix):
    """Character.digit: value of one UTF-16 unit, or -1. Fullwidth letters count, astral digits do not."""
    value = -1
    if char.isascii():
        if char.isalnum():
            value = int(char, 36)
    elif char.isdecimal():
        value = int(char) if char <= "\uffff" else -1
    elif "\uff21" <= char <= "\uff3a":
        value = ord(char) - 0xFF21 + 10
    elif "\uff41" <= char <= "\uff5a":
        value = ord(char) - 0xFF41 + 10
    return value if value < radix else -1


_PLAIN_LONG = re.compile(r"[+-]?[0-9]{1,18}", re.ASCII)
_PLAIN_DECODE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})", re.ASCII)


def parse_long(text, radix=10):
    """Long.parseLong: an int; JavaError with the message of the NumberFormatException."""
    if radix == 10 and _PLAIN_LONG.fullmatch(text):
        return int(text)
    digits = text[1:] if text[:1] in ("+", "-") else text
    if not digits:
        # Java 17 says "under radix" for a lone sign, not for the empty string.
        raise _bad_number(text, radix)
    value = 0
    for char in digits:
        digit = _digit(char, radix)
        if digit < 0:
            raise _bad_number(text, radix)
        value = value * radix + digit
    if text[0] == "-":
        value = -value
    if not LONG_MIN <= value <= LONG_MAX:
        raise _bad_number(text, radix)
    return value


def decode_long(text):
    """Long.decode (decimal, 0x 0X # hex, leading 0 octal, a sign in front): an int, or JavaError."""
    if _PLAIN_DECODE.fullmatch(text):
        return int(text)
    if not text:
        raise JavaError("Zero length string")
    sign = text[0] if text[0] in "+-" else ""
    rest = text[len(sign):]
    radix = 10
    if rest.startswith(("0x", "0X")):
        rest, radix = rest[2:], 16
    elif rest.startswith("#"):
        rest, radix = rest[1:], 16
    elif rest.startswith("0") and len(rest) > 1:
        rest, radix = rest[1:], 8
    if rest.startswith(("-", "+")):
        raise JavaError("Sign character in wrong position")
    return parse_long("-" + rest if sign == "-" else rest, radix)


# --- doubles ----------------------------------------------------------------------------------------------

# These and others that few profiles need are compiled by `re` when they are first used.
_DECIMAL = r"[+-]?(?:NaN|Infinity|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?[fFdD]?)"
_HEXADECIMAL = (r"([+-]?)0[xX](?:([0-9a-fA-F]+)\.?|([0-9a-fA-F]*)\.([0-9a-fA-F]+))"
                r"[pP]([+-]?[0-9]+)[fFdD]?")
_TWO_POINTS = r"[+-]?[0-9]*\.[0-9]*\."
_BLANKS = "".join(map(chr, range(33)))


def parse_double(text):
    """Double.parseDouble: a float; JavaError with the message of the NumberFormatException."""
    trimmed = text.strip(_BLANKS)
    if re.fullmatch(_DECIMAL, trimmed):
        return float(trimmed if trimmed[-1] in "Ny" else trimmed.rstrip("fFdD"))
    found = re.fullmatch(_HEXADECIMAL, trimmed)
    if found:
        sign, whole, head, tail, power = found.groups()
        try:
            return float.fromhex(f"{sign}0x{whole or head or '0'}.{tail or '0'}p{power}")
        except OverflowError:
            return math.copysign(math.inf, -1.0 if sign == "-" else 1.0)
    if not trimmed:
        raise JavaError("empty String")
    raise JavaError("multiple points") if re.match(_TWO_POINTS, trimmed) else _bad_number(trimmed)


def math_round(value):
    """Math.round: the nearest long, halves up, saturating at the ends of long; NaN gives 0."""
    if value != value:
        return 0
    if value >= 9223372036854775807.0:
        return LONG_MAX
    if value <= -9223372036854775808.0:
        return LONG_MIN
    floor = math.floor(value)
    return floor + (value - floor >= 0.5)


def double_text(value):
    """Double.toString of JDK 17: plain for 1e-3 <= |value| < 1e7, else d.dddEn; NaN, Infinity, -0.0."""
    magnitude = abs(value)
    if 1e-3 <= magnitude < 1e7:
        # Here the digits of Java are the shortest ones, as Python's.
        return repr(value)
    if value != value:
        return "NaN"
    sign = "-" if math.copysign(1.0, value) < 0 else ""
    if magnitude == math.inf:
        return sign + "Infinity"
    if magnitude == 0.0:
        return sign + "0.0"
    digits, point = java_digits(magnitude)
    return f"{sign}{digits[0]}.{digits[1:] or '0'}E{point - 1}"


# Java's estimate of the bits of a power of five: exact for 5**n with n < 27, 3 bits a power beyond.
_BITS_OF_5 = tuple((5 ** n).bit_length() for n in range(27))


def _five_bits(power):
    return _BITS_OF_5[power] if power < 27 else power * 3


def _signed(value, bits):
    half = 1 << (bits - 1)
    return (value + half & (1 << bits) - 1) - half


@lru_cache(maxsize=512)
def java_digits(value, compatible=True):
    """Decimal digits of a positive float as JDK 17 makes them: (digits, point), value = 0.digits * 10**point.

    JDK 17 still has the old conversion (Steele and White, with 64-bit shortcuts), which is not always the
    shortest: 2e23 is 1.9999999999999998E23, the smallest double 4.9E-324. `compatible` is how Double.toString
    asks for digits; Formatter's %e %f %g ask with False, which may give one digit more.
    """
    mantissa, exponent = math.frexp(value)
    fraction = int(mantissa * (1 << 53))
    binary = exponent - 1
    significant = 53
    if binary < -1022:  # a subnormal has fewer bits that count
        significant = 53 - (-1022 - binary)
    zeros = (fraction & -fraction).bit_length() - 1
    fraction_bits = 53 - zeros
    tiny_bits = max(0, fraction_bits - binary - 1)
    if -21 <= binary <= 62 and tiny_bits == 0 and fraction_bits + _BITS_OF_5[0] < 64:
        return _integer_digits(fraction << binary - 52 if binary >= 52 else fraction >> 52 - binary,
                               binary - significant - 1 if binary > significant else 0)
    decimal = _estimated_exponent(fraction, binary)
    b5 = m5 = max(0, -decimal)
    b2 = b5 + tiny_bits + binary
    s5 = max(0, decimal)
    s2 = s5 + tiny_bits
    m2 = b2 - significant
    fraction >>= zeros
    b2 -= fraction_bits - 1
    common = min(b2, s2)
    b2, s2, m2 = b2 - common, s2 - common, m2 - common
    if fraction_bits == 1:  # below a power of two the neighbour is half as far
        m2 -= 1
    if m2 < 0:
        b2, s2, m2 = b2 - m2, s2 - m2, 0
    top_bits = fraction_bits + b2 + _five_bits(b5)
    ten_bits = s2 + 1 + _five_bits(s5 + 1)
    width = 32 if top_bits < 32 and ten_bits < 32 else 64 if top_bits < 64 and ten_bits < 64 else 0
    return _generate(fraction * 5 ** b5 << b2, 5 ** s5 << s2, 5 ** m5 << m2, decimal, width, compatible)


def _integer_digits(value, power):
    """Digits of an integral double below 2**63, less those that 2**power says are beyond its precision."""
    dropped = int(power * 0.30103) if power > 3 else 0
    if dropped:
        unit = 10 ** dropped
        value, rest = divmod(value, unit)
        value += rest >= unit >> 1
    text = str(value)
    return text.rstrip("0") or "0", len(text) + dropped


def _estimated_exponent(fraction, binary):
    """Java's guess of floor(log10(value)): right or one too high."""
    normal = fraction / (1 << 52)
    return math.floor((normal - 1.5) * 0.289529654 + 0.176091259 + binary * 0.301029995663981)


def _generate(b, s, m, decimal, width, compatible):
    """Digits of b/s until what is left is within m; `width` is Java's machine word, 0 for big integers.

    In a machine word sums and products may overflow, and some results depend on it.
    """
    tens = s * 10
    wrap = (lambda number: _signed(number, width)) if width else int
    beyond = 1 if width else 0  # with big integers a tie counts as high
    q, b = divmod(b, s)
    b *= 10
    m = wrap(m * 10)
    low = b < m
    high = wrap(b + m) >= tens + beyond
    digits = []
    if q == 0 and not high:
        decimal -= 1
    else:
        digits.append(q)
    if not compatible or decimal < -3 or decimal >= 8:
        low = high = False
    while not low and not high:
        q, b = divmod(b, s)
        b *= 10
        m = wrap(m * 10)
        if m > 0:
            low = b < m
            high = wrap(b + m) >= tens + beyond
        else:  # the word has overflowed: m is larger than anything
            low = high = True
        digits.append(q)
    left = wrap(wrap(2 * b) - tens)
    if high and (not low or left > 0 or (left == 0 and digits[-1] & 1)):
        decimal += _round_up(digits)
    text = "".join(map(str, digits))
    return text.rstrip("0") or "0", decimal + 1


def _round_up(digits):
    """Adds one to the last digit in place; 1 if that gave a new leading digit, else 0."""
    place = len(digits) - 1
    while place >= 0 and digits[place] == 9:
        digits[place] = 0
        place -= 1
    if place >= 0:
        digits[place] += 1
        return 0
    digits[0] = 1
    return 1


# --- strings as UTF-16 ------------------------------------------------------------------------------------

# Not compiled before it is needed, which is seldom: `re` takes milliseconds for it.
_ASTRAL = "[\U00010000-\U0010ffff]"
_HALVES = "[\ud800-\udbff][\udc00-\udfff]"


def _halves_of(found):
    code = ord(found.group()) - 0x10000
    return chr(0xD800 + (code >> 10)) + chr(0xDC00 + (code & 0x3FF))


def _joined(found):
    high, low = found.group()
    return chr(0x10000 + ((ord(high) - 0xD800) << 10) + (ord(low) - 0xDC00))


def split_surrogates(text):
    """The str that has one character for each UTF-16 unit: astral characters become two surrogates."""
    return text if text.isascii() else re.sub(_ASTRAL, _halves_of, text)


def join_surrogates(text):
    """The inverse: each high surrogate followed by a low one becomes one character; lone ones stay."""
    return text if text.isascii() else re.sub(_HALVES, _joined, text)


def utf16_length(text):
    """String.length()."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) >> 1


# The order of str is that of code points; with astral characters in halves it is String.compareTo's.
utf16_key = split_surrogates


def utf16_slice(text, start, end):
    """String.substring, 0 <= start <= end <= utf16_length(text); a cut in a character leaves half of it."""
    if text.isascii() or not re.search(_ASTRAL, text):
        return text[start:end]
    return join_surrogates(split_surrogates(text)[start:end])


def utf16_find(text, wanted, start=0):
    """String.indexOf(wanted, start) in UTF-16 units, or -1; an empty needle is found at start or the end."""
    start = max(start, 0)
    if not text.isascii():
        text, wanted = split_surrogates(text), split_surrogates(wanted)
    if not wanted:
        return min(start, len(text))
    return text.find(wanted, start)


def to_utf8(text):
    """String.getBytes(UTF-8): each lone surrogate gives one question mark."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return join_surrogates(text).encode("utf-8", "replace")


_SURROGATE_BYTES = b"\xed[\xa0-\xbf][\x80-\xbf]?"


def from_utf8(data):
    """new String(bytes, UTF-8): bad sequences become U+FFFD, a coded surrogate one (Python: three)."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return re.sub(_SURROGATE_BYTES, "\ufffd".encode(), data).decode("utf-8", "replace")


def trim(text):
    """String.trim: characters up to U+0020 go at both ends."""
    return text.strip(_BLANKS)


def upper(text):
    """String.toUpperCase(Locale.US), full mapping: ß gives SS."""
    return text.upper()


def lower(text):
    """String.toLowerCase(Locale.US), full mapping.

    Which capital sigma is final Java takes from its word breaks, Python from cased letters: next to digits,
    hyphens, quotes or letters without case the two may differ.
    """
    return text.lower()


def is_false_text(text):
    """"false".equalsIgnoreCase(text); as in Java the long s is an s."""
    return len(text) == 5 and text.upper() == "FALSE"


# --- base64, escape ---------------------------------------------------------------------------------------

def base64_encode(text):
    """base64 of the UTF-8 bytes; a line feed after each full line of 76 characters, even the last."""
    return base64_bytes(to_utf8(text))


def base64_bytes(data):
    """base64_encode for bytes."""
    from binascii import b2a_base64

    lines = [b2a_base64(data[at:at + 57], newline=False) for at in range(0, len(data), 57)]
    lines.append(b"" if len(data) % 57 == 0 else lines.pop())
    return b"\n".join(lines).decode("ascii")


_CLEAN_BASE64 = r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==|[A-Za-z0-9+/]=))?"
_BASE64_VALUES = {**{ord(char): value for value, char in
                     enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")},
                  ord("="): 255}


def base64_decode(text):
    """The text whose UTF-8 bytes these are, with panc's tolerance.

    Blanks are skipped, the eighth bit of a byte is ignored, characters after the last full group of four and
    after a group that ends with `=` are dropped, `=` inside a group counts as a digit. EscapeError for other
    characters, JavaError for DEL (an index panc's table does not have).
    """
    from binascii import a2b_base64

    stripped = text.translate(_BASE64_BLANKS)
    if re.fullmatch(_CLEAN_BASE64, stripped):
        return from_utf8(a2b_base64(stripped))
    out = bytearray()
    group = []
    for place, byte in enumerate(to_utf8(text)):
        char = byte & 0x7F
        if char in b"\t\n\r ":
            continue
        if char == 0x7F:
            raise JavaError("Index 127 out of bounds for length 127", "ArrayIndexOutOfBoundsException")
        if char not in _BASE64_VALUES:
            raise EscapeError(f"Bad Base64 input character at {place}: {byte - (byte >= 128) * 256}(decimal)")
        group.append(char)
        if len(group) == 4:
            a, b, c, d = (_BASE64_VALUES[digit] for digit in group)
            kept = 1 if c == 255 else 2 if d == 255 else 3
            bits = a << 18 | b << 12 | (c << 6 if kept > 1 else 0) | (d if kept > 2 else 0)
            out += (bits & 0xFFFFFF).to_bytes(3, "big")[:kept]
            group = []
            if char == 0x3D:
                break
    return from_utf8(bytes(out))


_BASE64_BLANKS = dict.fromkeys(b"\t\n\r ")
_TO_ESCAPE = re.compile("^[0-9]|[^0-9A-Za-z]")
_ESCAPED = {code: f"_{code:02x}" for code in range(128) if not chr(code).isalnum()}
_PLAIN_WORD = re.compile(r"[A-Za-z][0-9A-Za-z]*")
_ESCAPE = "(?s)_(.?.?)|[\U00010000-\U0010ffff]"
_ASCII_ESCAPE = re.compile("_(.?.?)", re.DOTALL)


def _escaped(found):
    code = ord(found.group())
    if code > 255:
        raise EscapeError(f"string contains character which cannot be escaped: {code:x}")
    return f"_{code:02x}"


def escape(text):
    """Pan's escape(): letters and digits stay, a leading digit and all else become `_hh`; '' becomes `_`."""
    if _PLAIN_WORD.fullmatch(text):
        return text
    if text.isascii() and text and not text[0].isdigit():
        return text.translate(_ESCAPED)
    return _TO_ESCAPE.sub(_escaped, text) or "_"


def _unescaped(found):
    pair = found.group(1)
    if pair is None:
        # panc walks UTF-16 units but copies code points: the second half of an astral character comes twice.
        whole = found.group()
        return whole + _halves_of(found)[1]
    pair = split_surrogates(pair)[:2]
    if len(pair) < 2:
        raise EscapeError("string contains incomplete escape sequence")
    sign = pair[0] if pair[0] in "+-" else ""
    digits = [_digit(char, 16) for char in pair[len(sign):]]
    if -1 in digits:
        raise EscapeError(f"string contains invalid escape sequence: {join_surrogates(pair)}")
    code = digits[0] if sign else digits[0] * 16 + digits[1]
    if sign == "-" and code:
        message = f"Not a valid Unicode code point: 0x{-code & 0xFFFFFFFF:X}"
        raise JavaError(message, "IllegalArgumentException")
    return chr(code)


def unescape(text):
    """Pan's unescape(): `_` alone is '', `_hh` the character hh (Integer.parseInt: `_+f` counts too)."""
    if "_" not in text and text.isascii():
        return text
    if text == "_":
        return ""
    if text.isascii():
        return _ASCII_ESCAPE.sub(_unescaped, text)
    return join_surrogates(re.sub(_ESCAPE, _unescaped, text))
