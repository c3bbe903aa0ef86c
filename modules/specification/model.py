"""The base of every specification, and the small types that all rooms share."""

from __future__ import annotations

import re
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

from modules.aws_limits import (
    ACCOUNT_EMAIL_LENGTH,
    ACCOUNT_EMAIL_PATTERN,
    ACCOUNT_EMAIL_SHORTEST,
    ACCOUNT_ID_PATTERN,
    IAM_ROLE_NAME_LENGTH,
    TAG_KEY_LENGTH,
    TAG_PATTERN,
    TAG_VALUE_LENGTH,
)
from modules.specification.errors import LandingZoneError
from modules.specification.texts import matching, not_of_every_object

NAME_PATTERN = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
"""Lower-case words joined by single hyphens."""

LONGEST_NAME = 63
"""Characters of a name: with `<environment>-identity-` before it, HCP Terraform takes it for a workspace's (90)."""


class Spec(BaseModel):
    """What a user asks for. Holds no AWS objects, imports no cdktf, and loads in milliseconds."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, use_attribute_docstrings=True, hide_input_in_errors=True
    )


S = TypeVar("S", bound=Spec)


WRITTEN = "written"
"""The context in which files are validated: what stands in them was written by somebody."""


def _not_nothing(value: S | None, info: ValidationInfo) -> S | None:
    """Refuse a key with nothing behind it where a file has one."""
    if value is None and info.context == WRITTEN:
        raise LandingZoneError(
            "a section must not be a key with nothing behind it",
            got="nothing",
            why="it could mean the whole with its defaults, or that there is none",
            fix="write {} for the defaults, or remove the key",
        )
    return value


OptionalSection = Annotated[S | None, AfterValidator(_not_nothing)]
"""A section that may be left out, which is not the same as having nothing in it."""


def _quoted_account_id(value: object) -> object:
    """Refuse a number before pydantic says only that it is no string: YAML drops its leading zeros."""
    if not isinstance(value, str):
        raise LandingZoneError(
            "an account id must be 12 digits in quotes",
            got=value,
            why="without quotes YAML reads a number, and a number loses its leading zeros",
            fix=f'write "{value:012d}"' if _may_be_account_id(value) else 'write it like "111111111111"',
        )
    return value


def _may_be_account_id(value: object) -> bool:
    return type(value) is int and 0 < value < 10 ** len("111111111111")


def _email(text: str) -> str:
    shortest, longest = ACCOUNT_EMAIL_SHORTEST.value, ACCOUNT_EMAIL_LENGTH
    if not re.fullmatch(ACCOUNT_EMAIL_PATTERN, text, re.ASCII) or not shortest <= len(text) <= longest.value:
        raise LandingZoneError(
            "an e-mail address must be one that Organizations and Account Factory accept",
            got=f"{text} ({len(text)} characters)",
            why=f"{shortest} to {longest.value} characters, one @, a dot in the domain; before the @ letters, digits "
            f"and !#$*+-./=?^_`{{}}~ only: nobody can sign in to an account with another ({longest.source})",
            fix="write an address such as aws+network@example.com",
        )
    return text


def _legal_tag(text: str, longest: int, part: str, source: str) -> str:
    is_legal = len(text) <= longest and re.fullmatch(TAG_PATTERN, text) and text == text.strip()
    if not is_legal or text.lower().startswith("aws:"):
        raise LandingZoneError(
            f"a tag's {part} must be one that AWS accepts",
            got=f"{text} ({len(text)} characters)",
            why=f"at most {longest} characters of letters, digits, spaces and _ . : / = + - @, "
            f"no blank at its ends, and not starting with aws: ({source})",
            fix="shorten it, or leave out the other characters",
        )
    return text


def _tag_key(text: str) -> str:
    if not text:
        raise LandingZoneError(
            "a tag must have a key",
            got="an empty key",
            why="AWS refuses a tag without one",
            fix="write one, such as Project",
        )
    return _legal_tag(text, TAG_KEY_LENGTH.value, "key", TAG_KEY_LENGTH.source)


def _tag_value(text: str) -> str:
    return _legal_tag(text, TAG_VALUE_LENGTH.value, "value", TAG_VALUE_LENGTH.source)


AccountId = Annotated[
    str,
    AfterValidator(
        matching(
            ACCOUNT_ID_PATTERN,
            what="an account id must be 12 digits in quotes",
            why="AWS account ids have exactly 12 digits",
            fix='write it like "111111111111"',
        )
    ),
    BeforeValidator(_quoted_account_id),
    Field(examples=["111111111111"], json_schema_extra={"pattern": f"^{ACCOUNT_ID_PATTERN}$"}),
]
"""`"111111111111"`: 12 digits, in quotes."""

AccountEmail = Annotated[str, AfterValidator(_email), Field(examples=["aws+network@example.com"])]
"""The address of an account's root user: 6 to 64 characters, unique in all of AWS."""

TagKey = Annotated[str, AfterValidator(_tag_key)]
TagValue = Annotated[str, AfterValidator(_tag_value)]
CostCenter = Annotated[TagValue, Field(min_length=1, examples=["4711"])]
"""The value of the `CostCenter` tag, which every resource must have."""

Owner = Annotated[TagValue, Field(min_length=1, examples=["cloud-platform", "ml-platform@acme.example"])]
"""The value of the `Owner` tag: a team of people, or its address."""

Name = Annotated[
    str,
    AfterValidator(
        matching(
            NAME_PATTERN,
            what="a name must be lower-case words joined by single hyphens",
            why="it becomes part of Terraform addresses, folder names, e-mail addresses and AWS names",
            fix="write it like fraud-detection: a letter first, then letters, digits and single hyphens",
        )
    ),
    AfterValidator(not_of_every_object),
    Field(max_length=LONGEST_NAME, examples=["fraud-detection"]),
]
"""Lower-case words joined by single hyphens; it becomes Terraform addresses, so renaming replaces things."""

_KEY_PATTERN = r"[A-Za-z0-9][A-Za-z0-9_-]*"
"""What HCP Terraform takes in the name of a workspace."""

AccountKey = Annotated[
    str,
    AfterValidator(
        matching(
            _KEY_PATTERN,
            what="an account's key must be letters, digits, hyphens and underscores",
            why="it becomes the name of a workspace, and HCP Terraform takes nothing else there",
            fix="write it like fraud-detection; `name` is what the account is called in Organizations",
        )
    ),
    AfterValidator(not_of_every_object),
    Field(max_length=LONGEST_NAME, examples=["fraud-detection"]),
]
"""`fraud-detection`: what an account is called here. It becomes Terraform addresses, so renaming replaces things."""

ResourceName = Annotated[
    str,
    AfterValidator(
        matching(
            _KEY_PATTERN,
            what="a name of something in AWS must be letters, digits, hyphens and underscores",
            why="it becomes part of Terraform addresses, workspaces and AWS names, and not all of them take more",
            fix="write it like Retail-Live: a letter or a digit first",
        )
    ),
    AfterValidator(not_of_every_object),
    Field(max_length=LONGEST_NAME, examples=["Retail-Live"]),
]
"""`Retail-Live`: what one thing in AWS is called, there and here. Renaming it replaces things."""

RoleName = Annotated[
    str,
    AfterValidator(
        matching(
            rf"[\w+=,.@-]{{1,{IAM_ROLE_NAME_LENGTH.value}}}",
            what="a role must be given by its name",
            why=f"an IAM role's name has at most {IAM_ROLE_NAME_LENGTH}, letters, digits and _ + = , . @ -",
            fix="write the name without path or ARN, for example AWSControlTowerExecution",
        )
    ),
    Field(examples=["AWSControlTowerExecution"]),
]
"""The name of an IAM role, without path or ARN."""
