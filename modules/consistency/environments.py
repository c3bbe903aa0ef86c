"""What two environments must not have in common: each is an organization of its own.

A folder that is a copy of another would be deployed over the same organization. Keys of state need no check: they begin
with the environment's name, as workspaces of HCP Terraform do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from modules.consistency.dropped import KeyPath
from modules.landing_zone import LandingZone
from modules.specification.errors import LandingZoneError

_MANAGEMENT_ACCOUNT = "management account"


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that only one environment can have."""

    what: str
    value: str
    path: KeyPath


@dataclass(frozen=True, slots=True)
class Claims:
    """What an environment claims, and where each claim is written."""

    environment: str
    by_value: dict[tuple[str, str], Claim]
    place: Callable[[KeyPath], str]


def claims(name: str, zone: LandingZone, place: Callable[[KeyPath], str]) -> Claims:
    """Return what an environment claims.

    Args:
        name: The environment's name.
        zone: What it says, as far as it is right.
        place: Tells file, line and path of something in it.

    """
    return Claims(name, {(claim.what, claim.value): claim for claim in _claims(zone)}, place)


def claimed_twice(own: Claims, other: Claims) -> Iterator[LandingZoneError]:
    """Find what another environment claims too. Where that is the whole organization, the rest is not told."""
    for key, claim in own.by_value.items():
        if key in other.by_value:
            yield LandingZoneError(
                f"two environments must not have one {claim.what}",
                got=f"{claim.value}, also in {other.place(other.by_value[key].path)}",
                why="each environment is an organization of its own: a deploy of one would change what the other made",
                fix=f"write what this organization has, or remove the folder of {own.environment} or of "
                f"{other.environment} if it is a copy",
                path=claim.path,
            )
            if claim.what == _MANAGEMENT_ACCOUNT:
                return


def _claims(zone: LandingZone) -> Iterator[Claim]:
    organization = ("organization",)
    yield Claim(
        _MANAGEMENT_ACCOUNT, zone.organization.management_account.id, (*organization, "management_account", "id")
    )
    yield Claim("name of the organization", zone.organization.name, (*organization, "name"))
    for account in zone.roster:
        if account.known_id:
            yield Claim("account", account.known_id, account.source)
        yield Claim("e-mail address of an account", account.email.lower(), account.source)
