"""A profile's tree comes in; what its records do not keep of the JSON Schemas beside this module goes out.

The schemas say what the tools and the programs on the hosts take for granted; a site's own Pan schema may say
more. They are for the tree as profiles have it: a long is an integer, and no boolean is a number.
"""
from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from qwg.site.profile import find

from .domain import TYPE_NAMES, shown

if TYPE_CHECKING:
    import jsonschema_rs
    from jsonschema import Draft202012Validator, ValidationError

# The schemas by name, and the path of the record that each is for.
SCHEMAS = {"hardware": "/hardware", "ncm-xen": "/software/components/xen", "aii": "/system"}
MOST = 50
JSON_NAMES = {"object": "nlist", "array": "list", "integer": "long", "number": "number"}


def violations(tree: dict) -> list[tuple[str, str, str]]:
    """(schema, absolute path, what is wrong there) for all records of a profile, at most 50 of each schema."""
    found = []
    for name, path in SCHEMAS.items():
        record = find(tree, path)
        if record is not None and not quick(name).is_valid(record):
            errors = leaves(validator(name).iter_errors(record))
            texts = [(name, "/".join([path, *map(step, error.absolute_path)]), say(error)) for _, error in
                     zip(range(MOST), errors)]
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
def quick(name: str) -> jsonschema_rs.Draft202012Validator:
    """Tells fifty times as fast as validator() that nothing is wrong, as with nearly all records."""
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


@cache
def validator(name: str) -> Draft202012Validator:
    """Says what is wrong with a record."""
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    checker = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, value: type(value) is int)
    return extend(Draft202012Validator, type_checker=checker)(load(name))


def leaves(errors: Iterator[ValidationError]) -> Iterator[ValidationError]:
    """The errors themselves, where one only says that a part of the schema does not fit."""
    for error in errors:
        if error.context:
            yield from leaves(iter(error.context))
        else:
            yield error


def say(error: ValidationError) -> str:
    """What is wrong, with the schema's description of the value."""
    text = WORDS.get(error.validator, lambda error: error.message)(error)
    described = error.schema.get("description") if isinstance(error.schema, dict) else None
    return f"{text} ({described})" if described else text


def wrong_type(error: ValidationError) -> str:
    wanted = JSON_NAMES.get(error.validator_value, error.validator_value)
    return f"must be a {wanted}, is a {TYPE_NAMES.get(type(error.instance), type(error.instance).__name__)}"


def missing(error: ValidationError) -> str:
    names = [name for name in error.validator_value if name not in error.instance]
    described = {name: error.schema.get("properties", {}).get(name, {}).get("description") for name in names}
    listed = ", ".join(f"'{name}'" + (f" ({text})" if text else "") for name, text in described.items())
    return f"{listed} {'is' if len(names) == 1 else 'are'} required and missing"


def unknown(error: ValidationError) -> str:
    names = sorted(error.instance.keys() - error.schema.get("properties", {}).keys())
    listed = ", ".join(f"'{shown(name, 40)}'" for name in names[:8])
    return f"{listed}{', ...' if len(names) > 8 else ''} {'is' if len(names) == 1 else 'are'} not known here"


def value_of(error: ValidationError) -> str:
    return f"'{shown(str(error.instance), 40)}'"


# In the words of Pan, by jsonschema's keyword; a value of the profile is never shown whole.
WORDS: dict[str, Callable[[ValidationError], str]] = {
    "type": wrong_type,
    "required": missing,
    "additionalProperties": unknown,
    "enum": lambda error: f"is {value_of(error)}; it must be one of {', '.join(map(str, error.validator_value))}",
    "pattern": lambda error: f"is {value_of(error)}, which has not the right form",
    "minLength": lambda error: "is empty",
    "minItems": lambda error: "is empty",
    "minimum": lambda error: f"is {value_of(error)}; it must be at least {error.validator_value}",
    "maximum": lambda error: f"is {value_of(error)}; it must be at most {error.validator_value}",
}
