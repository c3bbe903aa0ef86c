"""What workspaces left behind that the YAML has no more: each plan and deploy says so, a deploy of all retires it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from modules.commands.folders import Folders
from modules.landing_zone import LandingZone
from modules.landing_zone.moved_workspaces import former_workspaces
from modules.runner import deploy as deploying
from modules.runner.display.progress import Progress
from modules.runner.outcome import DeployReport, Outcome, WorkspaceResult
from modules.runner.retirement.folder import write_retirement
from modules.runner.retirement.left_state import Fate, LeftState, left_state
from modules.specification.errors import LandingZoneError
from modules.state.listing import listed
from modules.state.places import places
from modules.state.snapshot import State, snapshot
from modules.synthesized.manifest import read_manifest

_FOLDER = "left"
"""Below the environment's folder of local states: the folder in which states are retired."""

_STOPPED = frozenset({Outcome.INTERRUPTED, Outcome.NOT_STARTED})


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What is left behind in one environment."""

    name: str
    folders: Folders
    states: tuple[LeftState, ...]

    @property
    def retired(self) -> tuple[LeftState, ...]:
        """Those that a deploy retires."""
        return tuple(state for state in self.states if state.fate is Fate.RETIRED)

    def tell(self, note: Callable[[str], object]) -> None:
        """Say what is left behind, and what becomes of it."""
        for state in self.states:
            note(state.in_words)

    def around(
        self,
        apply: Callable[[], DeployReport],
        *,
        allow_destroy: Sequence[str],
        parallel: int | None,
        progress: Progress,
    ) -> DeployReport:
        """Retire access, apply what is synthesized, and where all of that is applied, retire the rest.

        What is synthesized may still hold on to what goes, until it is applied: an attachment to a VPC, a rule that
        names an account. Access that cannot be retired keeps nothing from being applied; a run that was stopped ends.

        Args:
            apply: Applies what is synthesized.
            allow_destroy: Addresses, or globs of addresses, of protected resources that may be destroyed.
            parallel: How many workspaces at once.
            progress: Whom to tell.

        Raises:
            LandingZoneError: Terraform is missing, or another deploy is running.

        """
        retire = partial(self._retire, allow_destroy=allow_destroy, parallel=parallel, progress=progress)
        before = retire(access=True)
        if any(result.outcome in _STOPPED for result in before):
            return DeployReport(self.name, before, sum(result.seconds for result in before))
        report = apply()
        after = retire(access=False) if report.ok else ()
        return replace(report, results=(*before, *report.results, *after))

    def _retire(
        self, *, access: bool, allow_destroy: Sequence[str], parallel: int | None, progress: Progress
    ) -> tuple[WorkspaceResult, ...]:
        """Destroy what states of access hold, or what all others hold, each before those that it read from."""
        states = [state for state in self.retired if state.is_access is access]
        if not states:
            return ()
        folder = self.folders.state / self.name / _FOLDER
        write_retirement(states, folder, sibling=_any_folder(self.folders, self.name))
        report = deploying.deploy(
            folder,
            self.name,
            fresh=True,
            allow_destroy=allow_destroy,
            parallel=parallel,
            logs=self.folders.logs / self.name,
            state=folder,
            progress=progress,
        )
        return report.results


def find_left_behind(name: str, zone: LandingZone, folders: Folders, note: Callable[[str], object]) -> LeftBehind:
    """Look for states without a workspace; where that fails, say so and find none.

    States of workspaces that are called otherwise now are not among them: a deploy takes them over.

    Args:
        name: The environment's name.
        zone: What it says.
        folders: Its folders; it is synthesized.
        note: Is told.

    """
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - takes its time

    backend = zone.deployment.backend
    known = {*read_manifest(folders.output, name), *former_workspaces(name, zone).values()}
    try:
        ids = [id_ for id_ in listed(backend, name, state=folders.state) if id_ not in known]
        contents = _contents(zone, name, folders.state, ids)
        found = [left_state(name, id_, content) for id_, content in contents.items()]
    except (LandingZoneError, BotoCoreError, ClientError, OSError) as error:
        note(f"what workspaces that left the YAML have left behind could not be looked for: {error}")
        found = []
    return LeftBehind(name, folders, tuple(filter(None, found)))


def _contents(zone: LandingZone, name: str, state: Path, ids: Sequence[str]) -> Mapping[str, Mapping[str, object]]:
    """Read states; a notice that a state was moved away is none."""
    if not ids:
        return {}
    place_of = places(zone.deployment.backend, name, state=state)
    found = {id_: snapshot(place_of(id_).read(), place_of(id_).name) for id_ in ids}
    return {id_: each.document for id_, each in found.items() if isinstance(each, State)}


def _any_folder(folders: Folders, name: str) -> Path:
    applied = (each.folder for each in read_manifest(folders.output.absolute(), name).values() if not each.is_delivered)
    return next(applied)
