"""What accounts were applied with, and what AWS calls them now: what no deploy can change is refused before Terraform.

Terraform would replace an account for another address, which `prevent_destroy` forbids, and advise to leave it out with
`-target`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console

from modules.consistency.applied_accounts import as_in_aws, contradictions_with_applied
from modules.environment import refuse
from modules.landing_zone import LandingZone
from modules.naming import ORGANIZATION_WORKSPACE
from modules.runner.display.progress import progress_on
from modules.runner.refresh import refresh
from modules.runner.two_steps.kept_state import State
from modules.synthesized.applied_accounts import APPLIED_ACCOUNTS, AppliedAccounts, applied_accounts

_TYPE = "aws_organizations_organization"

Called = Mapping[str, tuple[str, str]]
"""Name and address of each account, by id."""


def applied_in(state: State | None) -> AppliedAccounts:
    """Return what the state of `accounts` says of every account, by key; nothing where it says nothing yet."""
    output = (state or {}).get("outputs", {}).get(APPLIED_ACCOUNTS, {})
    try:
        return applied_accounts(output.get("value", {}))
    except ValueError:
        return {}  # another version wrote it, and this one writes it anew


def refuse_changed(name: str, zone: LandingZone, applied: AppliedAccounts, look: Callable[[], Called]) -> None:
    """Refuse what is written of accounts otherwise than it was applied, but where AWS has it as it is written.

    Args:
        name: The environment's name.
        zone: What it says.
        applied: Every account as it was applied, by key.
        look: Asks AWS; only where something is written otherwise.

    Raises:
        InvalidEnvironmentError: with every such place, by file and line.

    """
    if any(contradictions_with_applied(zone, applied)):
        refuse(name, contradictions_with_applied(zone, as_in_aws(applied, look())))


def called_in(state: State | None) -> Called:
    """Return how the state of `organization` calls its accounts: as AWS did when that was applied last."""
    resources = (state or {}).get("resources", [])
    found = (instance["attributes"] for each in resources if each["type"] == _TYPE for instance in each["instances"])
    return _called(found)


def called_in_aws(
    output: Path, name: str, *, environ: Mapping[str, str], profiles: Mapping[str, Mapping[str, str]] | None
) -> Called:
    """Have Terraform look at the organization, and return how AWS calls its accounts where that is news.

    Args:
        output: The folder that the environment is synthesized to.
        name: Its name.
        environ: Terraform's environment.
        profiles: What each workspace has in its environment beside that.

    """
    found: dict[str, tuple[str, str]] = {}

    def note(_workspace: str, shown: Mapping[str, Any]) -> tuple[()]:
        drifted = (each["change"]["after"] for each in shown.get("resource_drift", []) if each["type"] == _TYPE)
        found.update(_called(filter(None, drifted)))
        return ()

    refresh(
        output.absolute(),
        name,
        [ORGANIZATION_WORKSPACE],
        judge=note,
        environ=environ,
        environ_of=profiles,
        logs=output.absolute().parent / "logs" / name / "accounts",
        progress=progress_on(Console(quiet=True), "drift"),
    )
    return found


def _called(organizations: Iterable[Mapping[str, Any]]) -> Called:
    accounts = (account for each in organizations for account in each.get("accounts") or [])
    return {account["id"]: (account["name"], account["email"]) for account in accounts}
