"""What `policies/security_reference` may say: published checks, and what satisfies each. No cdktf here."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from modules.specification.errors import LandingZoneError
from modules.specification.model import Name, Spec
from modules.specification.texts import Line, matching

_Regions = Annotated[
    str,
    AfterValidator(
        matching(
            r"governed|home|[a-z]{2}(-[a-z]+)+-[0-9]",
            what="regions of a check must be `governed`, `home`, or one by its name",
            why="it is looked at in each of them",
            fix="write governed",
        )
    ),
]
_Commit = Annotated[
    str,
    AfterValidator(
        matching(
            r"[0-9a-f]{40}",
            what="a commit must be 40 hexadecimal digits",
            why="it says which text was read",
            fix="write what git rev-parse gives",
        )
    ),
]

Text = Annotated[Line, Field(min_length=1)]
Scalar = str | int | bool


class Accounts(StrEnum):
    """Which accounts a check looks at, or a resource must be in."""

    EVERY = "every"
    OTHERS = "all-but-security-tooling"
    MANAGEMENT = "management"
    SECURITY_TOOLING = "security-tooling"
    LOG_ARCHIVE = "log-archive"


class EvidenceSpec(Spec):
    """A resource that satisfies a check in one account and region, which is written as it must be synthesized."""

    type: str
    """Its type: `aws_cloudtrail`."""

    account: Accounts = Accounts.EVERY
    """The account that it must be in. `every`: the one that the check looks at."""

    region: str | None = None
    """The region that it must be in; `home` for the home region, `any` for whichever. Left out: the one that the check
    looks at."""

    equals: dict[str, Scalar] = Field(default_factory=dict)
    """Arguments and their values: `auto_enable.ec2: true`. A path leads into blocks, and into JSON in a text."""

    like: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Arguments and the patterns of which one must fit: `*` stands for any text, `{log-archive}` for the id of the
    account with that function. `?*` is any text at all. What refers to a resource fits by the name of that, too."""

    blocks: dict[str, dict[str, Scalar]] = Field(default_factory=dict)
    """Paths of blocks, of which one must have all these values."""

    names_account: str | None = None
    """The argument that must name the account that the check looks at; `id` where the resource is that account itself.
    Left out where it counts for all of them."""

    names_region: str | None = None
    """The argument that must name the region that the check looks at."""

    not_for: tuple[Accounts, ...] = ()
    """Accounts that it says nothing about."""

    every: bool = False
    """Whether all resources of the type that are in its place must be so, and not only one of them."""


class CheckSpec(Spec):
    """One published check: what it asks, of whom, and what satisfies it."""

    asks: Text
    """What it asks, in our words."""

    accounts: Accounts
    """The accounts that it looks at."""

    regions: _Regions = "governed"
    """Where: `governed` for every region of the organization, `home`, or the name of one."""

    service: str | None = None
    """The key below `security` that switches what it asks for; that of the file, where it is left out."""

    covered_by: tuple[tuple[Name, ...], ...] = ()
    """Names of what must be there: each item is a list, of which one suffices."""

    waived: Text | None = None
    """Why nothing has to be there. Beside `covered_by` it holds where the service is off."""


class ReferenceFile(Spec):
    """The checks of one service."""

    service: str | None = None
    """The key below `security` that switches the service; left out where nothing does."""

    evidence: dict[Name, EvidenceSpec] = Field(default_factory=dict)
    """Resources by the names that the checks of this file give them."""

    checks: dict[str, CheckSpec] = Field(min_length=1)
    """Checks by their published ids: `SRA-GUARDDUTY-01`."""

    def contradictions(self) -> list[LandingZoneError]:
        """Return what does not fit together."""
        used = {name for check in self.checks.values() for names in check.covered_by for name in names}
        found = [_unknown(id_, name) for id_, check in self.checks.items() for name in _names(check) - {*self.evidence}]
        found += [_unused(name) for name in self.evidence if name not in used]
        return found + [_unexplained(id_) for id_, check in self.checks.items() if not (_names(check) or check.waived)]


class Published(Spec):
    """The published list: where it is from, and which ids it has."""

    title: Text
    """What it is called."""

    address: Text
    """Where it is published."""

    licence: Text
    """Its licence; what is here is facts of it, in our words."""

    commit: _Commit
    """The commit that was read."""

    committed: Text
    """The day of the commit."""

    read: Text
    """The day on which it was read."""

    families: dict[str, Annotated[int, Field(ge=1, le=99)]]
    """How many checks each family has. They are numbered from 01: `SRA-<family>-<number>`."""

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all checks."""
        return tuple(
            f"SRA-{family}-{number:02}" for family, count in self.families.items() for number in range(1, count + 1)
        )


def _names(check: CheckSpec) -> set[str]:
    return {name for names in check.covered_by for name in names}


def _unknown(check: str, name: str) -> LandingZoneError:
    return LandingZoneError(
        "a check names evidence that there is no description of: it is missing",
        got=name,
        why="nothing could be looked for, and the check would be covered by nothing",
        fix="describe it under evidence of the same file, or correct the name",
        path=("checks", check, "covered_by"),
    )


def _unused(name: str) -> LandingZoneError:
    return LandingZoneError(
        "evidence must be named by a check",
        got=name,
        why="what no check names is looked for by nobody, and a misspelt name would go unnoticed",
        fix="name it in covered_by of a check, or leave it out",
        path=("evidence", name),
    )


def _unexplained(check: str) -> LandingZoneError:
    return LandingZoneError(
        "a check must have something that covers it, or a reason why nothing does",
        got=check,
        why="a check that is passed over in silence would count as done",
        fix="write covered_by, or waived with a reason",
        path=("checks", check),
    )
