"""Which roles plan and apply a workspace: those of the class of its account, as its providers say it."""

from __future__ import annotations

from collections.abc import Mapping

from modules.accounts.roster import Account
from modules.delivery.classes import AccountClass, Phase, class_of, role_name
from modules.specification.errors import LandingZoneError
from modules.synthesized.accounts import accounts_of
from modules.synthesized.environment import Synthesized


def classes_of_workspaces(synthesized: Synthesized, accounts: Mapping[str, Account]) -> dict[str, AccountClass]:
    """Return the class of every workspace of the manifest, in its order.

    Args:
        synthesized: The environment.
        accounts: Its accounts, by key.

    Raises:
        LandingZoneError: a workspace works in accounts of several classes, or in one that is not known.

    """
    found = {}
    for workspace in synthesized.workspaces:
        scope = synthesized.scope(workspace)
        keys = {synthesized.account_keys.key(value) for value in (accounts_of(scope) if scope else ())}
        classes = {class_of(accounts[key].functions) if key in accounts else None for key in map(str, keys)}
        (of, *others) = classes or {None}
        if of is None or others:
            raise LandingZoneError(
                "a workspace must work in accounts of one class, so that one role delivers it",
                got=f"{workspace} in {', '.join(sorted(str(key) for key in keys)) or 'no account'}",
                why="the role of a class gets to accounts of that class alone",
                fix="give what it defines in each class a workspace of its own",
            )
        found[workspace] = of
    return found


def accounts_of_workspaces(synthesized: Synthesized) -> dict[str, str]:
    """Return the key of the account of every workspace, in their order.

    Args:
        synthesized: The environment.

    Raises:
        LandingZoneError: a workspace works in several accounts, or in one that is not known.

    """
    found = {}
    for workspace in synthesized.workspaces:
        scope = synthesized.scope(workspace)
        keys = {str(synthesized.account_keys.key(value)) for value in (accounts_of(scope) if scope else ())}
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
