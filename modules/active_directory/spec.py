"""What a user may say about AWS Managed Microsoft AD. No cdktf here."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from modules.active_directory.limits import (
    DIRECTORY_DOMAIN_LENGTH,
    DIRECTORY_SHORT_NAME_LENGTH,
    SHARES_OF_ENTERPRISE,
    SHARES_OF_STANDARD,
)
from modules.aws_limits import LOG_GROUP_PERIODS, AwsLimit
from modules.specification.errors import LandingZoneError
from modules.specification.model import AccountKey, Spec
from modules.specification.texts import matching

_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"


class Edition(StrEnum):
    """How large a directory may become."""

    STANDARD = "Standard"
    ENTERPRISE = "Enterprise"

    @property
    def shares(self) -> AwsLimit:
        """How many accounts a directory is shared with."""
        return SHARES_OF_STANDARD if self is Edition.STANDARD else SHARES_OF_ENTERPRISE


DirectoryDomain = Annotated[
    str,
    AfterValidator(
        matching(
            rf"(?!.{{{DIRECTORY_DOMAIN_LENGTH.value + 1}}})({_LABEL}\.)+{_LABEL}",
            what="the domain of a directory must be one that Active Directory takes",
            why="lower-case letters, digits and hyphens in labels with dots between them, at most "
            f"{DIRECTORY_DOMAIN_LENGTH}",
            fix="write it like ad.acme.example",
        )
    ),
    Field(examples=["ad.acme.example"]),
]
"""`ad.acme.example`: the domain of a directory."""

ShortName = Annotated[
    str,
    AfterValidator(
        matching(
            rf"[A-Za-z0-9]([A-Za-z0-9-]{{0,{DIRECTORY_SHORT_NAME_LENGTH.value - 2}}}[A-Za-z0-9])?",
            what="the short name of a directory must be a NetBIOS name",
            why=f"letters, digits and hyphens, at most {DIRECTORY_SHORT_NAME_LENGTH}",
            fix="write it like ACME",
        )
    ),
    Field(examples=["ACME"]),
]
"""`ACME`: the NetBIOS name of a directory."""


def _a_period(days: int) -> int:
    if days not in LOG_GROUP_PERIODS:
        raise LandingZoneError(
            "logs of the directory must be kept for one of the periods of CloudWatch Logs",
            got=days,
            why="the service takes no other number of days (Amazon CloudWatch Logs API Reference, PutRetentionPolicy)",
            fix=f"write one of {', '.join(map(str, LOG_GROUP_PERIODS))}",
        )
    return days


class ActiveDirectorySpec(Spec):
    """AWS Managed Microsoft AD: two domain controllers in the VPC of the account for shared services."""

    domain: DirectoryDomain
    """The domain's name, which resolves in every VPC that has the hub's profile. It can never be changed: another name
    is another directory."""

    short_name: ShortName | None = None
    """The NetBIOS name, 15 characters at most. Without it the first label of the domain, as AWS has it. It can never be
    changed."""

    edition: Edition = Edition.STANDARD
    """`Standard`: for about 30,000 objects, shared with 25 accounts. `Enterprise`: for about 500,000, shared with 500.
    It is raised outside of Terraform, and never lowered."""

    shared_with: tuple[AccountKey, ...] = ()
    """Accounts that ask for the directory, by their keys: their instances join the domain as in its own account."""

    log_retention_days: Annotated[
        int, AfterValidator(_a_period), Field(json_schema_extra={"enum": list(LOG_GROUP_PERIODS)})
    ] = 365
    """Days that the security logs of its domain controllers are kept, one of the periods of CloudWatch Logs."""

    @model_validator(mode="after")
    def _has_a_short_name(self) -> Self:
        if len(self.netbios_name) > DIRECTORY_SHORT_NAME_LENGTH.value:
            raise LandingZoneError(
                "a directory must have a short name",
                got=f"{self.netbios_name} ({len(self.netbios_name)} characters)",
                why="without one it is the first label of the domain, and a NetBIOS name has at most "
                f"{DIRECTORY_SHORT_NAME_LENGTH}",
                fix="write `short_name`, for example short_name: ACME",
                path=("domain",),
            )
        return self

    @property
    def netbios_name(self) -> str:
        """The short name that it has."""
        return self.short_name or self.domain.partition(".")[0]
