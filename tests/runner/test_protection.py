from __future__ import annotations

from pathlib import Path

import pytest

from modules.runner.outcome import Outcome
from modules.runner.protection import protected_types, refusal
from modules.runner.terraform.events import ResourcePlanned
from tests.runner.landing_zone_folder import LandingZoneFolder
from tests.runner.test_deploy import run

ACCOUNT = "aws_organizations_account.accounts_fraud-dev_F6229796"
KEY = 'module.region-baseline-eu-west-1.aws_kms_key.baseline["a"]'
TYPES = {"aws_organizations_account": "gone for good", "aws_kms_key": "unreadable"}


@pytest.mark.parametrize("action", ["delete", "replace"])
def test_refuses_what_would_lose_a_protected_resource(action: str) -> None:
    said = refusal([ResourcePlanned(ACCOUNT, action, "aws_organizations_account")], (), TYPES)

    assert f"{ACCOUNT}: gone for good" in said
    assert f"--allow-destroy '{ACCOUNT}'" in said


@pytest.mark.parametrize(
    "planned",
    [
        ResourcePlanned(ACCOUNT, "update", "aws_organizations_account"),
        ResourcePlanned("aws_kms_alias.a", "delete", "aws_kms_alias"),
    ],
)
def test_lets_through_what_loses_nothing_protected(planned: ResourcePlanned) -> None:
    assert refusal([planned], (), TYPES) == ""


@pytest.mark.parametrize("allowed", [KEY, "module.*"])
def test_lets_through_what_the_caller_allows_by_address_or_glob(allowed: str) -> None:
    planned = [ResourcePlanned(KEY, "delete", "aws_kms_key")]
    assert refusal(planned, (allowed,), TYPES) == ""
    assert refusal(planned, ("aws_organizations_account.*",), TYPES) != ""


def test_the_accounts_and_what_they_hang_on_are_protected() -> None:
    assert {
        "aws_organizations_account",
        "aws_organizations_organization",
        "aws_organizations_organizational_unit",
        "aws_servicecatalog_provisioned_product",
    } <= set(protected_types())


class TestDeploy:
    @pytest.fixture
    def landing_zone(self, tmp_path: Path) -> LandingZoneFolder:
        folder = LandingZoneFolder(tmp_path)
        folder.write(accounts={"planned": [[ACCOUNT, "aws_organizations_account", "delete"]]})
        return folder

    def test_applies_nothing_of_a_workspace_that_would_lose_an_account(self, landing_zone: LandingZoneFolder) -> None:
        report = run(landing_zone)

        (refused,) = report.with_outcome(Outcome.FAILED)
        assert refused.workspace == "staging-accounts"
        assert ACCOUNT in refused.error
        assert "accounts" not in landing_zone.applied()
        assert not report.ok

    def test_applies_it_where_the_caller_allows_it(self, landing_zone: LandingZoneFolder) -> None:
        assert run(landing_zone, allow_destroy=[ACCOUNT]).ok
        assert "accounts" in landing_zone.applied()
