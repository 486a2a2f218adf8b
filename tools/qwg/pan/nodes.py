"""The shapes of the tree that the parser makes: every node is a tuple (kind, first token, last token, ...).

Tuples are made by the hundred thousand, and the code generator takes them apart once, so they have no classes;
this page is their description. `dml` stands for any expression node.

Expressions::

    (LITERAL, a, b, value)                 a property, UNDEF or NULL
    (VARIABLE, a, b, name, (dml, ...))     name[dml]...
    (CALL, a, b, name, (dml, ...))
    (BINARY, a, b, operator, dml, dml)     also && and ||
    (UNARY, a, b, operator, dml)
    (ASSIGN, a, b, (VARIABLE, ...), dml)   targets from left to right
    (BLOCK, a, b, (dml, ...))              two operations at least
    (IF, a, b, dml, dml, dml or None)
    (WHILE, a, b, dml, dml)
    (FOR, a, b, dml, dml, dml, dml)
    (FOREACH, a, b, VARIABLE, VARIABLE, dml, dml)

Statements::

    (INCLUDE, a, b, dml)
    (PREFIX, a, b, text)
    (BIND, a, b, path text, full type)
    (VALID, a, b, path text, dml)
    (PATH, a, b, path text, dml, conditional, final)
    (SET, a, b, name, dml, conditional, final)
    (TYPE, a, b, name, full type)
    (FUNCTION, a, b, name, dml)

Types; a range is None or (minimum, maximum)::

    (FULL, a, b, type, default dml or None, with dml or None)
    (ALIAS, a, b, name, range)
    (CHOICE, a, b, (text, ...))
    (RECORD, a, b, extensible, (field, ...), range)
    (LIST_OF, a, b, type, range)   (DICT_OF, a, b, type, range)   (LINK_TO, a, b, type)
    (FIELD, a, b, path text, required, full type)   (INCLUDES, a, b, name)

A template is a Template: kind, name, statements, and the last token of its first line of code.
"""
from __future__ import annotations

from collections import namedtuple

LITERAL, VARIABLE, CALL, BINARY, UNARY = "literal", "variable", "call", "binary", "unary"
ASSIGN, BLOCK, IF, WHILE, FOR, FOREACH = "assign", "block", "if", "while", "for", "foreach"
INCLUDE, PREFIX, BIND, VALID, PATH = "include", "prefix", "bind", "valid", "path"
SET, TYPE, FUNCTION = "set", "type", "function"
FULL, ALIAS, CHOICE, RECORD = "full", "alias", "choice", "record"
LIST_OF, DICT_OF, LINK_TO, FIELD, INCLUDES = "list of", "dict of", "link to", "field", "includes"


class Template(namedtuple("Template", "kind name statements head")):
    """What a parsed file holds. kind is object, structure, declaration, unique or ordinary; head is a token pair."""
    __slots__ = ()
