"""Every group of an environment, and every assignment: who has which permission set in which account."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.accounts.stages import StageSpec, kind_of
from modules.identity.access_spec import PlacesSpec
from modules.identity.defaults import ATTRIBUTES, BREAK_GLASS, BREAK_GLASS_APPROVERS, PLATFORM_GROUPS, TEAM_GROUPS
from modules.identity.library import PermissionSetLibrary
from modules.identity.spec import GroupSpec, IdentitySource, IdentitySpec, TeamGroupSpec, Without
from modules.identity.stage_binding import name_in_stage
from modules.organization.spec import unit_path
from modules.specification.pattern import with_names
from modules.specification.tag_keys import TagKeys

G = TypeVar("G", GroupSpec, TeamGroupSpec)

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
    """The permission set's name; of one that is bound to the account's stage, with the stage: `MLEngineering-test`."""
    folder: str
    """What the permission set is called where it is written: `MLEngineering`."""
    stage: str | None
    """The stage that the permission set is bound to."""
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


def directory(  # noqa: PLR0913 - keyword-only what has a default
    spec: IdentitySpec,
    teams: Iterable[str],
    accounts: Sequence[Account],
    stages: Mapping[str, StageSpec],
    *,
    sets: PermissionSetLibrary | None = None,
    existing: Container[str] = (),
) -> Directory:
    """Work out every group and assignment.

    Args:
        spec: What the environment says.
        teams: Names of its teams.
        accounts: All of its accounts.
        stages: The stages that it describes.
        sets: The permission sets that it may name.
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
        for key, group in team_groups(spec, stages).items()
    }
    binding = _Binding(sets or PermissionSetLibrary(), stages)
    assignments = (*_platform(spec, platform, accounts, binding), *_teams(spec, of_teams, accounts, stages, binding))
    distinct = {
        (assignment.group.name, assignment.account.key, assignment.permission_set): assignment
        for assignment in reversed(assignments)
    }
    return Directory((*platform.values(), *of_teams.values()), tuple(reversed(distinct.values())))


def platform_groups(spec: IdentitySpec) -> dict[str, GroupSpec]:
    """Return the platform-wide groups by their keys: the library's, with what the environment says of them."""
    if not spec.is_managed:
        return {}
    groups = {**_kept(PLATFORM_GROUPS, spec.left_out_groups), **spec.groups}
    # A provider decides who is in a group, so it has the approvals, too; and without break glass there are none.
    has_approvals = spec.source is not IdentitySource.EXTERNAL and BREAK_GLASS in groups
    if not has_approvals and BREAK_GLASS_APPROVERS not in spec.groups:
        groups.pop(BREAK_GLASS_APPROVERS, None)
    return groups


def team_groups(spec: IdentitySpec, stages: Mapping[str, StageSpec]) -> dict[str, TeamGroupSpec]:
    """Return every team's groups by their keys: the library's, with what the environment says of them.

    Their permission sets are by the environment's own stages.
    """
    kept = _kept(TEAM_GROUPS, spec.left_out_team_groups) if spec.is_managed else {}
    groups = {key: _in_stages(group, stages) for key, group in kept.items()}
    for key, group in spec.team_groups.items():
        known = groups.get(key, TeamGroupSpec())
        groups[key] = TeamGroupSpec(
            description=group.description or known.description,
            permission_sets={**known.permission_sets, **group.permission_sets},
        )
    return groups


def _in_stages(group: TeamGroupSpec, stages: Mapping[str, StageSpec]) -> TeamGroupSpec:
    """Give a group of the library its permission sets in the environment's own stages."""
    sets = {stage: group.permission_sets.get(kind_of(stage, stages), ()) for stage in stages}
    return group.model_copy(update={"permission_sets": sets})


def _kept(library: Mapping[str, G], without: Without) -> dict[str, G]:
    return {key: group for key, group in library.items() if without != "all" and key not in without}


def session_attributes(spec: IdentitySpec, keys: TagKeys) -> dict[str, str]:
    """Return where each session attribute comes from in the directory; they are called as tags of resources are.

    Args:
        spec: What the environment says of identity.
        keys: The organization's keys for the library's tags.

    """
    own_keys = {tag.value: key for tag, key in keys.items()}
    attributes = [*ATTRIBUTES[spec.source].items(), *spec.attributes.items()]
    return {own_keys.get(attribute, attribute): path for attribute, path in attributes}


@dataclass(frozen=True, slots=True)
class _Binding:
    """Binds permission sets to the stages of the accounts that they are assigned in."""

    sets: PermissionSetLibrary
    stages: Mapping[str, StageSpec]

    def assignment(self, group: Group, folder: str, account: Account, source: KeyPath) -> Assignment:
        kinds = self.sets.kinds_of_stages(folder)
        fits = kinds is not None and account.stage is not None and kind_of(account.stage, self.stages) in kinds
        stage = account.stage if fits else None
        name = name_in_stage(folder, stage) if stage else folder
        return Assignment(group=group, permission_set=name, folder=folder, stage=stage, account=account, source=source)


def names_in_stages(folder: str, sets: PermissionSetLibrary, stages: Mapping[str, StageSpec]) -> list[str]:
    """Return what a permission set is called in each stage that it is for; its own name where it is bound to none."""
    kinds = sets.kinds_of_stages(folder)
    if kinds is None:
        return [folder]
    return [name_in_stage(folder, stage) for stage in stages if kind_of(stage, stages) in kinds]


def _platform(
    spec: IdentitySpec, groups: Mapping[str, Group], accounts: Sequence[Account], binding: _Binding
) -> Iterator[Assignment]:
    for key, group in platform_groups(spec).items():
        for index, access in enumerate(group.access):
            for account in accounts:
                if reaches(access, account):
                    source = ("identity", "groups", key, "access", index, "permission_set")
                    yield binding.assignment(groups[key], access.permission_set, account, source)


def reaches(places: PlacesSpec, account: Account) -> bool:
    """Whether an account is one of those that are meant."""
    if account.key in places.accounts:
        return True
    if Function.MANAGEMENT in account.functions:
        return False
    of_stages = not places.stages or account.stage in places.stages
    fits = of_stages and (not places.production or account.is_production)
    if places.everywhere or places.units:
        return fits and (places.everywhere or _is_in_units(places, account))
    has_stage = bool({Function.TEAM, Function.WORKLOAD} & set(account.functions))
    return (fits or not has_stage) and bool(set(places.functions) & set(account.functions))


def _is_in_units(places: PlacesSpec, account: Account) -> bool:
    paths = [unit_path(unit) for unit in places.units]
    of_functions = not places.functions or bool(set(places.functions) & set(account.functions))
    return of_functions and any(account.unit[: len(path)] == path for path in paths)


def _teams(
    spec: IdentitySpec,
    groups: Mapping[tuple[str, str], Group],
    accounts: Sequence[Account],
    stages: Mapping[str, StageSpec],
    binding: _Binding,
) -> Iterator[Assignment]:
    groups_of_teams = team_groups(spec, stages)
    of_teams = {(account.team, account.stage): account for account in accounts if account.team and account.stage}
    for (team, key), group in groups.items():
        own = spec.teams.get(team, {}).get(key, {})
        for stage in stages:
            account = of_teams.get((team, stage))
            sets = own.get(stage, groups_of_teams[key].permission_sets.get(stage, ()))
            where = ("teams", team, key, stage) if stage in own else ("team_groups", key, "permission_sets", stage)
            for index, permission_set in enumerate(sets):
                if account:
                    yield binding.assignment(group, permission_set, account, ("identity", *where, index))
