"""A text with ${name} and a lookup in, the text with the values in their places out: panc's substitute().

The rules are those of StrSubstitutor in commons-lang3 3.18: values are substituted again, `$${name}` stands
for `${name}`, a reference without `}` stays as it is, `${name:-default}` has a default.
"""

from .javatext import join_surrogates, split_surrogates


class CyclicSubstitution(ValueError):
    """A variable's value leads back to it. Java throws IllegalStateException, which panc does not catch."""


def substitute(text, lookup):
    """text with each ${name} replaced by lookup(name), a str; None leaves the default or the reference.

    What lookup raises goes through. CyclicSubstitution has Java's message.
    """
    if "${" not in text:
        return text
    expanded = _expand(text, lookup, [])
    return expanded if expanded.isascii() else join_surrogates(expanded)


def _expand(text, lookup, open_names):
    done = ""
    escapes = 0
    at = 0
    while (found := text.find("${", at)) >= 0:
        done += text[at:found]
        if done.endswith("$"):
            # The dollar in front may as well be the last character of a value.
            done = done[:-1] + "$"
            escapes += 1
            at = found + 1
            continue
        end = text.find("}", found + 2)
        if end < 0:
            return done + text[found:]
        if not open_names:
            # What Java names in its message: its buffer, where each escape removed has doubled the last unit.
            open_names.append(done + text[found:] + split_surrogates(text[-1])[-1] * escapes)
        name, default = _name_and_default(text[found + 2:end])
        value = _value(name, default, lookup, open_names)
        at = end + 1
        done += text[found:at] if value is None else value
    return done + text[at:]


def _name_and_default(expression):
    """Splits at the first `:-` that is not behind another `${`."""
    delimiter = expression.find(":-")
    if delimiter < 0 or "${" in expression[:delimiter]:
        return expression, None
    return expression[:delimiter], expression[delimiter + 2:]


def _value(name, default, lookup, open_names):
    if name in open_names:
        template, *names = open_names
        raise CyclicSubstitution(f"Infinite loop in property interpolation of {template}: {'->'.join(names)}")
    value = lookup(name)
    if value is None:
        value = default
    if value is None or "${" not in value:
        return value
    return _expand(value, lookup, [*open_names, name])
