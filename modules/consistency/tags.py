"""Checks of tags."""

from __future__ import annotations

from collections.abc import Iterator

from modules.aws_limits import TAGS_PER_RESOURCE
from modules.consistency.dropped import Dropped, KeyPath
from modules.landing_zone import LandingZone
from modules.naming import RESERVED_TAGS, required_tags
from modules.specification.errors import LandingZoneError


def tags_are_free(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    written: list[tuple[KeyPath, dict[str, str]]] = [(("organization", "tags"), zone.organization.tags)]
    written += [(("accounts", key, "tags"), spec.tags) for key, spec in zone.accounts.items()]
    written += [(("teams", key, "tags"), spec.tags) for key, spec in zone.teams.items()]
    reserved = {key.lower(): key for key in RESERVED_TAGS}
    for where, tags in written:
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
