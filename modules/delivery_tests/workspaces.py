"""Which roles plan and apply a workspace: those of the class of its account, as its providers say it."""

from __future__ import annotations

from collections.abc import Mapping

from modules.accounts.roster import Account
from modules.delivery.classes import Phase, role_name
from modules.landing_zone.workspace_classes import classes_of_workspaces
from modules.specification.errors import LandingZoneError
from modules.synthesized.environment import Synthesized


def accounts_of_workspaces(synthesized: Synthesized) -> dict[str, str]:
    """Return the key of the account of every workspace, in their order.

    Args:
        synthesized: The environment.

    Raises:
        LandingZoneError: a workspace works in several accounts, or in one that is not known.

    """
    found = {}
    for workspace in synthesized.workspaces:
        keys = set(map(str, synthesized.accounts(workspace)))
        if len(keys) != 1 or keys == {str(None)}:
            raise LandingZoneError(
                "a workspace must work in one account, so that its runs begin as a role of it",
                got=f"{workspace} in {', '.join(sorted(keys)) or 'no account'}",
                why="providers assume no role where HCP Terraform delivers",
                fix="give what it defines in each account a workspace of its own",
            )
        (found[workspace],) = keys
    return found


def roles_of_workspaces(
    synthesized: Synthesized, accounts: Mapping[str, Account], management_id: str
) -> dict[str, dict[str, str]]:
    """Return the ARN of the role for each phase, by workspace; raises what `classes_of_workspaces` does.

    Args:
        synthesized: The environment.
        accounts: Its accounts, by key.
        management_id: The id of the account that the roles are in.

    """
    return {
        workspace: {phase.value: f"arn:aws:iam::{management_id}:role/{role_name(phase, of)}" for phase in Phase}
        for workspace, of in classes_of_workspaces(synthesized, accounts).items()
    }
