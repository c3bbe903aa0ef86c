"""Checks of groups and people: that what they name exists, and that each is named once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modules.consistency.dropped import Dropped, KeyPath
from modules.identity.defaults import PLATFORM_GROUPS, TEAM_GROUPS
from modules.identity.directory import platform_groups, team_groups
from modules.identity.tenants import ALONE
from modules.landing_zone import LandingZone
from modules.landing_zone.platform_access import WORKSPACE
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import unknown


def accounts_named_exist(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("accounts") or dropped.below("teams") or dropped.below("stages"):
        return
    known = [account.key for account in zone.roster]
    named: list[tuple[KeyPath, str]] = [
        ((*path, "accounts", place), name)
        for path, places in zone.identity.places()
        for place, name in enumerate(places.accounts)
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
        (("identity", field, index), name, list(library))
        for field, without, library in (
            ("without_groups", spec.without_groups, PLATFORM_GROUPS),
            ("without_team_groups", spec.without_team_groups, TEAM_GROUPS),
        )
        for index, name in enumerate(() if without == "all" else without)
    ]
    named += [
        (("identity", "accepted_administrators", index, "group"), accepted.group, [*platform, *of_teams])
        for index, accepted in enumerate(spec.accepted_administrators)
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
            why = f"known here are {', '.join(known) or 'none'}"
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
    sandboxes = {key: ("accounts", key) for key, spec in zone.accounts.items() if ALONE & set(spec.functions)}
    for key, path in {**sandboxes, **{team: ("teams", team) for team in zone.teams}}.items():
        if re.fullmatch(rf"{WORKSPACE}-[0-9]+", key):
            yield LandingZoneError(
                "a team or a sandbox must not be called like the workspaces of assignments",
                got=key,
                why="access to it is a workspace identity-<name>, and so is each part of the platform's assignments",
                fix="choose another key",
                path=path,
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
