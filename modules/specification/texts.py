"""Text that a user writes. Every field that takes text has one of these types, or one that is made with `matching`.

Each says which characters it takes; all others are refused. So nothing that a terminal obeys, nothing that cannot
be seen and no line break gets into a name, a description or a key.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator, Field

from modules.aws_limits import S3_BUCKET_NAME_LENGTH
from modules.specification.errors import LandingZoneError


def matching(pattern: str, *, what: str, why: str, fix: str) -> Callable[[str], str]:
    """Return a validator that refuses text which `pattern` does not match from end to end. Classes are of ASCII."""
    compiled = re.compile(pattern, re.ASCII)

    def check(text: str) -> str:
        if not compiled.fullmatch(text):
            raise LandingZoneError(what, got=text or "an empty text", why=why, fix=fix)
        return text

    return check


_OF_EVERY_OBJECT = frozenset(
    {
        "constructor",
        "hasOwnProperty",
        "isPrototypeOf",
        "propertyIsEnumerable",
        "toLocaleString",
        "toString",
        "valueOf",
    }
)
"""What every object of JavaScript has: CDKTF keeps constructs in such an object, by their ids."""


def not_of_every_object(text: str) -> str:
    """Refuse a name that no construct can have.

    Raises:
        LandingZoneError: it is such a name.

    """
    if text in _OF_EVERY_OBJECT:
        raise LandingZoneError(
            "a name must not be one that every object of JavaScript has",
            got=text,
            why="it becomes part of Terraform addresses, and CDK for Terraform takes it for one that is there already",
            fix="choose another name",
        )
    return text


def _one_line(text: str) -> str:
    unseen = next((character for character in text if not character.isprintable()), None)
    if unseen is not None:
        raise LandingZoneError(
            "a text must be one line of characters that can be seen",
            got=text,
            why=f"it has the character U+{ord(unseen):04X}: line breaks, control characters and what turns the "
            "direction of writing show something else than is written",
            fix="write a plain blank in its place, or remove it" if unseen.isspace() else "remove it",
        )
    if text != text.strip():
        raise LandingZoneError(
            "a text must not begin or end with a blank",
            got=f'"{text}"',
            why="AWS drops it in some places and keeps it in others, so that every plan would show a change",
            fix=f'write "{text.strip()}"',
        )
    return text


Line = Annotated[str, AfterValidator(_one_line)]
"""One line of any letters, digits, marks and blanks: descriptions, titles, names of people."""

UNIT_CHARACTERS = r"A-Za-z0-9 _.,:;&()'+=@#!*-"
"""Characters of a unit's name, as they stand in a class: what Organizations takes of ASCII, but for / and what
Terraform and terminals read as something else."""

UnitPath = Annotated[
    str,
    AfterValidator(
        matching(
            rf"(?! )[{UNIT_CHARACTERS}/]+(?<! )",
            what="an organizational unit must be given as a path of names",
            why="names have letters, digits, spaces and _ . , : ; & ( ) ' + = @ # ! * - only, and / stands between",
            fix="write it like Workloads/Production",
        )
    ),
    Field(examples=["Workloads/Production"]),
]
"""`Workloads/Production`: an organizational unit by its name and those of the units above it; `Root` is the root."""

AccountName = Annotated[Line, Field(min_length=1, max_length=128, examples=["Fraud Detection"])]
"""`Fraud Detection`: an account's name in Organizations."""

Word = Annotated[
    str,
    AfterValidator(
        matching(
            r"[!-~]*",
            what="a word must have characters of ASCII and no blank",
            why="no name or value of AWS that is given here has others",
            fix="write the name or the value alone",
        )
    ),
]
"""A name or a value of AWS, such as an ARN: ASCII without blanks."""

BUCKET_PATTERN = (
    r"(?!xn--|sthree-|amzn-s3-demo-)(?![0-9.]+(?:/|\Z))(?=[a-z0-9.-]{3,63}(?:/|\Z))"
    r"(?![a-z0-9.-]*(?:-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)(?:/|\Z))"
    r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*"
)
"""A bucket's name, alone or before a / (Amazon S3 User Guide, General purpose bucket naming rules)."""

BucketName = Annotated[
    str,
    AfterValidator(
        matching(
            BUCKET_PATTERN,
            what="a bucket's name must be one that S3 accepts",
            why=f"3 to {S3_BUCKET_NAME_LENGTH}; lower-case letters, digits and hyphens, a letter or digit at both ends "
            "and at both sides of a dot; no IP address, and none of the prefixes and suffixes that S3 keeps for itself",
            fix="write the bare name, for example acme-landing-zone-state",
        )
    ),
    Field(examples=["acme-landing-zone-state"]),
]
"""`acme-landing-zone-state`: the name of a bucket."""

_KEY_PART = r"(?!\.{1,2}(?:/|\Z))[A-Za-z0-9!_.*'()-]+"
KEY_PATTERN = rf"{_KEY_PART}(?:/{_KEY_PART})*"
"""A key of S3, or the start of one: no part of it is empty, `.` or `..`."""

KeyPrefix = Annotated[
    str,
    AfterValidator(
        matching(
            KEY_PATTERN,
            what="the start of a key must be names with / between them",
            why="a name has letters, digits and ! _ . * ' ( ) - only, and . and .. lead elsewhere "
            "(Amazon S3 User Guide, Naming Amazon S3 objects)",
            fix="write it like landing-zone, without a / at its ends",
        )
    ),
    Field(max_length=512, examples=["landing-zone"]),
]
"""`landing-zone`: the start of the keys of objects in a bucket."""

_PORT = "(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"

Hostname = Annotated[
    str,
    AfterValidator(
        matching(
            rf"(?!.{{254}}){_LABEL}(?:\.{_LABEL})+(?::{_PORT})?",
            what="a host must be given by its name",
            why="lower-case letters, digits and hyphens with dots between, and a port up to 65535 where it has one "
            "(RFC 1123)",
            fix="write it like terraform.acme.example, without https:// before it",
        )
    ),
    Field(examples=["app.terraform.io"]),
]
"""`app.terraform.io`: a host by its name."""
