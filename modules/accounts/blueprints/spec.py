"""What a user may say about the security baseline of accounts. No cdktf here."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from modules.accounts.spec import Function
from modules.aws_limits import (
    CONTACT_EMAIL_LENGTH,
    CONTACT_NAME_LENGTH,
    CONTACT_PHONE_LENGTH,
    CONTACT_TITLE_LENGTH,
)
from modules.specification.model import Spec
from modules.specification.texts import Line, matching

EC2_ATTRIBUTES_OF_THE_BASELINE = frozenset(
    {"image_block_public_access", "instance_metadata_defaults", "snapshot_block_public_access"}
)
"""What the baseline sets in each region, unless a declarative policy of the organization sets it for all accounts."""

Phone = Annotated[
    str,
    Field(min_length=1, max_length=CONTACT_PHONE_LENGTH.value),
    AfterValidator(
        matching(
            r"(?=.*[0-9])[0-9(+]([ 0-9()+-]*[0-9)])?",
            what="a phone number must have digits, spaces and ( ) + - only",
            why=f"AWS accepts nothing else ({CONTACT_PHONE_LENGTH.source})",
            fix='write it like "+353 1 555 0100"',
        )
    ),
    Field(examples=["+353 1 555 0100"]),
]

ContactEmail = Annotated[
    str,
    Field(min_length=3, max_length=CONTACT_EMAIL_LENGTH.value, examples=["aws-security@example.com"]),
    AfterValidator(
        matching(
            r"[\w+=.#|!&-]+@[\w.-]+\.\w+",
            what="a contact's e-mail address must be one that AWS accepts",
            why=f"one @, a dot in the domain, no spaces ({CONTACT_EMAIL_LENGTH.source})",
            fix="write an address such as aws-security@example.com",
        )
    ),
]


class ContactSpec(Spec):
    """Whom AWS writes to about one kind of matter, beside the account's root user."""

    name: Line = Field(min_length=1, max_length=CONTACT_NAME_LENGTH.value)
    """The contact's name: better a team than a person."""

    title: Line = Field(min_length=1, max_length=CONTACT_TITLE_LENGTH.value)
    """The contact's role."""

    email: ContactEmail
    """An address that somebody reads at all hours."""

    phone: Phone
    """A number that somebody answers."""


class ContactsSpec(Spec):
    """The three alternate contacts of every account."""

    billing: ContactSpec
    """Invoices and payment."""

    operations: ContactSpec
    """Service events and planned changes."""

    security: ContactSpec
    """Abuse reports and security events."""


class PasswordPolicySpec(Spec):
    """Rules for passwords of IAM users, which the foundation itself never makes (CIS AWS Foundations, section 1)."""

    minimum_length: int = Field(default=14, ge=14, le=128)
    """Fewest characters: 14 to 128."""

    max_age_days: int = Field(default=90, ge=1, le=365)
    """Days after which a password expires."""

    reuse_prevention: int = Field(default=24, ge=1, le=24)
    """How many former passwords may not be used again: 1 to 24."""


class BaselineSpec(Spec):
    """What every account gets before anybody works in it."""

    contacts: ContactsSpec
    """Whom AWS writes to."""

    password_policy: PasswordPolicySpec = PasswordPolicySpec()
    """Rules for passwords of IAM users."""

    metadata_hop_limit: int = Field(default=1, ge=1, le=64)
    """How many network hops an answer of the EC2 instance metadata service may take: 1 keeps it on the instance, 2 lets
    containers on it ask."""

    access_analyzer_for: tuple[Function, ...] = tuple(Function)
    """Functions whose accounts have an IAM Access Analyzer of their own in each region, which costs nothing."""

    key_deletion_days: int = Field(default=30, ge=7, le=30)
    """Days between asking for the deletion of a baseline key and its end: 7 to 30."""
