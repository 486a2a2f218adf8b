"""A java.util.Formatter format and its arguments in, the text of Java 17's String.format out.

Arguments are bool (Boolean), int (Long), float (Double) and str (String), so %c, which takes no Long, always
fails. Numbers are rounded half up on the decimal digits Java makes of a double, not on its binary value.
Widths and precisions count UTF-16 units. The locale is English, the time zone of %t that of the machine.
"""

import math
import re
import struct
from collections import namedtuple
from functools import lru_cache

from .javatext import java_digits, join_surrogates, split_surrogates, upper, utf16_length


class FormatError(ValueError):
    """An IllegalFormatException: str() is its getMessage(), `kind` its class without `Exception`."""

    def __init__(self, message, kind):
        super().__init__(message)
        self.kind = kind


class _Specifier(namedtuple("_Specifier", "index flags width precision dated conversion big")):
    """One %...: index 0 is the next argument, -1 the same again, -2 none; width, precision -1 if absent;
    conversion is in lower case, what it was is in `big`."""
    __slots__ = ()

    def __str__(self):
        flags = "".join(flag for flag in _FLAGS if flag in self.flags)
        index = f"{self.index}$" if self.index > 0 else ""
        width = "" if self.width == -1 else str(self.width)
        precision = "" if self.precision == -1 else f".{self.precision}"
        letters = ("t" if self.dated else "") + self.conversion
        return f"%{flags}{index}{width}{precision}{letters.upper() if self.big else letters}"


_FLAGS = "-#+ 0,(<"
_SPECIFIER = re.compile(r"%([0-9]+\$)?([-#+ 0,(<]*)([0-9]+)?(\.[0-9]+)?([tT])?([a-zA-Z%])")
_CONVERSIONS = frozenset("bBhHsScCdoxXeEfgGaAn%")
_DATE_CONVERSIONS = frozenset("HIklMNLQpsSTzZaAbBCdehjmyYrRcDF")
_GENERAL, _CHARACTER, _INTEGER, _FLOAT = "bhs", "c", "dox", "efga"
_INT_MAX = 0x7FFFFFFF


def java_format(text, arguments, render=str):
    """String.format(text, arguments...); an argument of another type is the string render(argument).

    FormatError with Java's message. All of the format is checked before the first argument is looked at.
    """
    out = []
    previous = ordinary = -1
    for part in _parsed(text):
        if type(part) is str:
            out.append(part)
            continue
        if part.index == -2:
            out.append("\n" if part.conversion == "n" else _justified("%", part))
            continue
        if part.index == 0:
            ordinary += 1
            previous = ordinary
        elif part.index > 0:
            previous = part.index - 1
        if not 0 <= previous < len(arguments):
            raise FormatError(f"Format specifier '{part}'", "MissingFormatArgument")
        argument = arguments[previous]
        if not isinstance(argument, (bool, int, float, str)):
            argument = render(argument)
        out.append(_PRINTERS[part.conversion if not part.dated else "t"](part, argument))
    formatted = "".join(out)
    return formatted if formatted.isascii() else join_surrogates(formatted)


# --- reading a format -------------------------------------------------------------------------------------

@lru_cache(maxsize=1024)
def _parsed(text):
    """str and _Specifier in turn."""
    parts = []
    at = 0
    while at < len(text):
        percent = text.find("%", at)
        if percent < 0:
            parts.append(text[at:])
            break
        if percent > at:
            parts.append(text[at:percent])
        following = text[percent + 1:percent + 2]
        if not following:
            raise FormatError("Conversion = '%'", "UnknownFormatConversion")
        found = _SPECIFIER.match(text, percent)
        if found is None:
            raise FormatError(f"Conversion = '{split_surrogates(following)[0]}'", "UnknownFormatConversion")
        parts.append(_specifier(*found.groups()))
        at = found.end()
    return tuple(parts)


def _specifier(index, flags, width, precision, dated, conversion):
    number = 0
    if index:
        number = int(index[:-1])
        if number > _INT_MAX:
            raise FormatError("Format argument index: (not representable as int)",
                              "IllegalFormatArgumentIndex")
        if number == 0:
            raise FormatError("Illegal format argument index = 0", "IllegalFormatArgumentIndex")
    for place, flag in enumerate(flags):
        if flag in flags[:place]:
            raise FormatError(f"Flags = '{flag}'", "DuplicateFormatFlags")
    if "<" in flags:
        number = -1
    size = int(width) if width else -1
    if size > _INT_MAX:
        raise FormatError(str(-1 << 31), "IllegalFormatWidth")
    digits = int(precision[1:]) if precision else -1
    if digits > _INT_MAX:
        raise FormatError(str(-1 << 31), "IllegalFormatPrecision")
    if dated:
        part = _Specifier(number, flags, size, digits, True, conversion, dated == "T")
    else:
        if conversion not in _CONVERSIONS:
            raise FormatError(f"Conversion = '{conversion}'", "UnknownFormatConversion")
        if conversion in "n%":
            number = -2
        part = _Specifier(number, flags, size, digits, False, conversion.lower(), conversion.isupper())
    _check(part)
    return part


def _mismatch(part, flags):
    for flag in flags:
        if flag in part.flags:
            message = f"Conversion = {part.conversion}, Flags = {flag}"
            raise FormatError(message, "FormatFlagsConversionMismatch")


def _need_width(part, flags="-"):
    if part.width == -1 and any(flag in part.flags for flag in flags):
        raise FormatError(str(part), "MissingFormatWidth")


def _no_precision(part):
    if part.precision != -1:
        raise FormatError(str(part.precision), "IllegalFormatPrecision")


def _illegal_flags(part):
    flags = part.flags + "^" if part.big else part.flags
    shown = "".join(flag for flag in "-^#+ 0,(<" if flag in flags)
    raise FormatError(f"Flags = '{shown}'", "IllegalFormatFlags")


_BAD_FLAGS = {"d": "#", "o": ",", "x": ",", "a": "(,", "e": ",", "g": "#", "f": ""}


def _check(part):
    """The checks that need no argument, in Java's order."""
    conversion = part.conversion
    if part.dated:
        _no_precision(part)
        if conversion not in _DATE_CONVERSIONS:
            raise FormatError(f"Conversion = 't{conversion}'", "UnknownFormatConversion")
        _mismatch(part, "#+ 0,(")
        _need_width(part)
    elif conversion in _GENERAL:
        if conversion in "bh":
            _mismatch(part, "#")
        _need_width(part)
        _mismatch(part, "+ 0,(")
    elif conversion in _CHARACTER:
        _no_precision(part)
        _mismatch(part, "#+ 0,(")
        _need_width(part)
    elif conversion in _INTEGER or conversion in _FLOAT:
        _need_width(part, "-0")
        if ("+" in part.flags and " " in part.flags) or ("-" in part.flags and "0" in part.flags):
            _illegal_flags(part)
        if conversion in _INTEGER:
            _no_precision(part)
        _mismatch(part, _BAD_FLAGS[conversion])
    else:
        _check_text(part)


def _check_text(part):
    _no_precision(part)
    if part.conversion == "%":
        if part.flags not in ("", "-"):
            _illegal_flags(part)
        _need_width(part)
        return
    if part.width != -1:
        raise FormatError(str(part.width), "IllegalFormatWidth")
    if part.flags:
        _illegal_flags(part)


# --- printing ---------------------------------------------------------------------------------------------

_CLASSES = {bool: "java.lang.Boolean", int: "java.lang.Long", float: "java.lang.Double"}


def _class_of(argument):
    return _CLASSES.get(type(argument)) or next(
        (name for kind, name in _CLASSES.items() if isinstance(argument, kind)), "java.lang.String")


def _refuse(part, argument):
    raise FormatError(f"{part.conversion} != {_class_of(argument)}", "IllegalFormatConversion")


def _justified(text, part):
    room = part.width - (len(text) if text.isascii() else utf16_length(text))
    if room <= 0:
        return text
    return text + " " * room if "-" in part.flags else " " * room + text


def _print_text(part, text):
    if 0 <= part.precision < len(split_surrogates(text)):
        text = split_surrogates(text)[:part.precision]
    return _justified(upper(text) if part.big else text, part)


def _string(part, argument):
    if "#" in part.flags:
        raise FormatError("Conversion = s, Flags = #", "FormatFlagsConversionMismatch")
    if isinstance(argument, bool):
        argument = "true" if argument else "false"
    elif isinstance(argument, float):
        from .javatext import double_text
        argument = double_text(argument)
    return _print_text(part, str(argument))


def _boolean(part, argument):
    return _print_text(part, "false" if argument is False else "true")


def _hash(part, argument):
    if isinstance(argument, bool):
        code = 1231 if argument else 1237
    elif isinstance(argument, (int, float)):
        bits = struct.unpack(">Q", struct.pack(">d", argument if argument == argument else math.nan)
                             if isinstance(argument, float) else struct.pack(">q", argument))[0]
        code = (bits ^ bits >> 32) & 0xFFFFFFFF
    else:
        code = 0
        for unit in split_surrogates(argument):
            code = (code * 31 + ord(unit)) & 0xFFFFFFFF
    return _print_text(part, f"{code:x}")


def _signed(part, negative, body):
    """The body between its signs."""
    if not negative:
        return ("+" if "+" in part.flags else " " if " " in part.flags else "") + body
    return f"({body})" if "(" in part.flags else "-" + body


def _magnitude(part, negative, digits, width):
    """Grouped and zero-padded to a width that counts the sign in front, not the closing parenthesis."""
    if "," in part.flags:
        whole, point, rest = digits.partition(".")
        digits = f"{int(whole):,}" + point + rest
    if "0" in part.flags and width != -1:
        if negative and "(" in part.flags:
            width -= 1
        sign = 1 if negative or "+" in part.flags or " " in part.flags else 0
        digits = digits.rjust(width - sign, "0")
    return digits


def _integer(part, argument):
    if not isinstance(argument, int) or isinstance(argument, bool):
        _refuse(part, argument)
    if part.conversion == "d":
        digits = _magnitude(part, argument < 0, str(abs(argument)), part.width)
        return _justified(_signed(part, argument < 0, digits), part)
    _mismatch(part, "( +")
    digits = format(argument & 0xFFFFFFFFFFFFFFFF, part.conversion)
    prefix = "" if "#" not in part.flags else "0" if part.conversion == "o" else "0x"
    if "0" in part.flags:
        digits = digits.rjust(part.width - len(prefix), "0")
    text = prefix + digits
    return _justified(text.upper() if part.big else text, part)


def _character(part, argument):
    _refuse(part, argument)


def _float(part, argument):
    if not isinstance(argument, float):
        _refuse(part, argument)
    if argument != argument:
        return _justified("NAN" if part.big else "NaN", part)
    negative = math.copysign(1.0, argument) < 0
    value = abs(argument)
    body = "Infinity" if value == math.inf else _FLOATS[part.conversion](part, value, negative)
    return _justified(_signed(part, negative, body.upper() if part.big else body), part)


def _rounded(value, keep):
    """(digits, exponent) of value = 0.digits * 10**exponent with at most keep(exponent) digits, half up."""
    digits, exponent = java_digits(value, False) if value else ("0", 1)
    limit = keep(exponent)
    if limit >= len(digits) or limit < 0:
        return digits, exponent
    if limit == 0:
        return ("1", exponent + 1) if digits[0] >= "5" else ("0", exponent)
    head = digits[:limit]
    if digits[limit] < "5":
        return head, exponent
    head = str(int(head) + 1).rjust(limit, "0")
    return (head[:-1], exponent + 1) if len(head) > limit else (head, exponent)


def _pointed(whole, fraction, precision, part=None):
    """whole.fraction with exactly `precision` digits after the point; a bare point only for the # flag."""
    fraction = fraction[:precision].ljust(precision, "0")
    point = "." if fraction or (part is not None and "#" in part.flags) else ""
    return whole + point + fraction


def _decimal_digits(digits, exponent):
    if exponent > 0:
        return digits[:exponent].ljust(exponent, "0"), digits[exponent:]
    return "0", "0" * -exponent + digits


def _exponent_text(exponent):
    return f"{'-' if exponent < 0 else '+'}{abs(exponent):02d}"


def _fixed(part, value, negative):
    precision = 6 if part.precision == -1 else part.precision
    digits, exponent = _rounded(value, lambda exponent: exponent + precision)
    number = _pointed(*_decimal_digits(digits, exponent), precision, part)
    return _magnitude(part, negative, number, part.width)


def _scientific(part, value, negative):
    precision = 6 if part.precision == -1 else part.precision
    digits, exponent = _rounded(value, lambda _: precision + 1)
    tail = _exponent_text(exponent - 1 if value else 0)
    mantissa = _pointed(digits[0], digits[1:], precision, part)
    width = part.width if part.width == -1 else part.width - len(tail) - 1
    return f"{_magnitude(part, negative, mantissa, width)}e{tail}"


def _general(part, value, negative):
    precision = {-1: 6, 0: 1}.get(part.precision, part.precision)
    if not value:
        return _magnitude(part, negative, _pointed("0", "", precision - 1), part.width)
    digits, exponent = _rounded(value, lambda _: precision)
    if -4 <= exponent - 1 < precision:
        mantissa = _pointed(*_decimal_digits(digits, exponent), precision - exponent)
        return _magnitude(part, negative, mantissa, part.width)
    tail = _exponent_text(exponent - 1)
    mantissa = _pointed(digits[0], digits[1:], precision - 1)
    width = part.width if part.width == -1 else part.width - len(tail) - 1
    return f"{_magnitude(part, negative, mantissa, width)}e{tail}"


def _hexadecimal(part, value, negative):
    precision = 1 if part.precision == 0 else max(part.precision, 0)
    text = _hex_text(value, precision)
    mantissa, _, power = text.partition("p")
    if precision:
        whole, _, fraction = mantissa.partition(".")
        mantissa = _pointed(whole, fraction.ljust(precision, "0"), max(precision, len(fraction)))
    sign = negative or "+" in part.flags or " " in part.flags
    zeros = "0" * (part.width - len(text) - 2 - sign) if "0" in part.flags else ""
    return f"0x{zeros}{mantissa}p{power}"


def _hex_text(value, precision):
    """Double.toHexString without 0x, rounded half even to `precision` digits (1 to 12; else all)."""
    exponent = 0
    if value and 0 < precision < 13:
        mantissa, power = math.frexp(value)
        if power <= -1022:  # a subnormal is normalized first
            exponent = -54
            value = math.ldexp(value, 54)
            mantissa, power = math.frexp(value)
        bits = 4 * precision + 1
        kept = round(math.ldexp(mantissa, bits))
        try:
            value = math.ldexp(kept, power - bits)
        except OverflowError:
            return "1.0p1024"
    mantissa, _, power = value.hex().removeprefix("0x").partition("p")
    whole, _, fraction = mantissa.partition(".")
    return f"{whole}.{fraction.rstrip('0') or '0'}p{int(power) + exponent}"


_FLOATS = {"f": _fixed, "e": _scientific, "g": _general, "a": _hexadecimal}


# --- dates ------------------------------------------------------------------------------------------------

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_COMPOSED = {"T": "H:M:S", "R": "H:M", "D": "m/d/y", "F": "Y-m-d", "c": "a b d T Z Y"}
_FIRST_GREGORIAN = -12219292800000  # Java counts in the Julian calendar before
_LAST = 253402210800000  # 9999, less a day for the time zone


def _date(part, argument):
    if not isinstance(argument, int) or isinstance(argument, bool):
        _refuse(part, argument)
    text = _date_text(part.conversion, argument)
    return _justified(upper(text) if part.big else text, part)


def _date_text(conversion, milliseconds):
    from datetime import datetime, timedelta, timezone

    if conversion == "Q":
        return str(milliseconds)
    if conversion == "s":
        return str(abs(milliseconds) // 1000 * (1 if milliseconds >= 0 else -1))
    if not _FIRST_GREGORIAN <= milliseconds < _LAST:
        raise FormatError(f"%t{conversion} of {milliseconds}: only for the years 1583 to 9999", "Unsupported")
    moment = datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(milliseconds=milliseconds)
    return _moment_text(conversion, moment.astimezone())


def _moment_text(conversion, moment):
    if conversion in _COMPOSED:
        return "".join(_moment_text(char, moment) if char.isalpha() else char
                       for char in _COMPOSED[conversion])
    half = "am" if moment.hour < 12 else "pm"
    milliseconds = moment.microsecond // 1000
    return {
        "H": f"{moment.hour:02d}", "I": f"{(moment.hour + 11) % 12 + 1:02d}", "k": str(moment.hour),
        "l": str((moment.hour + 11) % 12 + 1), "M": f"{moment.minute:02d}", "S": f"{moment.second:02d}",
        "L": f"{milliseconds:03d}", "N": f"{milliseconds * 1000000:09d}", "p": half, "z": f"{moment:%z}",
        "Z": moment.tzname() or "", "B": _MONTHS[moment.month - 1], "b": _MONTHS[moment.month - 1][:3],
        "h": _MONTHS[moment.month - 1][:3], "A": _DAYS[moment.weekday()], "a": _DAYS[moment.weekday()][:3],
        "C": f"{moment.year // 100:02d}", "Y": f"{moment.year:04d}", "y": f"{moment.year % 100:02d}",
        "j": f"{moment.timetuple().tm_yday:03d}", "m": f"{moment.month:02d}", "d": f"{moment.day:02d}",
        "e": str(moment.day),
        "r": f"{(moment.hour + 11) % 12 + 1:02d}:{moment.minute:02d}:{moment.second:02d} {half.upper()}",
    }[conversion]


_PRINTERS = {"b": _boolean, "h": _hash, "s": _string, "c": _character, "t": _date,
             "d": _integer, "o": _integer, "x": _integer, "e": _float, "f": _float, "g": _float, "a": _float}
