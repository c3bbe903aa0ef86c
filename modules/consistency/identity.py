"""Checks of groups and people: that what they name exists, and that each is named once."""

from __future__ import annotations

from collections.abc import Iterator

from modules.consistency.dropped import Dropped, KeyPath
from modules.identity import library
from modules.identity.defaults import PLATFORM_GROUPS
from modules.identity.directory import platform_groups, team_groups
from modules.identity.tenants import ALONE
from modules.landing_zone import LandingZone
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import unknown


def permission_sets_named_exist(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    known = library.names()
    for where, name in _sets_named(zone):
        if name not in known:
            yield unknown(
                "there is no such permission set",
                name,
                known,
                why="a permission set is a folder of policies/permission_sets; docs/reference/access.md lists them all",
                otherwise="write one of these, or add a folder",
                path=where,
            )


def _sets_named(zone: LandingZone) -> Iterator[tuple[KeyPath, str]]:
    spec = zone.identity
    for key, group in spec.groups.items():
        for index, access in enumerate(group.access):
            yield ("identity", "groups", key, "access", index, "permission_set"), access.permission_set
    for key, team_group in spec.team_groups.items():
        for stage, sets in team_group.permission_sets.items():
            where = ("identity", "team_groups", key, "permission_sets", stage)
            yield from (((*where, index), name) for index, name in enumerate(sets))
    for team, groups in spec.teams.items():
        for key, stages in groups.items():
            for stage, sets in stages.items():
                where = ("identity", "teams", team, key, stage)
                yield from (((*where, index), name) for index, name in enumerate(sets))
    yield from ((("identity", "permission_sets", name), name) for name in spec.permission_sets)


def accounts_named_exist(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("accounts") or dropped.below("teams") or dropped.below("stages"):
        return
    known = [account.key for account in zone.roster]
    named: list[tuple[KeyPath, str]] = [
        (("identity", "groups", key, "access", index, "accounts", place), name)
        for key, group in zone.identity.groups.items()
        for index, access in enumerate(group.access)
        for place, name in enumerate(access.accounts)
    ]
    if zone.identity.delegated_administrator:
        named.append((("identity", "delegated_administrator"), zone.identity.delegated_administrator))
    for where, name in named:
        if name not in known:
            why = f"the environment has {', '.join(known)}"
            otherwise = "write one of these"
            yield unknown("the account does not exist", name, known, why=why, otherwise=otherwise, path=where)


def groups_named_exist(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    spec = zone.identity
    platform, of_teams = list(platform_groups(spec)), list(team_groups(spec, zone.stages))
    in_store = [group.name for group in zone.directory.groups]
    named: list[tuple[KeyPath, str, list[str]]] = [
        (("identity", "without_groups", index), name, list(PLATFORM_GROUPS))
        for index, name in enumerate(spec.without_groups)
    ]
    if "management_account_groups" in spec.model_fields_set:
        named += [
            (("identity", "management_account_groups", index), name, platform)
            for index, name in enumerate(spec.management_account_groups)
        ]
    named += [
        (("identity", "teams", team, key), key, of_teams) for team, groups in spec.teams.items() for key in groups
    ]
    if not (dropped.below("teams") or dropped.below("identity", "groups") or dropped.below("identity", "team_groups")):
        named += [
            (("identity", "users", key, "groups", index), name, in_store)
            for key, user in spec.users.items()
            for index, name in enumerate(user.groups)
        ]
    for where, name, known in named:
        if name not in known:
            why = f"known here are {', '.join(known)}"
            yield unknown("there is no such group", name, known, why=why, otherwise="write one of these", path=where)


def teams_named_exist(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("teams"):
        return
    named: list[tuple[KeyPath, str]] = [(("identity", "teams", team), team) for team in zone.identity.teams]
    named += [(("identity", "users", key, "team"), user.team) for key, user in zone.identity.users.items() if user.team]
    for where, name in named:
        if name not in zone.teams:
            why = f"teams has {', '.join(zone.teams)}"
            otherwise = "write one of these, or add the team"
            yield unknown("there is no such team", name, zone.teams, why=why, otherwise=otherwise, path=where)


def groups_are_distinct(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("identity"):
        return
    first_with: dict[str, str] = {}
    for group in zone.directory.groups:
        shown = f"{group.key} of {group.team}" if group.team else group.key
        earlier = first_with.setdefault(group.name.lower(), shown)
        if earlier != shown:
            yield LandingZoneError(
                "two groups have the same name",
                got=f"{earlier} and {shown}: {group.name}",
                why="a directory takes each name of a group once, whatever its case",
                fix="choose another name or another team_group_name",
                path=("identity", "groups", group.key) if not group.team else ("identity",),
            )
    for key in platform_groups(zone.identity):
        if key in team_groups(zone.identity, zone.stages):
            yield LandingZoneError(
                "a group must be either the platform's or every team's",
                got=f"{key}, in groups and in team_groups",
                why="both have access to teams' accounts, and the key tells their Terraform addresses apart",
                fix="choose another key for one of the two",
                path=("identity", "groups", key),
            )


def tenants_are_distinct(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for key, spec in zone.accounts.items():
        if ALONE & set(spec.functions) and key in zone.teams:
            yield LandingZoneError(
                "a team and an account that is no team's have the same name",
                got=f"{key}, a {spec.function}",
                why="access to each is a workspace that is called after it: identity-<name>",
                fix="choose another key for one of the two",
                path=("accounts", key),
            )


def people_are_distinct(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    first_with: dict[str, str] = {}
    for key, user in zone.identity.users.items():
        earlier = first_with.setdefault(user.email.lower(), key)
        if earlier != key:
            yield LandingZoneError(
                "two people have the same address",
                got=f"{earlier} and {key}: {user.email}",
                why="people sign in with their address",
                fix="give each person one entry",
                path=("identity", "users", key, "email"),
            )
