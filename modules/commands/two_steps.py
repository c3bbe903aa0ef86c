"""Changes in two steps: what is refused before a deploy, what it takes over first, and what a plan waits for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from modules.commands.accounts_as_applied import Called, applied_in, called_in, called_in_aws, refuse_changed
from modules.commands.accounts_lock import write_and_tell
from modules.commands.console import out
from modules.commands.role_profiles import role_profiles
from modules.consistency.applied_accounts import as_in_aws
from modules.delivery.classes import Phase
from modules.environment import refuse
from modules.landing_zone import LandingZone
from modules.landing_zone.moved_workspaces import former_workspaces
from modules.naming import ACCOUNTS_WORKSPACE, ORGANIZATION_WORKSPACE, workspace_id
from modules.organization.spec import unit_path
from modules.runner.terraform.cli import find_terraform, terraform_environment
from modules.runner.two_steps.kept_state import open_state
from modules.runner.two_steps.leaving import Applied, refuse_leaving
from modules.runner.two_steps.moves import StateMove, take_over, waiting
from modules.runner.two_steps.regions import refused_home, refused_leaving
from modules.runner.workspaces import Workspaces, read_workspaces
from modules.specification.errors import LandingZoneError
from modules.synthesized.applied_regions import applied_regions, regions_in_use, regions_written
from modules.synthesized.documents import read_content
from modules.workspaces.foundation.addresses import unit_address

_STATES_AT_ONCE = 4
"""How many states are read at once: each takes a Terraform."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoSteps:
    """The changes of one environment that take two steps."""

    name: str
    zone: LandingZone
    output: Path
    """The folder that the environment is synthesized to."""
    profiles: Mapping[str, Mapping[str, str]] | None
    """What each workspace has in its environment, where it works as a role of its own."""
    environ: Mapping[str, str] = field(default_factory=terraform_environment)
    _read: dict[str, Applied | None] = field(default_factory=dict)
    """What was read of the states of single workspaces before anything was applied, by their names."""

    @classmethod
    def prepare(cls, name: str, zone: LandingZone, output: Path, *, phase: Phase, by_roles: bool) -> Self:
        """Return those of an environment.

        Args:
            name: Its name.
            zone: What it says.
            output: The folder that it is synthesized to.
            phase: What is done.
            by_roles: Whether each workspace is worked in as its role for that.

        Raises:
            LandingZoneError: a role has no profile.

        """
        profiles = role_profiles(name, zone, output, phase) if by_roles else None
        return cls(name=name, zone=zone, output=output, profiles=profiles)

    @property
    def deleted(self) -> tuple[str, ...]:
        """The addresses of the units that are deleted because the YAML asks for it."""
        return tuple(unit_address(unit_path(unit)) for unit in self.zone.removed.units)

    @property
    def owners(self) -> dict[str, str]:
        """Every account and team in words, by key; an account where both have one."""
        return {key: f"team {key}" for key in self.zone.teams} | {
            account.key: f"account {account.key}" for account in self.zone.every_account
        }

    def refuse(self, selection: Sequence[str], allow_destroy: Sequence[str]) -> None:
        """Refuse what must not leave the YAML in one step, or cannot be changed at all, before anything is.

        Args:
            selection: What is deployed; all where nothing is named.
            allow_destroy: Addresses, or globs of addresses, that may be destroyed.

        Raises:
            InvalidEnvironmentError: an account is written with another id, name or address than it was applied with.
            LandingZoneError: accounts or units would leave.

        """
        workspaces = self._workspaces()
        names = ACCOUNTS_WORKSPACE, ORGANIZATION_WORKSPACE
        known = [id_ for id_ in map(self._id, names) if id_ in workspaces.folders]
        if not set(known) & set(workspaces.select(selection)):
            return
        accounts, organization = (self._applied(workspaces, each) for each in names)
        if accounts:
            refuse_changed(self.name, self.zone, applied_in(accounts.state), lambda: self._called(organization))
        refuse_leaving(accounts, organization, allowed=[*allow_destroy, *self.deleted])

    def refuse_regions(self) -> None:
        """Refuse a change of regions that what was applied does not allow, before anything is planned.

        Raises:
            InvalidEnvironmentError: the home region is another one, or a region has left in one step.

        """
        workspaces = self._workspaces()
        organization = self._applied(workspaces, ORGANIZATION_WORKSPACE)
        applied = applied_regions(organization.state) if organization else ()
        home, named = self.zone.organization.home_region, {*self.zone.organization.regions, *self.zone.removed.regions}
        left = [region for region in applied if region not in named]
        refuse(self.name, [*refused_home(applied, home), *refused_leaving(self._in_use(workspaces, left))])

    def _in_use(self, workspaces: Workspaces, regions: Sequence[str]) -> dict[str, list[str]]:
        """Return which workspaces have resources in regions that they write no provider of; reads all states."""
        if not regions:
            return {}
        names = [workspaces.short_name(id_) for id_ in workspaces.folders]
        with ThreadPoolExecutor(_STATES_AT_ONCE) as pool:
            read = dict(zip(names, pool.map(lambda name: self._applied(workspaces, name), names), strict=True))
        in_use = {
            name: regions_in_use(applied.state) - regions_written(read_content(applied.folder))
            for name, applied in read.items()
            if applied
        }
        return {region: [name for name, used in in_use.items() if region in used] for region in regions}

    def lock(self, *, look: bool = False) -> bool:
        """Write what every account was applied with to the lock of the environment; return whether that was news.

        Args:
            look: Whether AWS is asked what accounts are called now.

        """
        workspaces = self._workspaces()
        accounts = self._pulled(workspaces, ACCOUNTS_WORKSPACE)  # what was read before a deploy is not what it left
        applied = applied_in(accounts.state) if accounts else {}
        if look and applied:
            applied = as_in_aws(applied, self._called(self._applied(workspaces, ORGANIZATION_WORKSPACE)))
        return bool(applied) and write_and_tell(self.name, applied)

    def noted(self, selection: Sequence[str]) -> None:
        """Say what a deploy would refuse, and go on."""
        try:
            self.refuse(selection, ())
        except LandingZoneError as error:
            out.print(f"A deploy will refuse this: {error}", markup=False, soft_wrap=True)

    def take_over(self) -> None:
        """Take over the states of former workspaces, and say so.

        Raises:
            LandingZoneError: one cannot be taken over.

        """
        take_over(self._moves(), self._tell)

    def waiting(self) -> dict[str, str]:
        """Say of each workspace that cannot be planned before a deploy what it waits for, by workspace."""
        return waiting(self._moves())

    def conclude(self) -> None:
        """Say which lines of the YAML have done their work here."""
        done = [*(f"moved.accounts.{old}" for old in self.zone.moved.accounts)]
        done += [f"removed.accounts: {key}" for key in self.zone.removed.accounts]
        done += [f"removed.units: {unit}" for unit in self.zone.removed.units]
        done += [f"removed.regions: {region}" for region in self.zone.removed.regions]
        if done:
            out.print(
                f"Done in {self.name}, and to be taken out of the YAML once it is done in every environment that says "
                f"so: {'; '.join(done)}",
                markup=False,
                soft_wrap=True,
            )

    def _called(self, organization: Applied | None) -> Called:
        """Return how AWS calls accounts now: as the state of the organization has it, and what is news to that."""
        news = called_in_aws(self.output, self.name, environ=self.environ, profiles=self.profiles)
        return {**called_in(organization.state if organization else None), **news}

    def _tell(self, text: str) -> None:
        out.print(text, markup=False, soft_wrap=True)

    def _moves(self) -> dict[str, StateMove]:
        formers = former_workspaces(self.name, self.zone)
        if not formers:
            return {}
        folders, terraform = self._workspaces().folders, find_terraform(self.environ)
        return {
            id_: StateMove(folder=folders[id_], former=former, terraform=terraform, environ=self._environ_of(id_))
            for id_, former in formers.items()
        }

    def _applied(self, workspaces: Workspaces, name: str) -> Applied | None:
        """Read what was applied of a workspace; None where that cannot be told, as its own plan says in its turn."""
        if name not in self._read:
            self._read[name] = self._pulled(workspaces, name)
        return self._read[name]

    def _pulled(self, workspaces: Workspaces, name: str) -> Applied | None:
        folder = workspaces.folders.get(self._id(name))
        if folder is None:
            return None
        terraform = find_terraform(self.environ)
        try:
            with open_state(folder, terraform=terraform, environ=self._environ_of(folder.name)) as kept:
                return Applied(state=kept.pull(), folder=folder)
        except LandingZoneError:
            return None

    def _environ_of(self, id_: str) -> dict[str, str]:
        return {**self.environ, **(self.profiles or {}).get(id_, {})}

    def _id(self, name: str) -> str:
        return workspace_id(self.name, name)

    def _workspaces(self) -> Workspaces:
        return read_workspaces(self.output.absolute(), self.name)
