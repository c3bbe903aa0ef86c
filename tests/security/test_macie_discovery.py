"""Sensitive data: which accounts Macie reads, and what it looks for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, environment, environment_with

REGIONS = ("eu-west-1", "us-east-1")
JOB = "aws_macie2_classification_job"


def members(output: Path, region: str, environment_name: str = "staging") -> dict[str, Any]:
    return document(output, f"{environment_name}-security-{region}-members")


def jobs(output: Path, region: str, environment_name: str = "staging") -> dict[str, dict[str, Any]]:
    """The jobs of a region, by the expression of the account's id."""
    found = members(output, region, environment_name)["resource"].get(JOB, {}).values()
    criteria = [(body["s3_job_definition"]["bucket_criteria"]["includes"]["and"], body) for body in found]
    assert all(
        [criterion["simple_criterion"]["key"] for criterion in conditions] == ["ACCOUNT_ID"]
        for conditions, _ in criteria
    )
    return {conditions[0]["simple_criterion"]["values"][0]: body for conditions, body in criteria}


def account_id(key: str) -> str:
    return f'${{data.terraform_remote_state.accounts.outputs.account_ids["{key}"]}}'


@pytest.mark.parametrize("region", REGIONS)
class TestOfEveryRegion:
    def test_every_data_lake_is_read_and_no_other_account(self, outputs: dict[str, Path], region: str) -> None:
        assert jobs(outputs["staging"], region).keys() == {account_id("data-lake-claims")}
        assert jobs(outputs["production"], region, "production").keys() == {
            account_id("data-lake-claims"),
            account_id("data-lake-customers"),
        }

    def test_it_is_read_every_week_for_all_that_the_library_describes(
        self, outputs: dict[str, Path], region: str
    ) -> None:
        job = jobs(outputs["staging"], region)[account_id("data-lake-claims")]
        (exported,) = [
            document(outputs["staging"], f"staging-security-{region}")["output"]["custom_data_identifier_ids"]
        ]
        assert (job["job_type"], job["schedule_frequency"]) == ("SCHEDULED", {"weekly_schedule": "SUNDAY"})
        assert (job["initial_run"], job["sampling_percentage"]) == (False, 10)
        assert job["custom_data_identifier_ids"] == [
            f'${{data.terraform_remote_state.security-{region}.outputs.custom_data_identifier_ids["{name}"]}}'
            for name in exported["value"]
        ]

    def test_it_is_a_member_before(self, outputs: dict[str, Path], region: str) -> None:
        job = jobs(outputs["staging"], region)[account_id("data-lake-claims")]
        ((kind, name),) = [address.split(".") for address in job["depends_on"]]
        member = members(outputs["staging"], region)["resource"][kind][name]
        assert (kind, member["account_id"]) == ("aws_macie2_member", account_id("data-lake-claims"))


def test_an_existing_account_is_read_by_its_id(tmp_path: Path) -> None:
    accounts = environment("staging").zone.model_dump(mode="json", exclude_defaults=True)["accounts"]
    lake = {**accounts["data-lake-claims"], "id": "777777777777"}
    synthesize([environment_with("staging", accounts={**accounts, "data-lake-claims": lake})], tmp_path / "out")
    assert [*jobs(tmp_path / "out", "eu-west-1")] == ["777777777777"]


def test_without_data_lakes_nothing_is_read_nor_known_of_the_region(tmp_path: Path) -> None:
    zone = environment("staging").zone.model_dump(mode="json", exclude_defaults=True)
    del zone["accounts"]["data-lake-claims"], zone["teams"]["fraud"]["data_products"]
    without = environment_with("staging", accounts=zone["accounts"], teams=zone["teams"], data=None)
    synthesize([without], tmp_path / "out")
    assert jobs(tmp_path / "out", "eu-west-1") == {}
    assert "security-eu-west-1" not in members(tmp_path / "out", "eu-west-1")["data"]["terraform_remote_state"]


@pytest.mark.parametrize("macie", [{"enabled": False}, {"discovery": {"enabled": False}}])
def test_it_can_be_left_out(tmp_path: Path, macie: dict[str, Any]) -> None:
    synthesize([environment_with("staging", security={"macie": macie})], tmp_path / "out")
    assert jobs(tmp_path / "out", "eu-west-1") == {}


def test_how_much_and_when_is_the_environments_to_say(tmp_path: Path) -> None:
    discovery = {"sampling_percent": 100, "weekday": "FRIDAY", "existing_objects": True}
    synthesize([environment_with("staging", security={"macie": {"discovery": discovery}})], tmp_path / "out")
    (job,) = jobs(tmp_path / "out", "eu-west-1").values()
    assert (job["sampling_percentage"], job["schedule_frequency"]["weekly_schedule"], job["initial_run"]) == (
        100,
        "FRIDAY",
        True,
    )
