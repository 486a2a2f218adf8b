"""Strings in, the text of an XML profile out: the escapes that panc's serializer (the JDK's) writes.

All functions return their argument itself when nothing needs an escape, which is nearly always. A high
surrogate without its low half cannot be written (panc stops with a SAXException): ValueError. Source of the
format: panc 10, `--formats pan`, on JDK 17.
"""

import re

# Characters outside XML 1.0, lone surrogates among them; and those of ASCII.
_NOT_XML = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
_NOT_XML_ASCII = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_IN_TEXT = "[&<>\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\U00010000-\U0010ffff]"
_IN_ATTRIBUTE = '[&<>"\x00-\x1f\ud800-\udfff\U00010000-\U0010ffff]'
# The same for what most texts are: `re` takes milliseconds for a class that reaches beyond U+FFFF.
_IN_ASCII_TEXT = re.compile("[&<>\x00-\x08\x0b-\x1f\x7f]")
# A text that is written as it is.
is_plain = re.compile("[\t\n !-%'-;=?-~]+").fullmatch
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def _reference(found):
    char = found.group()
    if "\ud800" <= char <= "\udbff":
        raise ValueError(f"Invalid UTF-16 surrogate detected: {ord(char):x}")
    return _NAMED.get(char) or f"&#{ord(char)};"


def needs_base64(text):
    """True if some character may not stand in an XML file: panc then writes base64 of the UTF-8 bytes."""
    return (_NOT_XML_ASCII.search(text) if text.isascii() else re.search(_NOT_XML, text)) is not None


def escape_text(text):
    """Content of an element: tab, line feed and quotes stay, carriage return is a reference."""
    if text.isascii():
        return _IN_ASCII_TEXT.sub(_reference, text)
    return re.sub(_IN_TEXT, _reference, text)


def escape_attr(text):
    """Content of an attribute in double quotes: tab and line ends are references, U+007F to U+009F stay."""
    return re.sub(_IN_ATTRIBUTE, _reference, text)
