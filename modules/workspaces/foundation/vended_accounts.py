"""What the workspaces that vend accounts have in common: what they vend, and how they publish the ids."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from modules.accounts.roster import Account
from modules.accounts.vending import VendingRequest, product_name, turns
from modules.environment import Environment
from modules.workspaces.base.outputs import Output, Outputs
from modules.workspaces.base.repetition import Values
from modules.workspaces.base.template import marker
from modules.workspaces.base.workspace import Workspace
from modules.workspaces.foundation.organization import OrganizationOutputs


class AccountsOutputs(Outputs):
    """All that another workspace may know of the accounts that one vends."""

    account_ids = Output()
    """Each vended account's id, by its key."""

    organization = Output()
    """What accounts that AFT vends know of the organization: its id and its units' ids; only where AFT vends."""

    def account_id(self, reader: Workspace, account: Account) -> str:
        """Return an account's id where it is known, else the expression of it, for use in `reader`."""
        return account.known_id or self.account_ids(reader, account.key)

    def organization_of(self, reader: Workspace, organization: OrganizationOutputs) -> OrganizationOutputs:
        """Return what is known of the organization as outputs, which have names, for use in `reader`."""
        return OrganizationOutputs(
            unit_ids={path: self.organization(reader, _unit_key(path)) for path in organization.unit_ids},
            unit_arns={},
            organization_id=self.organization(reader, _ORGANIZATION_ID),
            organization_arn="",
        )


_ORGANIZATION_ID = "id"


def organization_values(organization: OrganizationOutputs) -> dict[str, str]:
    """Return what accounts that AFT vends know of the organization, by keys that a parameter's name may have."""
    units = {_unit_key(path): id_ for path, id_ in organization.unit_ids.items()}
    return {_ORGANIZATION_ID: organization.organization_id, **units}


def _unit_key(path: tuple[str, ...]) -> str:
    """Write a path of names as one name. Names of units may have characters that those of parameters have not."""
    if not path:
        return "root"
    readable = re.sub(r"[^A-Za-z0-9]+", "-", path[-1]).strip("-")
    return f"unit-{readable}-{hashlib.sha256('/'.join(path).encode()).hexdigest()[:8]}"


def requests(
    environment: Environment, organization: OrganizationOutputs, accounts: Iterable[Account]
) -> list[VendingRequest]:
    """Return what to vend: those of `accounts` that do not exist already, each in its turn."""
    vended = [account for account in accounts if account.vended]
    waits_for = turns([account.key for account in vended])
    return [
        VendingRequest(
            account=account,
            unit_id=organization.unit_ids[account.unit],
            tags=environment.tags(account),
            after=waits_for[account.key],
            product_name=product_name(account),
        )
        for account in vended
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountGroup:
    """Accounts whose ids are known in one way: what is defined for them with markers is written for each.

    Pass `values` to `Workspace.repeat`, by `key_name`.
    """

    key_name: str
    """The name of the marker of an account's key."""
    account_id: str
    """An account's id: a marker, or an expression with one."""
    values: tuple[Values, ...]

    @property
    def key(self) -> str:
        """The marker of an account's key."""
        return marker(self.key_name)

    @property
    def email(self) -> str:
        """The marker of an account's e-mail address."""
        return marker(_email_of(self.key_name))


def account_groups(
    reader: Workspace, accounts: AccountsOutputs, members: Iterable[Account], *, noun: str = "account"
) -> Iterator[AccountGroup]:
    """Give the accounts that exist already, and those that are vended; a group without any is left out.

    Args:
        reader: The workspace that defines something for them.
        accounts: What is known of the accounts.
        members: The accounts.
        noun: What their markers are called: where one workspace has several sets of accounts, one for each.

    """
    members = list(members)
    for key_name, is_vended in ((f"existing {noun}", False), (f"vended {noun}", True)):
        if group := [member for member in members if member.vended is is_vended]:
            id_name = f"id of {key_name}"
            yield AccountGroup(
                key_name=key_name,
                account_id=accounts.account_ids(reader, marker(key_name)) if is_vended else marker(id_name),
                values=tuple(
                    {key_name: member.key, id_name: member.known_id or "", _email_of(key_name): member.email}
                    for member in group
                ),
            )


def _email_of(key_name: str) -> str:
    return f"email of {key_name}"
