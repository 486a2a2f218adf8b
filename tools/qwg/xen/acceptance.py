"""A JSON Schema comes in; a function that tells whether a value keeps it, and no more than that, goes out.

Nearly all profiles keep the schemas, and jsonschema, which says what is wrong, takes ten times as long to find that
nothing is. The keywords are those that the schemas here use; with any other nothing is accepted, so that jsonschema
decides. For its own answer the values are those of profiles: no boolean is a number, and no double an integer.
"""
from __future__ import annotations

import re
from collections.abc import Callable

Accepts = Callable[[object], bool]
TYPES = {"object": (dict,), "array": (list,), "string": (str,), "boolean": (bool,), "integer": (int,),
         "number": (int, float)}
ANNOTATIONS = frozenset(("$schema", "$defs", "title", "description"))
NUMBERS = (int, float)


class Unknown(Exception):
    """The schema has something in it that is not known here."""


def acceptance(schema: dict) -> Accepts:
    """The function for a schema; it accepts nothing if the schema is beyond it."""
    try:
        return Reading(schema).accepts(schema)
    except Unknown:
        return lambda value: False


class Reading:
    """Makes the functions for the parts of one document; a part that is referred to is made once."""

    def __init__(self, document: dict):
        self.document = document
        self.parts: dict[str, Accepts] = {}

    def accepts(self, schema: dict) -> Accepts:
        if type(schema) is not dict or not schema.keys() <= KNOWN:
            raise Unknown
        # Some keywords belong together and have one test.
        makers = dict.fromkeys(KEYWORDS[keyword] for keyword in schema if keyword in KEYWORDS)
        tests = [make(self, schema) for make in makers]
        if len(tests) == 1:
            return tests[0]

        def all_of_them(value) -> bool:
            for test in tests:
                if not test(value):
                    return False
            return True
        return all_of_them

    def type(self, schema: dict) -> Accepts:
        if type(schema["type"]) is not str or schema["type"] not in TYPES:
            raise Unknown
        kinds = TYPES[schema["type"]]
        return lambda value: type(value) in kinds

    def members(self, schema: dict) -> Accepts:
        """properties and additionalProperties, which belong together."""
        known = {name: self.accepts(part) for name, part in schema.get("properties", {}).items()}
        others = schema.get("additionalProperties", True)
        other = (lambda value: others) if type(others) is bool else self.accepts(others)

        def test(value) -> bool:
            if type(value) is dict:
                for name, item in value.items():
                    if not known.get(name, other)(item):
                        return False
            return True
        return test

    def items(self, schema: dict) -> Accepts:
        accepts = self.accepts(schema["items"])
        return lambda value: type(value) is not list or all(map(accepts, value))

    def required(self, schema: dict) -> Accepts:
        names = frozenset(schema["required"])
        return lambda value: type(value) is not dict or names <= value.keys()

    def enum(self, schema: dict) -> Accepts:
        return one_of(schema["enum"])

    def const(self, schema: dict) -> Accepts:
        return one_of([schema["const"]])

    def pattern(self, schema: dict) -> Accepts:
        search = re.compile(schema["pattern"]).search
        return lambda value: type(value) is not str or search(value) is not None

    def shortest(self, schema: dict) -> Accepts:
        least = schema["minLength"]
        return lambda value: type(value) is not str or len(value) >= least

    def fewest(self, schema: dict) -> Accepts:
        least = schema["minItems"]
        return lambda value: type(value) is not list or len(value) >= least

    def least(self, schema: dict) -> Accepts:
        least = schema["minimum"]
        return lambda value: type(value) not in NUMBERS or not value < least

    def most(self, schema: dict) -> Accepts:
        most = schema["maximum"]
        return lambda value: type(value) not in NUMBERS or not value > most

    def all_of(self, schema: dict) -> Accepts:
        tests = list(map(self.accepts, schema["allOf"]))
        return lambda value: all(test(value) for test in tests)

    def condition(self, schema: dict) -> Accepts:
        if "else" in schema or "then" not in schema:
            raise Unknown
        if_, then = self.accepts(schema["if"]), self.accepts(schema["then"])
        return lambda value: not if_(value) or then(value)

    def reference(self, schema: dict) -> Accepts:
        way = schema["$ref"]
        name = way.removeprefix("#/$defs/")
        if name == way or name not in self.document.get("$defs", {}):
            raise Unknown
        if name not in self.parts:
            # It may refer to itself.
            self.parts[name] = lambda value: self.parts[name](value)
            self.parts[name] = self.accepts(self.document["$defs"][name])
        return self.parts[name]


def one_of(values: list) -> Accepts:
    """Whether a value is one of several strings or booleans; True is not 1."""
    if not all(type(value) in (str, bool) for value in values):
        raise Unknown
    known = {(type(value), value) for value in values}
    return lambda value: type(value) in (str, bool) and (type(value), value) in known


KEYWORDS: dict[str, Callable[[Reading, dict], Accepts]] = {
    "type": Reading.type, "properties": Reading.members, "additionalProperties": Reading.members,
    "items": Reading.items, "required": Reading.required, "enum": Reading.enum, "const": Reading.const,
    "pattern": Reading.pattern, "minLength": Reading.shortest, "minItems": Reading.fewest, "minimum": Reading.least,
    "maximum": Reading.most, "allOf": Reading.all_of, "if": Reading.condition, "then": Reading.condition,
    "$ref": Reading.reference,
}
KNOWN = KEYWORDS.keys() | ANNOTATIONS
