"""Checks of tags."""

from __future__ import annotations

from collections.abc import Iterator

from modules.aws_limits import TAGS_PER_RESOURCE
from modules.catalog.pipeline.places import PORTFOLIO_TAG
from modules.consistency.dropped import Dropped, KeyPath
from modules.landing_zone import LandingZone
from modules.naming import VALUES_OF_THE_USER, WRITTEN_TAGS, required_tags
from modules.specification.errors import LandingZoneError
from modules.specification.tag_keys import LibraryTag, key_of


def tag_keys_are_distinct(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    keys = zone.organization.tag_keys
    first_with: dict[str, LibraryTag] = {}
    for tag in sorted(LibraryTag, key=lambda tag: tag in keys):  # what a user did not write has its key first
        first = first_with.setdefault(key_of(tag, keys).lower(), tag)
        if first is not tag:
            yield LandingZoneError(
                "two tags of the landing zone must not have one key",
                got=f"{keys[tag]} for {tag}, and {key_of(first, keys)} for {first}",
                why="a resource has a key once, and IAM does not tell keys apart that differ in case only "
                "(IAM User Guide, Tags for IAM resources)",
                fix=f"choose another key for one of them, in organization.tag_keys (`{first}: ...`)",
                path=("organization", "tag_keys", tag),
            )


def tags_are_free(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    keys = zone.organization.tag_keys
    reserved = {key_of(tag, keys).lower(): tag for tag in WRITTEN_TAGS}
    for where, tags in _written(zone):
        for key in tags:
            tag = reserved.get(key.lower())
            if tag and not (tag in VALUES_OF_THE_USER and keys.get(tag) == key):
                written = ", ".join(key_of(each, keys) for each in WRITTEN_TAGS)
                yield LandingZoneError(
                    "a tag has a key that is reserved",
                    got=key,
                    why=f"the landing zone itself sets {written} on everything",
                    fix=_instead(tag, key),
                    path=(*where, key),
                )
    for account in {account.source: account for account in zone.roster}.values():  # a team's accounts have the same
        count = len(required_tags("environment", account, keys))
        if count > TAGS_PER_RESOURCE.value:
            yield LandingZoneError(
                "an account has too many tags",
                got=f"{count} tags, those of the organization and of the landing zone included",
                why=f"a resource takes at most {TAGS_PER_RESOURCE}",
                fix="remove some",
                path=account.source,
            )


def _instead(tag: LibraryTag, key: str) -> str:
    """Say what to write instead of a tag whose key is the landing zone's."""
    if tag in VALUES_OF_THE_USER:
        return f"add `tag_keys: {{{tag}: {key}}}` to organization, which says that yours is the same tag"
    if tag is LibraryTag.COST_CENTER:
        return "write `cost_center: ...` in its place; organization.tag_keys says what its tag is called"
    return f"choose another key, or let organization.tag_keys call the landing zone's {tag} something else"


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


def portfolios_with_pipelines_have_a_tag_of_their_own(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    if not zone.catalog or not zone.catalog.pipelines:
        return
    offered = (("catalog", "tag_options"), list(zone.catalog.tag_options))
    for where, keys in (offered, *((where, list(tags)) for where, tags in _written(zone))):
        for key in keys:
            if key.lower() == PORTFOLIO_TAG.lower():
                yield LandingZoneError(
                    "a tag has a key that is reserved",
                    got=key,
                    why="what publishes a portfolio by a pipeline knows its own by this tag",
                    fix="choose another key",
                    path=(*where, key),
                )


def _written(zone: LandingZone) -> Iterator[tuple[KeyPath, dict[str, str]]]:
    yield ("organization", "tags"), zone.organization.tags
    yield from ((("accounts", key, "tags"), spec.tags) for key, spec in zone.accounts.items())
    yield from ((("teams", key, "tags"), spec.tags) for key, spec in zone.teams.items())
