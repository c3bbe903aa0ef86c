"""Every group of an environment, and every assignment: who has which permission set in which account."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from modules.accounts.roster import Account
from modules.accounts.spec import Function, Stage
from modules.identity.defaults import ATTRIBUTES, BREAK_GLASS_APPROVERS, PLATFORM_GROUPS, TEAM_GROUPS
from modules.identity.spec import AccessSpec, GroupSpec, IdentitySource, IdentitySpec, TeamGroupSpec
from modules.specification.pattern import with_names
from modules.specification.tag_keys import TagKeys

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group of people."""

    key: str
    """What it is called in addresses: `AWSNetworkAdmins`; of a team's group, the same for every team: `TeamLead`."""
    name: str
    """What it is called in the directory, and nothing else is: `AWSNetworkAdmins`, `fraud-TeamLead`."""
    description: str
    exists: bool = False
    """Whether something else makes it, so that it is looked up by its name."""
    team: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A group has a permission set in an account."""

    group: Group
    permission_set: str
    account: Account
    source: KeyPath
    """The path of the YAML that it comes from, as far as it is written there."""


@dataclass(frozen=True, slots=True)
class Directory:
    """Groups and assignments, those of the platform first, then team by team."""

    groups: tuple[Group, ...]
    assignments: tuple[Assignment, ...]

    def group_named(self, name: str) -> Group | None:
        """Return the group with a name in the directory."""
        return next((group for group in self.groups if group.name == name), None)


def directory(
    spec: IdentitySpec, teams: Iterable[str], accounts: Sequence[Account], *, existing: Container[str] = ()
) -> Directory:
    """Work out every group and assignment.

    Args:
        spec: What the environment says.
        teams: Names of its teams.
        accounts: All of its accounts.
        existing: Names of groups that are there before anything is applied.

    """
    external = spec.source is IdentitySource.EXTERNAL
    platform = {
        key: Group(
            key=key,
            name=group.name or key,
            description=group.description,
            exists=external or group.exists or (group.name or key) in existing,
        )
        for key, group in platform_groups(spec).items()
    }
    of_teams = {
        (team, key): Group(
            key=key,
            name=with_names(spec.team_group_name, team=team, group=key),
            description=with_names(group.description or key, team=team),
            exists=external,
            team=team,
        )
        for team in teams
        for key, group in team_groups(spec).items()
    }
    assignments = (*_platform(spec, platform, accounts), *_teams(spec, of_teams, accounts))
    distinct = {
        (assignment.group.name, assignment.account.key, assignment.permission_set): assignment
        for assignment in reversed(assignments)
    }
    return Directory((*platform.values(), *of_teams.values()), tuple(reversed(distinct.values())))


def platform_groups(spec: IdentitySpec) -> dict[str, GroupSpec]:
    """Return the platform-wide groups by their keys: the library's, with what the environment says of them."""
    groups = {**PLATFORM_GROUPS, **spec.groups}
    if spec.source is IdentitySource.EXTERNAL and BREAK_GLASS_APPROVERS not in spec.groups:
        del groups[BREAK_GLASS_APPROVERS]  # the provider decides who is in a group, so it has the approvals, too
    return {key: group for key, group in groups.items() if key not in spec.without_groups}


def team_groups(spec: IdentitySpec) -> dict[str, TeamGroupSpec]:
    """Return every team's groups by their keys: the library's, with what the environment says of them."""
    groups = dict(TEAM_GROUPS)
    for key, group in spec.team_groups.items():
        known = groups.get(key, TeamGroupSpec())
        groups[key] = TeamGroupSpec(
            description=group.description or known.description,
            permission_sets={**known.permission_sets, **group.permission_sets},
        )
    return groups


def session_attributes(spec: IdentitySpec, keys: TagKeys) -> dict[str, str]:
    """Return where each session attribute comes from in the directory; they are called as tags of resources are.

    Args:
        spec: What the environment says of identity.
        keys: The organization's keys for the library's tags.

    """
    own_keys = {tag.value: key for tag, key in keys.items()}
    attributes = [*ATTRIBUTES[spec.source].items(), *spec.attributes.items()]
    return {own_keys.get(attribute, attribute): path for attribute, path in attributes}


def _platform(spec: IdentitySpec, groups: Mapping[str, Group], accounts: Sequence[Account]) -> Iterator[Assignment]:
    for key, group in platform_groups(spec).items():
        for index, access in enumerate(group.access):
            for account in accounts:
                if _reaches(access, account):
                    yield Assignment(
                        group=groups[key],
                        permission_set=access.permission_set,
                        account=account,
                        source=("identity", "groups", key, "access", index, "permission_set"),
                    )


def _reaches(access: AccessSpec, account: Account) -> bool:
    if account.key in access.accounts:
        return True
    if access.everywhere:
        return Function.MANAGEMENT not in account.functions
    if not set(access.functions) & set(account.functions):
        return False
    return account.stage is None or not access.stages or account.stage in access.stages


def _teams(
    spec: IdentitySpec, groups: Mapping[tuple[str, str], Group], accounts: Sequence[Account]
) -> Iterator[Assignment]:
    groups_of_teams = team_groups(spec)
    of_teams = {(account.team, account.stage): account for account in accounts if account.team and account.stage}
    for (team, key), group in groups.items():
        own = spec.teams.get(team, {}).get(key, {})
        for stage in Stage:
            account = of_teams.get((team, stage))
            sets = own.get(stage, groups_of_teams[key].permission_sets.get(stage, ()))
            where = ("teams", team, key, stage) if stage in own else ("team_groups", key, "permission_sets", stage)
            for index, permission_set in enumerate(sets if account else ()):
                yield Assignment(
                    group=group,
                    permission_set=permission_set,
                    account=account,  # type: ignore[arg-type] # there is one, or there are no sets
                    source=("identity", *where, index),
                )
