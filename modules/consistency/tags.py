"""Checks of tags."""

from __future__ import annotations

from collections.abc import Iterator

from modules.aws_limits import TAGS_PER_RESOURCE
from modules.consistency.dropped import Dropped, KeyPath
from modules.landing_zone import LandingZone
from modules.naming import RESERVED_TAGS, required_tags
from modules.specification.errors import LandingZoneError


def tags_are_free(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    reserved = {key.lower(): key for key in RESERVED_TAGS}
    for where, tags in _written(zone):
        for key in tags:
            if key.lower() in reserved:
                yield LandingZoneError(
                    "a tag has a key that is reserved",
                    got=key,
                    why=f"the landing zone itself sets {', '.join(RESERVED_TAGS)} on everything",
                    fix="choose another key; owner and cost center have fields of their own",
                    path=(*where, key),
                )
    for account in {account.source: account for account in zone.roster}.values():  # a team's accounts have the same
        count = len(required_tags("environment", account))
        if count > TAGS_PER_RESOURCE.value:
            yield LandingZoneError(
                "an account has too many tags",
                got=f"{count} tags, those of the organization and of the landing zone included",
                why=f"a resource takes at most {TAGS_PER_RESOURCE}",
                fix="remove some",
                path=account.source,
            )


def tags_differ_in_more_than_case(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for where, tags in _written(zone):
        spelled = {key.lower(): key for key in reversed(zone.organization.tags)}
        for key in tags:
            first = spelled.setdefault(key.lower(), key)
            if first != key:
                yield LandingZoneError(
                    "two keys of tags differ in case only",
                    got=f"{first} and {key}",
                    why="IAM takes both for one key, so that nobody could tell by which of the two access is decided "
                    "(IAM User Guide, Tags for IAM resources)",
                    fix=f"write {first}, or remove one of the two",
                    path=(*where, key),
                )


def _written(zone: LandingZone) -> Iterator[tuple[KeyPath, dict[str, str]]]:
    yield ("organization", "tags"), zone.organization.tags
    yield from ((("accounts", key, "tags"), spec.tags) for key, spec in zone.accounts.items())
    yield from ((("teams", key, "tags"), spec.tags) for key, spec in zone.teams.items())
