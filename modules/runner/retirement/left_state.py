"""A state that is left of a workspace which is synthesized no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from modules.deployment.bootstrap_spec import BOOTSTRAP
from modules.synthesized.retirement import ENVIRONMENT, RETIREMENT, WORKSPACE

_ACCOUNT, _ACCESS = "account-", "identity"


class Fate(StrEnum):
    """What a deploy does with it."""

    RETIRED = "a deploy of all workspaces retires it"
    LET_GO = (
        "it stays: the account was let go of, with all that is in it. Move the state away once the account is closed, "
        "or somebody else looks after it"
    )
    HOLDS_STATES = "it stays: the states of all workspaces may be in what it made"
    UNKNOWN = "it stays: it does not say how. Bring its entry back, deploy once, then take the entry out"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftState:
    """What is left of one workspace."""

    workspace: str
    """`<environment>-<name>`."""
    name: str
    """Its name in the environment."""
    resources: int
    """How many it manages."""
    record: Mapping[str, Any] | None
    """The value of its output `retirement`, where that is of this workspace."""

    @property
    def is_access(self) -> bool:
        """Whether it says who may work where, which ends before all else."""
        return self.name == _ACCESS or self.name.startswith(f"{_ACCESS}-")

    @property
    def fate(self) -> Fate:
        """What a deploy does with it."""
        if self.name == BOOTSTRAP:
            return Fate.HOLDS_STATES
        if self.name.startswith(_ACCOUNT):
            return Fate.LET_GO
        return Fate.RETIRED if self.record else Fate.UNKNOWN

    @property
    def in_words(self) -> str:
        """Say so in one line."""
        plural = "" if self.resources == 1 else "s"
        return f"left behind: {self.name} ({self.resources} resource{plural}): {self.fate}"


def left_state(environment: str, workspace: str, state: Mapping[str, Any]) -> LeftState | None:
    """Return what is left of a workspace; None where its state manages nothing.

    Args:
        environment: The environment's name.
        workspace: The workspace's id.
        state: The state, as Terraform writes it.

    """
    managed = [resource for resource in state.get("resources") or () if resource.get("mode") == "managed"]
    resources = sum(len(resource.get("instances") or ()) for resource in managed)
    if not resources:
        return None
    record = ((state.get("outputs") or {}).get(RETIREMENT) or {}).get("value")
    ours = {ENVIRONMENT: environment, WORKSPACE: workspace}  # a copy of a state has another name than it says
    is_ours = isinstance(record, Mapping) and ours.items() <= record.items()
    return LeftState(
        workspace=workspace,
        name=workspace.removeprefix(f"{environment}-"),
        resources=resources,
        record=record if is_ours else None,
    )
