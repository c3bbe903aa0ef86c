"""An export, read as an organization's own requests would be, gives the accounts that it was made of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from modules.accounts.roster import Account
from modules.adoption.adopted import Adoption, adoption
from modules.adoption.requests import read_requests
from modules.exports.aft.custom_fields import custom_fields
from modules.exports.aft.requests import AccountRequest, request_file, unit_name
from modules.landing_zone import LandingZone
from modules.landing_zone.aft import is_vended_by_aft
from modules.naming import required_tags
from tests.exports.aft.exported import UNIT_IDS, exported, production
from tests.support.aft import vended_by_aft

_NO_REQUEST_SAYS = ("name", "home_region", "regions", "management_account", "trusted_services", "guardrails")
"""What is filled in of the organization by hand."""


def filled_in(adopted: Adoption, zone: LandingZone) -> LandingZone:
    """Return what was adopted, with all that no request says as an environment has it."""
    written = zone.model_dump(mode="json", exclude_defaults=True)
    sections = {**written, **adopted.sections}
    by_hand = {name: written["organization"][name] for name in _NO_REQUEST_SAYS if name in written["organization"]}
    sections["organization"] = {**adopted.sections["organization"], **by_hand}
    existing = {key: account for key, account in written["accounts"].items() if "id" in account}
    sections["accounts"] = {**adopted.sections["accounts"], **existing}
    aft = {
        **adopted.sections["vending"].get("aft", {}),
        "management_account": written["vending"]["aft"]["management_account"],
    }
    sections["vending"] = {**adopted.sections["vending"], "aft": aft}
    return LandingZone.model_validate_json(json.dumps(sections))


def by_key(accounts: Iterable[Account]) -> dict[str, Account]:
    return {account.key: account for account in accounts}


def test_production_comes_back(tmp_path_factory: pytest.TempPathFactory) -> None:
    zone = production().zone

    adopted = adoption(read_requests(exported(tmp_path_factory)))

    again = filled_in(adopted, zone)
    assert by_key(again.every_account) == by_key(zone.every_account)
    assert adopted.losses == ()
    assert again.stages == zone.stages
    assert {key: team.lead for key, team in again.teams.items()} == {key: team.lead for key, team in zone.teams.items()}
    assert (again.vending.access_user, again.vending.aft) == (zone.vending.access_user, zone.vending.aft)
    assert {*again.organization.unit_paths()} <= {*zone.organization.unit_paths()}
    assert again.organization.email_pattern == zone.organization.email_pattern


STAGES = {
    "dev": {"unit": "Workloads/NonProduction"},
    "integration": {"unit": "Workloads/NonProduction", "production": False},
    "live": {"unit": "Workloads/Production", "production": True},
}
TEAM = {
    "lead": {"name": "Ada Maria Example", "email": "ada@acme.example"},
    "cost_center": "4711",
    "stages": ["dev", "live"],
    "connectivity": {"live": "internet"},
    "vpc_prefix": {"dev": 24},
    "monthly_budget_usd": {"dev": 300},
    "guardrails": {"live": ["deny-marketplace"]},
    "suspension": {"dev": "emptied"},
    "studio_users": {"ada": "ada@acme.example"},
    "tags": {"Project": "x"},
}
OTHER = {"lead": {"name": "Joan Example", "email": "joan@acme.example"}, "cost_center": "4712"}
ACCOUNTS: dict[str, dict[str, Any]] = {
    "own-address": {"email": "somebody@else.example", "name": "Own Address", "cost_center": "9", "stage": "live"},
    "vpc": {"vpc": {"range": "10.99.0.0/22"}, "tags": {"Project": "y", "Note": "z"}},
    "moved": {"suspension": "moved"},
}


def test_everything_that_an_account_may_say_comes_back(tmp_path: Path) -> None:
    zone = described()
    for account in (account for account in zone.every_account if is_vended_by_aft(zone, account)):
        path, text = request_file(_request(zone, account), "staging")
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)

    adopted = adoption(read_requests(tmp_path))

    again = filled_in(adopted, zone)
    assert by_key(again.every_account) == by_key(zone.every_account)
    assert adopted.losses == ()
    assert again.stages == zone.stages


def described() -> LandingZone:
    """Return an environment whose accounts say everything that they may; nothing of it is checked with other parts."""
    written: dict[str, Any] = vended_by_aft().model_dump(mode="json", exclude_defaults=True)
    workload = {"function": "workload", "unit": "Workloads/Production", "owner": "cloud-platform"}
    written["accounts"] |= {key: {**workload, **more} for key, more in ACCOUNTS.items()}
    written |= {"stages": STAGES, "teams": {"first": TEAM, "second": OTHER}}
    return LandingZone.model_validate_json(json.dumps(written))


def _request(zone: LandingZone, account: Account) -> AccountRequest:
    user = zone.vending.access_user
    assert user is not None
    tags: Mapping[str, str] = required_tags("staging", account, zone.organization.tag_keys)
    return AccountRequest(
        account=account,
        name=account.key,
        unit=unit_name(account.unit, UNIT_IDS),
        user=user,
        tags=tags,
        custom_fields=custom_fields(account, {}),
        customizations="",
    )
