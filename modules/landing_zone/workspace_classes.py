"""Which class of accounts a workspace is for: that of its account, as its providers say it."""

from __future__ import annotations

from collections.abc import Mapping

from modules.accounts.roster import Account
from modules.delivery.classes import AccountClass, class_of
from modules.specification.errors import LandingZoneError
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
        keys = synthesized.accounts(workspace)
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
