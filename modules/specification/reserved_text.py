"""Text that something on the way to AWS would read as its own: Terraform, CDK for Terraform, or this library.

A user's text that holds such is refused (`refusal`). The library's own text is written for Terraform with `literal`.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Callable, Iterator

from modules.specification import yaml_rules as rules

_EXPRESSION = re.compile(r"[$%]\{")
_TOKEN = re.compile(r"TfToken\[", re.IGNORECASE)
_NUMBER = re.compile(r"-(?:\d+\.?\d*|\.\d+)e\+?\d+")
_TOKEN_OF_A_NUMBER = b"\xfd\xff"
"""How the doubles begin with which CDKTF stands in for numbers: -8.1e+298 to -8.4e+298 (cdktf 0.21.0, encoding.js)."""

_BEGIN, _END = "\ue000", "\ue001"
_MARKED = re.compile(f"{_BEGIN}([^{_BEGIN}{_END}]*){_END}")

_OF_PRIVATE_USE = "Co"
_NONCHARACTERS = frozenset(
    {*range(0xFDD0, 0xFDF0), *(plane << 16 | end for plane in range(17) for end in (0xFFFE, 0xFFFF))}
)


def refusal(text: str) -> rules.Rule | None:
    """Return the rule that a user's text breaks; None where nothing reads anything into it."""
    if _EXPRESSION.search(text):
        return rules.EXPRESSION
    if token_in(text) is not None:
        return rules.TOKEN
    if any(_is_private(character) for character in text):
        return rules.PRIVATE
    return None


def token_in(text: str) -> int | None:
    """Return where a text has what CDKTF stands in for other values with; None where it has none.

    CDKTF replaces `${TfToken[...]}`, and each number that is one of its doubles, wherever they stand; what was edited
    in between is left as it is.
    """
    found = [match.start() for match in (_TOKEN.search(text), *_numbers(text)) if match]
    return min(found, default=None)


def _numbers(text: str) -> Iterator[re.Match[str]]:
    for number in _NUMBER.finditer(text):
        if struct.pack(">d", float(number[0])).startswith(_TOKEN_OF_A_NUMBER):
            yield number


def _is_private(character: str) -> bool:
    return character >= _BEGIN and (
        unicodedata.category(character) == _OF_PRIVATE_USE or ord(character) in _NONCHARACTERS
    )


def marked(name: str) -> str:
    """Return what stands in a text for a value that is known later. Nobody can type it: `refusal`."""
    return f"{_BEGIN}{name}{_END}"


def split(text: str) -> list[str]:
    """Cut a text at its marks: text, name, text, name, and so on, with text at both ends."""
    return _MARKED.split(text)


def put_in(text: str, value: Callable[[str], str]) -> str:
    """Put values in the places of marks. A value is not looked at again."""
    return _MARKED.sub(lambda found: value(found[1]), text)


def literal(text: str) -> str:
    """Write a text so that Terraform takes it as it is, IAM's own `${aws:PrincipalAccount}` included."""
    return text.replace("${", "$${").replace("%{", "%%{")
