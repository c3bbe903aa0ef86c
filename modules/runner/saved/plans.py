"""A folder of saved plans: a file for each plan with changes, and a manifest of what they were made of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from modules.runner.outcome import Changes, Outcome
from modules.runner.saved.circumstances import Circumstances
from modules.runner.terraform.events import ResourcePlanned
from modules.runner.terraform.run import CHANGES, TerraformResult
from modules.runner.terraform.tally import Tally
from modules.specification.errors import LandingZoneError
from modules.whole_files import write_whole

MANIFEST = "manifest.json"
_FORMAT = 1
_ONLY_MINE, _FOLDER_ONLY_MINE = 0o600, 0o700


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPlan:
    """What was planned of one workspace."""

    outcome: Outcome
    """`changes`, `no changes` or `waits`."""
    note: str = ""
    """What it waits for."""
    digest: str = ""
    """SHA-256 of the plan's file; empty where nothing would change, or nothing could be planned."""
    made_of: Circumstances | None = None
    changes: Changes = field(default_factory=Changes)
    planned: tuple[ResourcePlanned, ...] = ()

    def as_result(self) -> TerraformResult:
        """Return what the command that planned it gave."""
        tally = Tally(planned=self.changes)
        for resource in self.planned:
            tally.count(resource)
        return TerraformResult(CHANGES, tally)


@dataclass(slots=True)
class SavedPlans:
    """A folder of plans of one environment."""

    folder: Path
    environment: str
    terraform: str
    """Terraform's version."""
    plans: dict[str, SavedPlan] = field(default_factory=dict)
    """By workspace."""

    @classmethod
    def begin(cls, folder: Path, environment: str, terraform: str) -> SavedPlans:
        """Make the folder, which only its owner may look into: a plan holds values that may be secret.

        Raises:
            LandingZoneError: there is something in it.

        """
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise LandingZoneError(
                "plans must be saved to a new or empty folder",
                got=folder,
                why="plans of two runs in one folder could be taken for one that was reviewed",
                fix="name another folder, or remove this one",
            )
        folder.chmod(_FOLDER_ONLY_MINE)
        return cls(folder, environment, terraform)

    @classmethod
    def read(cls, folder: Path) -> SavedPlans:
        """Read a folder.

        Raises:
            LandingZoneError: it is none, or a file in it is not what was saved.

        """
        try:
            written = json.loads((folder / MANIFEST).read_text())
            if written["format"] != _FORMAT:
                raise _not_saved(folder, f"format {written['format']}")
            plans = {name: _parsed(plan) for name, plan in written["plans"].items()}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise _not_saved(folder, error) from error
        saved = cls(folder, written["environment"], written["terraform"], plans)
        changed = [name for name, plan in plans.items() if plan.digest and _digest(saved.file(name)) != plan.digest]
        if changed:
            raise _moved(
                "saved plans are not the files that were reviewed", changed, "each file's hash is in the manifest"
            )
        return saved

    def file(self, workspace: str) -> Path:
        """Where the plan of a workspace is."""
        return self.folder / f"{workspace}.tfplan"

    def keep(self, workspace: str, plan: Path) -> str:
        """Copy a plan, and return its digest."""
        _write_for_the_owner(self.file(workspace), plan.read_bytes())
        return _digest(self.file(workspace))

    def write(self) -> None:
        """Write the manifest, which makes the folder whole."""
        content = {
            "format": _FORMAT,
            "environment": self.environment,
            "terraform": self.terraform,
            "plans": {name: asdict(plan) for name, plan in sorted(self.plans.items())},
        }
        _write_for_the_owner(self.folder / MANIFEST, json.dumps(content, indent=2).encode())

    def refuse_moved(self, environment: str, terraform: str, configurations: Mapping[str, str], variables: str) -> None:
        """Refuse all plans where anything has moved that can be told without a state.

        Args:
            environment: What is to be deployed.
            terraform: Version of the Terraform at hand.
            configurations: Digest of each workspace's files, as they are now.
            variables: Digest of what the environment sets of Terraform's variables.

        Raises:
            LandingZoneError: it has.

        """
        if (self.environment, self.terraform) != (environment, terraform):
            got = f"{self.environment} by Terraform {self.terraform}, and now {environment} by {terraform}"
            raise _moved(
                "saved plans must be of this environment, by this Terraform", [got], "Terraform reads only its own"
            )
        made_of = {name: plan.made_of for name, plan in self.plans.items() if plan.made_of}
        moved = [
            f"{name}: its files" for name, each in made_of.items() if each.configuration != configurations.get(name)
        ]
        if any(each.variables != variables for each in made_of.values()):
            moved.append("variables in the environment")
        if moved:
            why = "Terraform would apply what was planned of the old ones, without a word"
            raise _moved("saved plans were made of what has moved since", moved, why)


def _parsed(plan: Mapping[str, Any]) -> SavedPlan:
    return SavedPlan(
        outcome=Outcome(plan["outcome"]),
        note=plan["note"],
        digest=plan["digest"],
        made_of=Circumstances(**plan["made_of"]) if plan["made_of"] else None,
        changes=Changes(**plan["changes"]),
        planned=tuple(ResourcePlanned(**resource) for resource in plan["planned"]),
    )


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "missing"


def _write_for_the_owner(path: Path, content: bytes) -> None:
    write_whole(path, content)
    path.chmod(_ONLY_MINE)


def _moved(what: str, got: list[str], why: str) -> LandingZoneError:
    return LandingZoneError(what, got="\n  ".join(got), why=why, fix="plan again with --save, and have that reviewed")


def _not_saved(folder: Path, error: object) -> LandingZoneError:
    return LandingZoneError(
        "there must be plans that were saved as a whole",
        got=f"{folder}: {error}",
        why="a plan that was interrupted, or that failed, leaves no manifest",
        fix="plan again with --save, to a new folder",
    )
