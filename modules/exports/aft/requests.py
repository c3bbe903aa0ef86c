"""Requests of accounts: one file for each, so that what changes for one account changes one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from modules.accounts.person_spec import PersonSpec
from modules.accounts.roster import Account
from modules.exports.aft.root_files import as_json, file
from modules.organization.spec import ROOT
from modules.specification.reserved_text import literal

MODULE = "./modules/aft-account-request"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRequest:
    """What AFT is asked for."""

    account: Account
    name: str
    """The name of its module call."""
    unit: str
    """The organizational unit in the form that AFT reads."""
    user: PersonSpec
    """Who gets access to the account through Account Factory."""
    tags: Mapping[str, str]
    custom_fields: Mapping[str, str]
    customizations: str
    """The folder of account customizations; empty for none."""
    stays_as_it_is: bool = False
    """Whether AFT is not to customize the account again once it is in another unit, where it does that."""

    @property
    def immutable(self) -> dict[str, str]:
        """What may not change once the account is there: all that Account Factory is asked for, but for the unit."""
        return {
            "AccountEmail": self.account.email,
            "AccountName": self.account.name,
            "SSOUserEmail": self.user.email,
            "SSOUserFirstName": self.user.first_name,
            "SSOUserLastName": self.user.last_name,
        }


def unit_name(path: tuple[str, ...], ids: Mapping[str, str]) -> str:
    """Return a unit as AFT and Account Factory read it: by its name, and below another one with its id.

    Args:
        path: The names from the top down; none for the root.
        ids: Ids of units below others, by path: `Workloads/Production`.

    Raises:
        KeyError: the id of a unit below another one is missing; its path is the key.

    """
    name = path[-1] if path else ROOT
    return f"{name} ({ids['/'.join(path)]})" if len(path) > 1 else name


def request_file_name(request: AccountRequest) -> str:
    """Return the path of a request below its repository."""
    return f"terraform/{request.account.key}.tf.json"


def request_file(request: AccountRequest, environment: str) -> tuple[str, str]:
    """Return the path of a request below its repository, and its text."""
    call = {
        "source": MODULE,
        "control_tower_parameters": {**request.immutable, "ManagedOrganizationalUnit": request.unit},
        "change_management_parameters": {
            "change_requested_by": request.account.owner,
            "change_reason": f"Described in the landing zone's environment {environment}",
        },
        "account_tags": dict(request.tags),
        "custom_fields": dict(request.custom_fields),
        "account_customizations_name": request.customizations,
        **({"account_skip_customization_triggers": "true"} if request.stays_as_it_is else {}),
    }
    return request_file_name(request), as_json({"module": {request.name: _as_text(call)}})


def request_module() -> dict[str, str]:
    """Return the files of the module that every request calls, by path below the repository."""
    names = ("main.tf", "variables.tf", "versions.tf")
    return {f"terraform/{MODULE.removeprefix('./')}/{name}": file(f"request/{name}") for name in names}


def _as_text(value: Any) -> Any:
    """Write texts so that Terraform takes them as they are."""
    if isinstance(value, dict):
        return {key: _as_text(inner) for key, inner in value.items()}
    return literal(value)
