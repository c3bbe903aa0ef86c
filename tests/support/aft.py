"""An environment whose accounts Account Factory for Terraform vends."""

from __future__ import annotations

import json
from typing import Any

from modules import environment
from modules.accounts.roster import Account, account_for
from modules.accounts.spec import Function
from modules.landing_zone import LandingZone
from modules.landing_zone.aft import is_vended_by_aft

AFT_ACCOUNT = "aft-management"
"""The key of the account that AFT runs in."""

_FIRST_ID = 555555555550
_BEFORE_AFT = ("log-archive", "security-tooling", AFT_ACCOUNT)


def vended_by_aft(name: str = "staging", *, aft: dict[str, Any] | None = None, **sections: Any) -> LandingZone:
    """Return an environment as it is written, but for who vends its accounts.

    Args:
        name: The environment.
        aft: What it says of AFT beside the account that AFT runs in.
        sections: Further sections, in place of those that it has.

    """
    loaded = environment.load(name)
    written = loaded.model_dump(mode="json", exclude_defaults=True)
    accounts = written["accounts"]
    accounts[AFT_ACCOUNT] = {"function": "workload", "unit": "Infrastructure", "owner": "cloud-platform"}
    of_directory = (account_for(Function.SHARED_SERVICES, loaded.roster).key,) if loaded.active_directory else ()
    for number, key in enumerate((*_BEFORE_AFT, *of_directory)):
        accounts[key].setdefault("id", str(_FIRST_ID + number))
    written["vending"] = {
        "engine": "aft",
        "access_user": {"name": "Cloud Platform", "email": "cloud-platform@acme.example"},
        "aft": {"management_account": AFT_ACCOUNT, "unit_ids": _unit_ids(loaded), **(aft or {})},
    }
    return environment.consistent(LandingZone.model_validate_json(json.dumps({**written, **sections})))


def _unit_ids(zone: LandingZone) -> dict[str, str]:
    """Give every unit below another one an id."""
    nested = (path for path in zone.organization.unit_paths() if len(path) > 1)
    return {"/".join(path): f"ou-ab12-{number:08}" for number, path in enumerate(nested, start=1)}


def delivered_to(zone: LandingZone) -> list[Account]:
    """Return the accounts that AFT delivers to: in use or emptied, in the order written."""
    return [account for account in (*zone.roster, *zone.emptied) if is_vended_by_aft(zone, account)]
