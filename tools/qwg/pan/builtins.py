"""The built-in functions: evaluated arguments come in, a Pan value goes out. BUILTINS is the one table of them.

An entry tells how many arguments a function takes, what can be refused while compiling (`check`), and the `form`
under which the code generator knows those that take more than values: variables to assign, a type's name, or that
leave the block. Behaviour follows panc 10 (classes in dml/functions), odd corners included.
"""
from __future__ import annotations

import re
import sys
from collections import namedtuple

from . import javatext
from .errors import EvaluationError, NotConstant, PanSyntaxError, ValidationError
from .nodes import LITERAL, VARIABLE
from .paths import INT_MAX, INT_MIN, is_template_name, parse_path, term_from_text
from .runtime import NAMES, Context
from .values import (DICTS, LISTS, NULL, NUMBERS, PERSISTENT, PROPERTIES, RESOURCES, STRING_LIMIT, UNDEF, Null,
                     check_replacement, check_size, duplicate, entries, kind_of, limited, new_list, protect,
                     put_index, put_key, same_value, size_of, sorted_keys, string_size, text_of, unwrap)

MANY = 1 << 30
COUNT_WORDS = ("no", "one", "two", "three", "four")


class Builtin(namedtuple("Builtin", "name least most function form check constant count_text",
                         defaults=("", None, True, ""))):
    """One built-in function. `check(folder, arguments)` sees argument nodes; what it returns replaces the call."""
    __slots__ = ()

    def check_count(self, count: int) -> None:
        if not self.least <= count <= self.most:
            raise PanSyntaxError(f"{self.name}() requires {self.count_text or self.expected()}; {count} given")

    def expected(self) -> str:
        least, most = COUNT_WORDS[self.least], COUNT_WORDS[self.most] if self.most < 5 else ""
        if self.least == self.most:
            return f"exactly {least} argument{'s' * (self.least != 1)}"
        if not most:
            return f"at least {least} argument{'s' * (self.least != 1)}"
        return f"{least} or {most} arguments" if self.most == self.least + 1 else f"{least} to {most} arguments"


BUILTINS: dict[str, Builtin] = {}


def builtin(name: str, least: int, most: int | None = None, **more):
    """Registers a function under its Pan name; `most` is `least` unless given."""
    def register(function):
        BUILTINS[name] = Builtin(name, least, least if most is None else most, function, **more)
        NAMES["f_" + name] = function
        return function
    return register


def only_when_built(c: Context, name: str) -> None:
    if c.folding:
        raise NotConstant(f"{name}() cannot be evaluated before the object is built")


def need_string(value, message: str) -> str:
    if type(value) is not str:
        raise EvaluationError(f"{message}; found {kind_of(value)}")
    return value


def need_long(value, message: str) -> int:
    if type(value) is not int:
        raise EvaluationError(f"{message}; found {kind_of(value)}")
    return value


def need_int(value, position: str, name: str) -> int:
    need_long(value, f"the {position} argument of {name}() must be a long")
    if not INT_MIN <= value <= INT_MAX:
        raise EvaluationError(f"the {position} argument of {name}() does not fit into 32 bits: {value}")
    return value


# --- checks made while compiling -------------------------------------------------------------------------------

def literal(node):
    """The value of a literal argument, or None."""
    return node[3] if node[0] == LITERAL else None


def check_list_first(name: str):
    def check(folder, arguments):
        if literal(arguments[-1]) is NULL:
            raise PanSyntaxError(f"the value of {name}() cannot be null")
        if len(arguments) == 2 and arguments[0][0] == LITERAL:
            raise PanSyntaxError(f"the first argument of {name}() must be a variable reference or a list")
    return check


def check_iteration(folder, arguments):
    for argument in arguments[1:]:
        if argument[0] == VARIABLE:
            folder.check_target(argument)
        elif literal(argument) is not UNDEF:
            raise PanSyntaxError("the second and third arguments of first() and next() must be variable references "
                                 "or undef")


def check_delete(folder, arguments):
    if arguments[0][0] != VARIABLE:
        raise PanSyntaxError("the argument of delete() must be a variable reference")
    folder.check_target(arguments[0])


def check_exists(folder, arguments):
    if arguments[0][0] == LITERAL and type(arguments[0][3]) is not str:
        raise PanSyntaxError("exists() requires one variable reference or string argument")


def check_dict(folder, arguments):
    if len(arguments) % 2:
        raise PanSyntaxError("dict() must have an even number of arguments, keys and values in turn")
    seen = set()
    for node in arguments[::2]:
        if node[0] == LITERAL:
            try:
                key = dict_key(node[3])
            except EvaluationError as error:
                raise PanSyntaxError(error.message) from None
            if key in seen:
                raise PanSyntaxError(f"duplicate key ({key}) in dict()")
            seen.add(key)


def check_is_valid(folder, arguments):
    if arguments[0][0] != VARIABLE:
        raise PanSyntaxError("is_valid() requires the first argument to be a type")


def check_match(name: str):
    def check(folder, arguments):
        for node in arguments:
            if node[0] == LITERAL and type(node[3]) is not str:
                raise PanSyntaxError(f"all arguments of {name}() must be strings; found {kind_of(node[3])}")
        pattern = literal(arguments[1])
        flags = literal(arguments[2]) if len(arguments) == 3 else ""
        try:
            if pattern is not None:
                compiled(pattern, flags or "")
            elif flags:
                check_flags(flags)
        except EvaluationError as error:
            raise PanSyntaxError(error.message) from None
    return check


def check_path_exists(folder, arguments):
    text = literal(arguments[0])
    if arguments[0][0] != LITERAL:
        return
    if type(text) is not str:
        raise PanSyntaxError("path_exists() requires exactly one string argument")
    if parse_path(text).kind == "relative":
        raise PanSyntaxError(f"path_exists() does not take a relative path ('{text}')")


def check_relative_file(name: str):
    def check(folder, arguments):
        if arguments[0][0] == LITERAL and not is_relative_file(arguments[0][3]):
            raise PanSyntaxError(f"{name}() requires a relative file name")
    return check


def check_debug(folder, arguments):
    if len(arguments) == 1 and arguments[0][0] == LITERAL and type(arguments[0][3]) is not str:
        raise PanSyntaxError("debug() and traceback() require a string argument")


def check_deprecated(folder, arguments):
    level, message = arguments
    if level[0] == LITERAL and (type(level[3]) is not int or level[3] < 0):
        raise PanSyntaxError("the first argument of deprecated() must be a non-negative long")
    if message[0] == LITERAL and type(message[3]) is not str:
        raise PanSyntaxError("the second argument of deprecated() must be a string")


def check_digest(folder, arguments):
    algorithm, message = arguments
    if algorithm[0] == LITERAL:
        if type(algorithm[3]) is not str:
            raise PanSyntaxError("the first argument of digest() must be a string")
        try:
            hash_algorithm(algorithm[3])
        except EvaluationError as error:
            raise PanSyntaxError(error.message) from None
    if message[0] == LITERAL and type(message[3]) is not str:
        raise EvaluationError("the second argument of digest() must be a string")


def check_join(folder, arguments):
    if literal(arguments[0]) is NULL or literal(arguments[1]) is NULL:
        raise PanSyntaxError("join() does not take null")
    if len(arguments) == 2 and arguments[1][0] == LITERAL:
        raise PanSyntaxError("the second argument of join() must be a variable reference or a list")


def fold_text(function):
    """escape() and unescape() of a literal are carried out while compiling."""
    def check(folder, arguments):
        if arguments[0][0] == LITERAL:
            try:
                return function(None, arguments[0][3])
            except EvaluationError as error:
                raise PanSyntaxError(error.message) from None
    return check


# --- making, changing and looking into resources -----------------------------------------------------------------

def dict_key(value) -> str:
    key = term_from_text(need_string(value, "dict() keys must be strings"))
    if type(key) is not str:
        raise EvaluationError(f"invalid key ({value}) for dict(); it is an index")
    return key


@builtin("dict", 0, MANY, check=check_dict)
def make_dict(c, *arguments):
    result = {}
    for position in range(0, len(arguments), 2):
        key = dict_key(arguments[position])
        if put_key(result, key, arguments[position + 1]) is not None:
            raise EvaluationError(f"duplicate key ({key}) in dict()")
    return result


builtin("nlist", 0, MANY, check=check_dict)(make_dict)


@builtin("list", 0, MANY)
def make_list(c, *arguments):
    return new_list(arguments)


for name in ("append", "prepend"):
    BUILTINS[name] = Builtin(name, 1, 2, None, name, check_list_first(name))
for name in ("first", "next"):
    BUILTINS[name] = Builtin(name, 3, 3, None, name, check_iteration)
BUILTINS["delete"] = Builtin("delete", 1, 1, None, "delete", check_delete)
BUILTINS["return"] = Builtin("return", 1, 1, None, "return")


class DictIterator:
    """Where first() and next() stand in a dict."""

    def __init__(self, value):
        self.base = unwrap(value)
        self.wrap = protect if self.base is not value else (lambda element: element)
        self.keys = sorted_keys(self.base)
        self.position = 0

    def following(self):
        """The next (key, element), or None at the end."""
        if self.position >= len(self.keys):
            return None
        if len(self.base) != len(self.keys) or any(key not in self.base for key in self.keys):
            raise EvaluationError("resource changed structurally during iteration")
        key = self.keys[self.position]
        self.position += 1
        return key, self.wrap(self.base[key])


class ListIterator:
    """Where first() and next() stand in a list; the list is looked at live."""

    def __init__(self, value):
        self.base = unwrap(value)
        self.wrap = protect if self.base is not value else (lambda element: element)
        self.position = 0

    def following(self):
        if self.position >= len(self.base):
            return None
        position = self.position
        self.position += 1
        return position, self.wrap(self.base[position])


def begin_iteration(c: Context, value):
    """first(): a new iterator over the resource, remembered by the resource's identity until the block ends."""
    if type(value) not in RESOURCES:
        raise EvaluationError(f"the first argument of first() must be a resource; found {kind_of(value)}")
    if c.iterators is None:
        c.iterators = {}
    iterator = DictIterator(value) if type(value) in DICTS else ListIterator(value)
    c.iterators[id(value)] = (value, iterator)
    return iterator.following()


def continue_iteration(c: Context, value):
    if type(value) not in RESOURCES:
        raise EvaluationError(f"the first argument of next() must be a resource; found {kind_of(value)}")
    found = c.iterators.get(id(value)) if c.iterators else None
    if found is None:
        raise EvaluationError("next() was called for a resource without first()")
    return found[1].following()


NAMES.update(begin_iteration=begin_iteration, continue_iteration=continue_iteration)


@builtin("clone", 1)
def clone(c, value):
    return duplicate(value)


@builtin("key", 2)
def key(c, resource, index):
    if type(resource) not in DICTS:
        raise EvaluationError(f"the first argument of key() must be a dict; found {kind_of(resource)}")
    need_long(index, "the second argument of key() must be a long")
    keys = sorted_keys(unwrap(resource))
    if not 0 <= index < len(keys):
        raise EvaluationError(f"index out of bounds in key(): {index}")
    return keys[index]


@builtin("length", 1)
def length(c, value):
    if type(value) is str:
        return string_size(value)
    if type(value) in RESOURCES:
        return size_of(value)
    if value is UNDEF:
        return 0
    raise EvaluationError("the argument of length() must be undef, a string or a resource; "
                          f"found {kind_of(value)}")


@builtin("merge", 1, MANY)
def merge(c, *arguments):
    if all(type(argument) in DICTS for argument in arguments):
        merged = {}
        for argument in arguments:
            for name, element in entries(argument):
                if put_key(merged, name, element) is not None:
                    raise EvaluationError(f"two (or more) children have the same name in merge(): {name}")
        return merged
    if all(type(argument) in LISTS for argument in arguments):
        # A null between other elements becomes undef and one at the end vanishes, as with all that is put by index.
        joined = []
        elements = [element for argument in arguments for _, element in entries(argument)]
        for position, element in enumerate(elements):
            put_index(joined, position, element)
        return joined
    raise EvaluationError("the arguments of merge() must be all lists or all dicts")


@builtin("index", 2, 3)
def index(c, what, where, start=0):
    start = max(int32(need_long(start, "the third argument of index() must be a long")), 0)
    if type(what) is str and type(where) is str:
        return javatext.utf16_find(where, what, start)
    if type(what) in RESOURCES and type(where) in RESOURCES:
        check_size(what)
        check_size(where)
    if type(where) in LISTS:
        if type(what) is str:
            try:
                return unwrap(where).index(what, start)
            except ValueError:
                return -1
        for position, element in entries(where)[start:]:
            if same_value(what, element):
                return position
        return -1
    if type(where) in DICTS:
        for name, element in entries(where):
            if same_value(what, element):
                if not start:
                    return name
                start -= 1
        return ""
    raise EvaluationError("index() looks for an element in a list or dict, or for a string in a string; "
                          f"found {kind_of(what)} and {kind_of(where)}")


def int32(value: int) -> int:
    """A Java long cut to an int."""
    return (value + (1 << 31)) % (1 << 32) - (1 << 31)


@builtin("splice", 3, 4)
def splice(c, value, start, count, insert=None):
    start = need_int(start, "second", "splice")
    count = need_int(count, "third", "splice")
    if type(value) is str:
        size, what = string_size(value), "string"
    elif type(value) in LISTS:
        size, what = size_of(value), "list"
    else:
        raise EvaluationError(f"the first argument of splice() must be a string or a list; found {kind_of(value)}")
    if insert is not None and kind_of(insert) != kind_of(value):
        raise EvaluationError("the fourth argument of splice() must be of the same type as the first")
    if start < 0:
        start += size
    end = start + count if count >= 0 else size + count
    for position, word in ((start, "start"), (end, "end")):
        if position < 0:
            raise EvaluationError(f"the {word} index in splice() is before the beginning of the {what}")
        if position > size:
            raise EvaluationError(f"the {word} index in splice() is after the end of the {what}")
    if end < start:
        raise EvaluationError("the end index in splice() is before the start index")
    if what == "string":
        return javatext.join_surrogates(javatext.utf16_slice(value, 0, start) + (insert or "")
                                        + javatext.utf16_slice(value, end, size))
    elements = [element for _, element in entries(value)]
    middle = [element for _, element in entries(insert)] if insert is not None else []
    result = []
    for element in elements[:start] + middle + elements[end:]:
        put_index(result, len(result), element)
    return result


# --- kinds and existence -----------------------------------------------------------------------------------------

KIND_TESTS = {
    "is_boolean": frozenset((bool,)), "is_defined": PERSISTENT, "is_double": frozenset((float,)),
    "is_long": frozenset((int,)), "is_nlist": DICTS, "is_dict": DICTS, "is_list": LISTS, "is_null": frozenset((Null,)),
    "is_number": NUMBERS, "is_property": PROPERTIES, "is_resource": RESOURCES, "is_string": frozenset((str,)),
}
for name, kinds in KIND_TESTS.items():
    BUILTINS[name] = Builtin(name, 1, 1, None, "kind")
    NAMES["kinds_" + name] = kinds


def is_kind(kinds, value) -> bool:
    return type(value) in kinds


def variable_is_kind(kinds, c: Context, value) -> bool:
    """is_string(x) and its like; `value` is None for a variable that does not exist."""
    only_when_built(c, "is_...")
    return type(value) in kinds


def variable_exists(c: Context, value) -> bool:
    only_when_built(c, "exists")
    return value is not None


def global_or_none(c: Context, name: str):
    return c.global_or_none(name)


NAMES.update(is_kind=is_kind, variable_is_kind=variable_is_kind, variable_exists=variable_exists,
             global_or_none=global_or_none)
BUILTINS["exists"] = Builtin("exists", 1, 1, None, "exists", check_exists, constant=False)


def exists(c: Context, text) -> bool:
    """exists() of a string: an element where it is a path with a start, else a template."""
    only_when_built(c, "exists")
    need_string(text, "exists() requires one variable reference or string argument")
    try:
        path = parse_path(text)
    except (PanSyntaxError, EvaluationError):
        path = None
    if path is not None and path.kind != "relative":
        return c.element(path, True) is not None
    if not is_template_name(text):
        raise EvaluationError("exists() requires a valid external path, absolute path, or template name; "
                              f"'{text}' is none of them")
    return c.build.template_exists(c, text)


NAMES["f_exists"] = exists


@builtin("path_exists", 1, check=check_path_exists, constant=False)
def path_exists(c, text):
    only_when_built(c, "path_exists")
    need_string(text, "path_exists() requires exactly one string argument")
    path = path_argument(text)
    if path.kind == "relative":
        raise EvaluationError(f"path_exists() does not take a relative path ('{text}')")
    return c.element(path, True) is not None


@builtin("if_exists", 1, constant=False)
def if_exists(c, text):
    only_when_built(c, "if_exists")
    need_string(text, "the argument of if_exists() is not a string")
    if not is_template_name(text):
        raise EvaluationError(f"invalid template name: {text}")
    return text if c.build.template_exists(c, text) else UNDEF


def path_argument(text: str):
    try:
        return parse_path(text)
    except PanSyntaxError as error:
        raise EvaluationError(error.message) from None


@builtin("value", 1, 2, constant=False)
def value(c, text, default=None):
    only_when_built(c, "value")
    path = path_argument(need_string(text, "value() requires one string argument"))
    found = c.element(path, True)
    if found is None:
        if default is None:
            error = EvaluationError(f"referenced path ({path}) does not exist")
            error.notes = ("give a default as second argument of value(), or test with exists()",)
            raise error
        found = default
    elif found is UNDEF and default is not None:
        found = default
    return duplicate(found)


BUILTINS["is_valid"] = Builtin("is_valid", 2, 2, None, "is_valid", check_is_valid, constant=False)


def is_valid(c: Context, type_name: str, value) -> bool:
    only_when_built(c, "is_valid")
    if type_name is None:
        raise EvaluationError("is_valid() requires the first argument to be a type")
    full = c.types.get(type_name)
    if full is None:
        raise EvaluationError(f"type lookup failed for '{type_name}'")
    try:
        full.validate(c, value)
    except ValidationError:
        return False
    return True


NAMES["f_is_valid"] = is_valid


@builtin("create", 1, MANY, constant=False)
def create(c, template, *pairs):
    """create(): the dict that a structure template makes, with the pairs put over it."""
    only_when_built(c, "create")
    need_string(template, "the first argument of create() must be a string")
    result = c.build.run_structure(c, template)
    for position in range(0, len(pairs), 2):
        name = need_string(pairs[position], f"key arguments of create() must be strings; argument {position + 1}")
        term = term_from_text(name)
        if type(term) is not str:
            raise EvaluationError(f"invalid key ({name}) for create()")
        put_key(result, term, pairs[position + 1])
    return result


def check_create(folder, arguments):
    if len(arguments) % 2 == 0:
        raise PanSyntaxError("create() requires an odd number of arguments: a template, then keys and values in turn")


BUILTINS["create"] = Builtin("create", 0, MANY, create, check=check_create, constant=False)


# --- strings -------------------------------------------------------------------------------------------------------

@builtin("escape", 1, check=fold_text(lambda c, text: escape(c, text)))
def escape(c, text):
    need_string(text, "the argument of escape() is not a string")
    try:
        return javatext.escape(text)
    except ValueError as error:
        raise EvaluationError(str(error)) from None


@builtin("unescape", 1, check=fold_text(lambda c, text: unescape(c, text)))
def unescape(c, text):
    need_string(text, "the argument of unescape() is not a string")
    try:
        return javatext.unescape(text)
    except ValueError as error:
        raise EvaluationError(str(error)) from None


@builtin("to_lowercase", 1)
def to_lowercase(c, text):
    return javatext.lower(need_string(text, "the argument of to_lowercase() must be a string"))


@builtin("to_uppercase", 1)
def to_uppercase(c, text):
    return javatext.upper(need_string(text, "the argument of to_uppercase() must be a string"))


@builtin("substr", 2, 3)
def substr(c, text, start, count=None):
    need_string(text, "the first argument of substr() must be a string")
    size = string_size(text)
    start = need_int(start, "second", "substr")
    if start < 0:
        start += size
    if start > size:
        raise EvaluationError("the start index in substr() is greater than the string's length")
    if start < 0:
        raise EvaluationError("the start index in substr() is less than zero")
    end = size
    if count is not None:
        count = need_int(count, "third", "substr")
        end = start + count if count >= 0 else size + count
        if end > size:
            raise EvaluationError("the end index in substr() is greater than the string's length")
        if end < 0:
            raise EvaluationError("the end index in substr() is less than zero")
        if end < start:
            raise EvaluationError("the start index is after the end index in substr()")
    return text[start:end] if text.isascii() else javatext.utf16_slice(text, start, end)


@builtin("join", 2, MANY, check=check_join)
def join(c, separator, *parts):
    need_string(separator, "the first argument of join() must be a string")
    if len(parts) == 1:
        if type(parts[0]) not in LISTS:
            raise EvaluationError("join() takes strings or one list of strings; "
                                  f"found {kind_of(parts[0])}")
        parts = unwrap(parts[0])
    for part in parts:
        if type(part) is not str:
            raise EvaluationError(f"join() only takes strings; found {kind_of(part)}")
    if sum(map(len, parts)) + len(separator) * len(parts) > STRING_LIMIT:
        raise EvaluationError(f"join() would make a string of more than {STRING_LIMIT:,} characters")
    return javatext.join_surrogates(separator.join(parts))


@builtin("base64_encode", 1)
def base64_encode(c, text):
    need_string(text, "the argument of base64_encode() must be a string")
    return limited(javatext.base64_encode(text))


@builtin("base64_decode", 1)
def base64_decode(c, text):
    need_string(text, "the argument of base64_decode() must be a string")
    try:
        return javatext.base64_decode(text)
    except ValueError as error:
        raise EvaluationError(str(error)) from None


def hash_algorithm(name: str) -> str:
    from .javadigest import known_algorithm
    known = known_algorithm(name)
    if known is None:
        raise EvaluationError(f"invalid digest algorithm ({name}); MD5, SHA-1 and SHA-256 are some of those known")
    return known


@builtin("digest", 2, check=check_digest)
def digest(c, algorithm, message):
    need_string(algorithm, "the first argument of digest() must be a string")
    need_string(message, "the second argument of digest() must be a string")
    # panc hashes as many bytes of the UTF-8 text as the string has characters, and drops leading zeros.
    data = javatext.to_utf8(message)[:string_size(message)]
    from .javadigest import hex_digest
    return f"{int(hex_digest(hash_algorithm(algorithm), data), 16):x}"


FLAGS = frozenset("ismux")


def check_flags(flags: str) -> None:
    for flag in flags:
        if flag not in FLAGS:
            raise EvaluationError(f"invalid matching flag for regular expression: {flag}; the flags are i s m u x")


patterns: dict[tuple[str, str], object] = {}


def compiled(pattern: str, flags: str = ""):
    """The compiled form of a Java regular expression."""
    found = patterns.get((pattern, flags))
    if found is None:
        check_flags(flags)
        from .javaregex import JavaRegexError, JavaRegexUnsupported, compile_pattern
        try:
            found = compile_pattern(pattern, flags)
        except JavaRegexUnsupported as error:
            raise EvaluationError(f"regular expression '{pattern}' uses what this compiler cannot match exactly "
                                  f"as Java does: {error}") from None
        except JavaRegexError as error:
            raise EvaluationError(f"invalid regular expression: {error}") from None
        if len(patterns) > 5000:
            patterns.clear()
        patterns[pattern, flags] = found
    return found


def run_pattern(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        raise regex_error(error) from None


def regex_error(error: Exception) -> Exception:
    """What javaregex refuses while it matches, as an error of the program; anything else as it is."""
    from .javaregex import JavaRegexTimeout, JavaRegexUnsupported
    if isinstance(error, JavaRegexUnsupported):
        return EvaluationError(f"this text cannot be matched exactly as Java does: {error}")
    if isinstance(error, JavaRegexTimeout):
        return EvaluationError(f"the regular expression takes too long on this text: {error}")
    return error


def pattern_of(name: str, text, pattern, flags):
    """The pattern of match() or matches(), whose arguments must all be strings."""
    if type(text) is type(pattern) is type(flags) is str:
        return patterns.get((pattern, flags)) or compiled(pattern, flags)
    for argument in (text, pattern, flags):
        if type(argument) is not str:
            raise EvaluationError(f"all arguments of {name}() must be strings; found {kind_of(argument)}")


@builtin("match", 2, 3, check=check_match("match"))
def match(c, text, pattern, flags=""):
    found = pattern_of("match", text, pattern, flags)
    try:
        return found.find(text)
    except Exception as error:
        raise regex_error(error) from None


def match_subject(c, text, pattern, flags=""):
    """match() of a global variable."""
    found = match(c, text, pattern, flags)
    if c.witness is not None:
        c.witness.matches(pattern, flags, found)
    return found


NAMES["match_subject"] = match_subject


@builtin("matches", 2, 3, check=check_match("matches"))
def matches(c, text, pattern, flags=""):
    return run_pattern(pattern_of("matches", text, pattern, flags).groups, text) or []


@builtin("replace", 3)
def replace(c, pattern, replacement, text):
    need_string(pattern, "the first argument of replace() must be a regular expression string")
    need_string(replacement, "the second argument of replace() must be a string")
    need_string(text, "the third argument of replace() must be a string")
    try:
        return limited(run_pattern(compiled(pattern).replace_all, text, replacement, STRING_LIMIT))
    except ValueError as error:
        raise EvaluationError(f"invalid replacement string; check '$' and '\\' characters: {error}") from None


@builtin("split", 2, 3)
def split(c, pattern, *rest):
    need_string(pattern, "the first argument of split() must be a regular expression string")
    limit = int32(need_long(rest[0], "the second argument of split() must be a long")) if len(rest) == 2 else 0
    text = need_string(rest[-1], "the last argument of split() must be a string")
    return list(run_pattern(compiled(pattern).split, text, limit))


WIDTH = re.compile(r"%[^a-zA-Z%]*[1-9][0-9]{7}")


def format_text(c, *arguments) -> str:
    from .javaformat import FormatError, java_format
    need_string(arguments[0], "the first argument of format() must be a string")
    values = []
    for argument in arguments[1:]:
        if type(argument) in RESOURCES:
            check_size(argument)
            argument = text_of(argument)
        elif type(argument) not in PROPERTIES:
            raise EvaluationError(f"all arguments of format() must have a value; found {kind_of(argument)}")
        values.append(argument)
    try:
        if WIDTH.search(arguments[0]):
            raise EvaluationError("a width or precision in format() is too large; the limit is 9,999,999")
        return limited(java_format(arguments[0], values))
    except FormatError as error:
        raise EvaluationError(f"invalid format specification or mismatched types in format(): {error}") from None


builtin("format", 1, MANY)(format_text)


def substitute(c, locals_now: dict, text, values=None):
    """substitute(): ${name} from a dict, or from local and global variables."""
    from .javasubst import substitute as expand
    need_string(text, "the first argument of substitute() must be a string")
    if values is not None and type(values) not in DICTS:
        raise EvaluationError(f"the second argument of substitute() must be a dict; found {kind_of(values)}")

    def resolve(name: str) -> str:
        if values is not None:
            found = unwrap(values).get(name)
        else:
            found = locals_now.get(name)
            if found is None:
                if c.folding:
                    raise NotConstant(name)
                found = c.global_or_none(name)
        if found is None:
            raise EvaluationError(f"variable ({name}) is undefined in substitute()")
        return text_of(found)

    try:
        return limited(expand(text, resolve))
    except ValueError as error:
        raise EvaluationError(str(error)) from None


BUILTINS["substitute"] = Builtin("substitute", 1, 2, substitute, "substitute")
NAMES["f_substitute"] = substitute


@builtin("json_encode", 1)
def json_encode(c, value):
    return json_text(value)


def json_text(value) -> str:
    """The JSON text of a value, as panc's json_encode() and its JSON output write it."""
    from .javajson import gson_text
    check_size(value)
    return gson_text(value, json_ready, javatext.utf16_key)


def json_ready(value):
    """What stands in JSON for a value that is not of Python's plain types."""
    if value is NULL:
        return None
    if value is UNDEF:
        raise EvaluationError("undef cannot be converted to JSON")
    return value.base


@builtin("json_decode", 1)
def json_decode(c, text):
    from .javajson import NOTHING, JsonPathError, gson_parse
    need_string(text, "the argument of json_decode() must be a string")
    try:
        value = gson_parse(text, term_from_text, check_replacement)
    except JsonPathError as error:
        raise EvaluationError(str(error)) from None
    except ValueError as error:
        raise EvaluationError(f"invalid JSON value {text}: {error}") from None
    return NULL if value is NOTHING else with_null(value)


def with_null(value):
    """Python's None as Pan's null, also within lists; dicts have none left."""
    if value is None:
        return NULL
    if type(value) is list:
        return [with_null(element) for element in value]
    if type(value) is dict:
        return {name: with_null(element) for name, element in value.items()}
    return value


# --- numbers and conversions -----------------------------------------------------------------------------------------

def larger_or_smaller(name: str, choose):
    def run(c, a, b):
        if type(a) is int and type(b) is int:
            return choose(a, b)
        if type(a) in NUMBERS and type(b) in NUMBERS:
            a, b = float(a), float(b)
            if a != a or b != b:
                return float("nan")
            if a == b == 0.0:
                negative = [str(number).startswith("-") for number in (a, b)]
                return -0.0 if (any(negative) if choose is min else all(negative)) else 0.0
            return choose(a, b)
        raise EvaluationError(f"all arguments of {name}() must be longs or doubles; "
                              f"found {kind_of(a)} and {kind_of(b)}")
    return run


builtin("max", 2)(larger_or_smaller("max", max))
builtin("min", 2)(larger_or_smaller("min", min))


def need_property(value, name: str):
    if type(value) not in PROPERTIES:
        raise EvaluationError(f"the argument of {name}() must be a property; found {kind_of(value)}")
    return value


@builtin("to_long", 1, 2)
def to_long(c, value, radix=None):
    if radix is not None:
        need_long(radix, "the radix of to_long() must be a long")
        if not 2 <= radix <= 36:
            raise EvaluationError(f"the radix {radix} of to_long() is not within 2 and 36")
    need_property(value, "to_long")
    if type(value) is bool:
        return int(value)
    if type(value) is float:
        return javatext.math_round(value)
    if type(value) is str:
        try:
            return javatext.decode_long(value) if radix is None else javatext.parse_long(value, radix)
        except ValueError:
            raise EvaluationError(f"string cannot be converted to long: {value}") from None
    return value


@builtin("to_double", 1)
def to_double(c, value):
    need_property(value, "to_double")
    if type(value) is str:
        try:
            return javatext.parse_double(value)
        except ValueError:
            raise EvaluationError(f"string cannot be converted to double: {value}") from None
    return float(value)


@builtin("to_boolean", 1)
def to_boolean(c, value):
    need_property(value, "to_boolean")
    if type(value) is str:
        return not (value == "" or javatext.is_false_text(value))
    return value != 0


@builtin("to_string", 1)
def to_string(c, value):
    check_size(value)
    return limited(text_of(value))


IP4 = r"([0-9]+)\.([0-9]+)\.([0-9]+)\.([0-9]+)(?:/([0-9]+))?\n?\Z"


@builtin("ip4_to_long", 1)
def ip4_to_long(c, text):
    found = re.match(IP4, need_string(text, "the argument of ip4_to_long() must be a string"))
    parts = [int(part) for part in found.groups()[:4]] if found else [256]
    if max(parts) > 255:
        raise EvaluationError('the argument of ip4_to_long() must be in dotted notation with an optional bitmask, '
                              f'like "127.0.0.1/8"; found "{text}"')
    address = 0
    for part in parts:
        address = address << 8 | part
    mask = 0xFFFFFFFF
    if found.group(5) is not None and int(found.group(5)) <= 0x7FFFFFFF:
        bits = int(found.group(5))
        if bits > 32:
            raise EvaluationError("the bitmask of an IP address must be between 0 and 32")
        mask = mask >> 32 - bits << 32 - bits
    return [address, mask]


@builtin("long_to_ip4", 1)
def long_to_ip4(c, value):
    need_long(value, "the argument of long_to_ip4() must be a long")
    if not 0 <= value <= 0xFFFFFFFF:
        raise EvaluationError(f"the argument of long_to_ip4() must be a 32-bit integer; found {value}")
    return ".".join(str(value >> shift & 255) for shift in (24, 16, 8, 0))


# --- files, messages -------------------------------------------------------------------------------------------

def is_relative_file(name) -> bool:
    return type(name) is str and name != "" and not name.startswith("/")


@builtin("file_contents", 1, 2, check=check_relative_file("file_contents"), constant=False)
def file_contents(c, name, compression=None):
    only_when_built(c, "file_contents")
    if not is_relative_file(name):
        raise EvaluationError("file_contents() requires a relative file name")
    if compression is not None:
        need_string(compression, "the second argument of file_contents() must be a string")
        if compression != "gzip":
            raise EvaluationError(f"invalid compression name ({compression}); only gzip is known")
    return c.build.read_text(c, name, compression)


@builtin("file_exists", 1, check=check_relative_file("file_exists"), constant=False)
def file_exists(c, name):
    only_when_built(c, "file_exists")
    if not is_relative_file(name):
        raise EvaluationError("file_exists() requires a relative file name")
    return c.build.find_text(c, name) is not None


BUILTINS["error"] = Builtin("error", 1, MANY, None, "error")


def error(c, text, *arguments):
    if arguments:
        text = format_text(c, text, *arguments)
    elif type(text) is not str:
        raise EvaluationError(f"the first argument for error() needs to be a string; found {kind_of(text)}")
    raise EvaluationError(f"[{c.object_name}] user-initiated error: {text}")


NAMES["f_error"] = error


@builtin("debug", 1, MANY, form="debug", check=check_debug, constant=False)
def debug(c, text, *arguments):
    only_when_built(c, "debug")
    if arguments:
        text = format_text(c, text, *arguments)
    need_string(text, "debug() requires a string argument")
    if c.witness is not None:
        c.witness.spoil()
    print(f"[{c.object_name}] {text}", file=sys.stderr)
    return text


@builtin("traceback", 1, form="debug", check=check_debug, constant=False)
def traceback(c, text):
    only_when_built(c, "traceback")
    need_string(text, "traceback() requires a string argument")
    print(text, file=sys.stderr)
    for frame in c.build.stack(c, sys._getframe(1)):
        print(f">>> {frame.what} [{frame.span}]", file=sys.stderr)
    return text


@builtin("deprecated", 2, form="deprecated", check=check_deprecated)
def deprecated(c, level, message):
    if type(level) is not int or level < 0:
        raise EvaluationError("the first argument of deprecated() must be a non-negative long")
    need_string(message, "the second argument of deprecated() must be a string")
    warnings = c.build.options.warnings
    if warnings == "fatal":
        raise EvaluationError(f"deprecation error: {message}")
    if warnings == "on":
        c.build.warn(c, message, sys._getframe(1))
    return True
