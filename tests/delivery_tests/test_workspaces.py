"""Which roles deliver a workspace: asked of what was synthesized."""

from __future__ import annotations

from pathlib import Path

import pytest

from modules.accounts.roster import Account
from modules.delivery.classes import AccountClass
from modules.delivery_tests.workspaces import accounts_of_workspaces, roles_of_workspaces
from modules.landing_zone.known_ids import known_ids
from modules.landing_zone.workspace_classes import classes_of_workspaces
from modules.specification.errors import LandingZoneError
from modules.synthesized.documents import Document
from modules.synthesized.environment import Synthesized, read_synthesized
from tests.support.environments import environment

NETWORK, OTHER = "222222222222", "333333333333"


@pytest.fixture(scope="module")
def production(outputs: dict[str, Path]) -> Synthesized:
    return read_synthesized(outputs["production"], "production", known_ids(environment("production").zone))


@pytest.fixture(scope="module")
def accounts() -> dict[str, Account]:
    return {account.key: account for account in environment("production").zone.every_account}


def test_every_workspace_of_production_has_the_class_of_its_account(
    production: Synthesized, accounts: dict[str, Account]
) -> None:
    found = classes_of_workspaces(production, accounts)
    assert list(found) == list(production.workspaces)
    assert found["production-organization"] is found["production-account-management"] is AccountClass.MANAGEMENT
    assert found["production-log-archive"] is found["production-account-security-tooling"] is AccountClass.SECURITY
    assert found["production-network-eu-west-1-attachments"] is AccountClass.NETWORK
    assert found["production-models-fraud"] is found["production-account-fraud-prod"] is AccountClass.WORKLOADS


def test_a_workspace_is_delivered_by_the_roles_of_its_class(
    production: Synthesized, accounts: dict[str, Account]
) -> None:
    assert roles_of_workspaces(production, accounts, "111111111111")["production-network-ipam"] == {
        "plan": "arn:aws:iam::111111111111:role/landing-zone-plan-network",
        "apply": "arn:aws:iam::111111111111:role/landing-zone-apply-network",
    }


def test_a_workspace_in_accounts_of_two_classes_is_refused(accounts: dict[str, Account]) -> None:
    providers = [{"allowed_account_ids": [NETWORK]}, {"alias": "other", "allowed_account_ids": [OTHER]}]
    both = Document("production-both", {"provider": {"aws": providers}})
    found = Synthesized("production", {"production-both": both}, {NETWORK: "network", OTHER: "fraud-dev"})
    with pytest.raises(LandingZoneError) as refused:
        classes_of_workspaces(found, accounts)
    assert str(refused.value) == (
        "a workspace must work in accounts of one class, so that one role delivers it\n"
        "  got: production-both in fraud-dev, network\n"
        "  why: the role of a class gets to accounts of that class alone\n"
        "  fix: give what it defines in each class a workspace of its own"
    )


def test_every_workspace_of_production_works_in_one_account(production: Synthesized) -> None:
    found = accounts_of_workspaces(production)
    assert list(found) == list(production.workspaces)
    assert found["production-models-fraud"] == "ml-shared-services"
    assert found["production-identity-fraud"] == "management"


def test_a_workspace_in_two_accounts_has_no_runs_that_begin_in_one() -> None:
    providers = [{"allowed_account_ids": [NETWORK]}, {"alias": "other", "allowed_account_ids": [OTHER]}]
    both = Document("production-both", {"provider": {"aws": providers}})
    found = Synthesized("production", {"production-both": both}, {NETWORK: "network", OTHER: "fraud-dev"})
    with pytest.raises(LandingZoneError) as refused:
        accounts_of_workspaces(found)
    assert str(refused.value) == (
        "a workspace must work in one account, so that its runs begin as a role of it\n"
        "  got: production-both in fraud-dev, network\n"
        "  why: providers assume no role where HCP Terraform delivers\n"
        "  fix: give what it defines in each account a workspace of its own"
    )
