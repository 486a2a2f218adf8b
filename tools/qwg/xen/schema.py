"""A profile's tree comes in; what its records do not keep of the JSON Schemas beside this module goes out.

The schemas say what the tools and the programs on the hosts take for granted; a site's own Pan schema may say
more. They are for the tree as profiles have it: a long is an integer, and no boolean is a number.
"""
from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from importlib import resources
from itertools import islice
from typing import TYPE_CHECKING

from qwg.site.profile import find

from .domain import TYPE_NAMES, shown

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator, ValidationError

# The schemas by name, and the path of the record that each is for.
SCHEMAS = {"hardware": "/hardware", "ncm-xen": "/software/components/xen", "aii": "/system"}
MOST = 50
JSON_NAMES = {"object": "nlist", "array": "list", "integer": "long", "number": "number"}


def violations(tree: dict) -> list[tuple[str, str, str]]:
    """(schema, absolute path, what is wrong there) for all records of a profile, at most 50 of each schema."""
    found = []
    for name, path in SCHEMAS.items():
        record = find(tree, path)
        if record is not None and not validator(name).is_valid(record):
            errors = islice(validator(name).iter_errors(record), MOST)
            texts = [(name, "/".join([path, *map(step, error.instance_path)]), say(error, load(name), record))
                     for error in errors]
            found += sorted(dict.fromkeys(texts))
    return found


def step(key: str | int) -> str:
    return shown(str(key))


def text_of(name: str) -> bytes:
    return resources.files(__package__).joinpath("schemas", f"{name}.json").read_bytes()


@cache
def load(name: str) -> dict:
    """The schema of this name, a key of SCHEMAS."""
    return json.loads(text_of(name))


@cache
def validator(name: str) -> Draft202012Validator:
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator(json.loads(text_of(name), object_hook=with_long), keywords={"long": Long})


def with_long(part: dict) -> dict:
    """A part of a schema, in which an integer must be a long as well."""
    return {**part, "long": True} if part.get("type") == "integer" else part


class Long:
    """A keyword of our own: plain JSON would take the double 1.0 for an integer, which Pan does not."""

    def __init__(self, schema: dict, value: bool, path: list[str | int]):
        pass

    def validate(self, instance) -> None:
        if type(instance) is float and instance.is_integer():
            raise ValueError("a double")


def at(value, path: list[str | int]):
    for key in path:
        value = value[key]
    return value


def say(error: ValidationError, document: dict, record: dict) -> str:
    """What is wrong, with the schema's description of the value."""
    *way, keyword = error.schema_path
    schema = at(document, way)
    text = WORDS[keyword](at(record, error.instance_path), schema) if keyword in WORDS else error.message
    described = schema.get("description")
    return f"{text} ({described})" if described else text


def wrong_type(value, schema: dict) -> str:
    wanted = JSON_NAMES.get(schema["type"], schema["type"])
    return f"must be a {wanted}, is a {TYPE_NAMES.get(type(value), type(value).__name__)}"


def missing(value: dict, schema: dict) -> str:
    names = [name for name in schema["required"] if name not in value]
    described = {name: schema.get("properties", {}).get(name, {}).get("description") for name in names}
    listed = ", ".join(f"'{name}'" + (f" ({text})" if text else "") for name, text in described.items())
    return f"{listed} {'is' if len(names) == 1 else 'are'} required and missing"


def unknown(value: dict, schema: dict) -> str:
    names = sorted(value.keys() - schema.get("properties", {}).keys())
    listed = ", ".join(f"'{shown(name, 40)}'" for name in names[:8])
    return f"{listed}{', ...' if len(names) > 8 else ''} {'is' if len(names) == 1 else 'are'} not known here"


def short(value) -> str:
    return f"'{shown(str(value), 40)}'"


# In the words of Pan, by the schema's keyword; a value of the profile is never shown whole.
WORDS: dict[str, Callable[[object, dict], str]] = {
    "type": wrong_type,
    "long": wrong_type,
    "required": missing,
    "additionalProperties": unknown,
    "enum": lambda value, schema: f"is {short(value)}; it must be one of {', '.join(map(str, schema['enum']))}",
    "pattern": lambda value, schema: f"is {short(value)}, which has not the right form",
    "minLength": lambda value, schema: "is empty",
    "minItems": lambda value, schema: "is empty",
    "minimum": lambda value, schema: f"is {short(value)}; it must be at least {schema['minimum']}",
    "maximum": lambda value, schema: f"is {short(value)}; it must be at most {schema['maximum']}",
}
