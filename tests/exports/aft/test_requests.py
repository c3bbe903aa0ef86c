from __future__ import annotations

import json
from dataclasses import replace

import pytest

from modules.accounts.person_spec import PersonSpec
from modules.exports.aft.requests import AccountRequest, request_file, unit_name
from tests.support.aft import vended_by_aft

ACCOUNT = next(account for account in vended_by_aft().roster if account.key == "fraud-dev")
REQUEST = AccountRequest(
    account=ACCOUNT,
    name="fraud-dev",
    unit="Development (ou-ab12-34cd56ef)",
    user=PersonSpec(name="Cloud Platform Team", email="cloud@acme.example"),
    tags={"Owner": "fraud"},
    custom_fields={"key": "fraud-dev"},
    customizations="team-dev",
)


@pytest.mark.parametrize(
    ("path", "ids", "name"),
    [
        (("Sandbox",), {"Sandbox": "ou-ab12-34cd56ef"}, "Sandbox"),
        (("Workloads", "Production"), {"Workloads/Production": "ou-ab12-34cd56ef"}, "Production (ou-ab12-34cd56ef)"),
        ((), {}, "Root"),
    ],
)
def test_a_unit_is_named_as_aft_reads_it(path: tuple[str, ...], ids: dict[str, str], name: str) -> None:
    assert unit_name(path, ids) == name


def test_a_request_is_one_file_with_one_call() -> None:
    path, text = request_file(REQUEST, "staging")
    assert path == "terraform/fraud-dev.tf.json"
    assert json.loads(text) == {
        "module": {
            "fraud-dev": {
                "source": "./modules/aft-account-request",
                "control_tower_parameters": {
                    "AccountEmail": ACCOUNT.email,
                    "AccountName": "fraud-dev",
                    "ManagedOrganizationalUnit": "Development (ou-ab12-34cd56ef)",
                    "SSOUserEmail": "cloud@acme.example",
                    "SSOUserFirstName": "Cloud Platform",
                    "SSOUserLastName": "Team",
                },
                "change_management_parameters": {
                    "change_requested_by": "fraud",
                    "change_reason": "Described in the landing zone's environment staging",
                },
                "account_tags": {"Owner": "fraud"},
                "custom_fields": {"key": "fraud-dev"},
                "account_customizations_name": "team-dev",
            }
        }
    }


def test_terraform_reads_nothing_into_a_text() -> None:
    request = replace(REQUEST, custom_fields={"policy": "${aws:username} %{if}"})
    (call,) = json.loads(request_file(request, "staging")[1])["module"].values()
    assert call["custom_fields"]["policy"] == "$${aws:username} %%{if}"


def test_a_request_that_was_there_before_keeps_its_name() -> None:
    path, text = request_file(replace(REQUEST, name="sandbox_one"), "staging")

    assert path == "terraform/fraud-dev.tf.json"
    assert list(json.loads(text)["module"]) == ["sandbox_one"]


def test_an_account_that_stays_as_it_is_says_so_and_no_other_does() -> None:
    (call,) = json.loads(request_file(replace(REQUEST, stays_as_it_is=True), "staging")[1])["module"].values()
    (other,) = json.loads(request_file(REQUEST, "staging")[1])["module"].values()

    assert call["account_skip_customization_triggers"] == "true"
    assert {*call} - {*other} == {"account_skip_customization_triggers"}
