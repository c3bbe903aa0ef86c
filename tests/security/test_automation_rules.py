"""Automation rules of Security Hub: what a file may say, and where the rules are made."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import botocore.session
import pytest
import yaml  # type: ignore[import-untyped]

from modules.security.plan import data
from modules.security.plan.automation_rules import AutomationRule, FindingField, automation_rules
from modules.specification.problems import InvalidEnvironmentError
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, smaller_staging

HOME, OTHER = "eu-west-1", "us-east-1"
RIGHT: dict[str, Any] = {
    "title": "Findings of sandboxes",
    "reason": "Nobody keeps data there.",
    "order": 7,
    "criteria": {"AwsAccountName": {"PREFIX": ["sandbox-", "trial-"]}, "ProductName": {"NOT_EQUALS": ["GuardDuty"]}},
    "update": {"severity": "LOW", "workflow": "SUPPRESSED"},
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in the place of the library's own rules."""
    monkeypatch.setattr(data, "FOLDER", tmp_path / "security")
    rules = tmp_path / "security" / "automation_rules"
    rules.mkdir(parents=True)
    return rules


def write(folder: Path, name: str, **changes: Any) -> None:
    (folder / f"{name}.yaml").write_text(yaml.safe_dump({**RIGHT, **changes}, sort_keys=False))


def read() -> dict[str, AutomationRule]:
    return automation_rules.__wrapped__()


def problem(folder: Path, **changes: Any) -> str:
    write(folder, "wrong", **changes)
    with pytest.raises(InvalidEnvironmentError) as refused:
        read()
    return str(refused.value)


def rules(output: Path, region: str) -> dict[str, dict[str, Any]]:
    found = document(output, f"staging-security-{region}")["resource"].get("aws_securityhub_automation_rule", {})
    return {body["rule_name"]: body for body in found.values()}


class TestFiles:
    def test_every_field_is_one_of_text_that_security_hub_takes(self) -> None:
        model = botocore.session.Session().get_service_model("securityhub")
        members = model.shape_for("AutomationRulesFindingFilters").members
        assert {members[field.value].name for field in FindingField} == {"StringFilterList"}

    def test_a_file_of_ones_own_is_read(self, folder: Path) -> None:
        write(folder, "sandboxes")
        assert read() == {"sandboxes": AutomationRule.model_validate_json(json.dumps(RIGHT))}

    def test_a_rule_that_changes_nothing_is_refused_with_its_line(self, folder: Path) -> None:
        shown = problem(folder, update={})
        assert "policies/security/automation_rules/wrong.yaml:12  update\n" in shown
        assert "an automation rule must change a finding" in shown

    def test_two_rules_at_the_same_time_are_refused(self, folder: Path) -> None:
        write(folder, "earlier")
        shown = problem(folder)
        assert "policies/security/automation_rules/wrong.yaml:3  order\n" in shown
        assert "two automation rules come at the same time" in shown
        assert "7, as earlier does" in shown

    @pytest.mark.parametrize(
        ("changes", "place"),
        [
            ({"criteria": {}}, "wrong.yaml:4  criteria\n"),
            ({"criteria": {"Colour": {"EQUALS": ["red"]}}}, "wrong.yaml:5  criteria.Colour"),
            ({"criteria": {"Title": {"LIKE": ["red"]}}}, "wrong.yaml:6  criteria.Title.LIKE"),
            ({"criteria": {"Title": {"EQUALS": []}}}, "wrong.yaml:6  criteria.Title.EQUALS"),
            ({"criteria": {"Title": {"EQUALS": ["a"], "NOT_EQUALS": ["b"]}}}, "wrong.yaml:5  criteria.Title"),
            ({"order": 1001}, "wrong.yaml:3  order"),
            ({"reason": "r" * 513}, "wrong.yaml:2  reason"),
            ({"update": {"severity": "GRAVE"}}, "wrong.yaml:13  update.severity"),
        ],
    )
    def test_what_security_hub_would_refuse_is_refused_where_it_stands(
        self, folder: Path, changes: dict[str, Any], place: str
    ) -> None:
        assert place in problem(folder, **changes)


class TestResources:
    def test_every_region_has_every_rule(self, outputs: dict[str, Path]) -> None:
        for region in (HOME, OTHER):
            assert rules(outputs["staging"], region).keys() == automation_rules().keys()

    def test_a_rule_is_what_its_file_says(self, outputs: dict[str, Path]) -> None:
        body, rule = rules(outputs["staging"], HOME)["root-user-worked"], automation_rules()["root-user-worked"]
        (criteria,), (action,) = body["criteria"], body["actions"]
        assert {
            field: [(block["comparison"], block["value"]) for block in blocks] for field, blocks in criteria.items()
        } == {
            "product_name": [("EQUALS", "GuardDuty")],
            "type": [
                ("EQUALS", "TTPs/Policy:IAMUser-RootCredentialUsage"),
                ("EQUALS", "TTPs/Policy:IAMUser-ShortTermRootCredentialUsage"),
            ],
            "workflow_status": [("EQUALS", "NEW")],
        }
        (update,) = action["finding_fields_update"]
        assert update == {
            "note": [{"text": rule.reason, "updated_by": "landing-zone"}],
            "severity": [{"label": "HIGH"}],
        }
        assert (body["rule_order"], body["description"]) == (rule.order, rule.title)

    def test_rules_of_other_regions_come_once_security_hub_is_on_there(self, outputs: dict[str, Path]) -> None:
        manifest = json.loads((outputs["staging"] / "manifest.json").read_text())
        assert f"staging-security-{HOME}" in manifest["stacks"][f"staging-security-{OTHER}"]["dependencies"]

    def test_those_that_are_named_are_made_and_where_security_hub_is_off_none(self, tmp_path: Path) -> None:
        section = {"security_hub": {"automation_rules": ["root-user-worked"], "regions": [HOME]}}
        synthesize([smaller_staging(security=section)], tmp_path / "out")
        assert [*rules(tmp_path / "out", HOME)] == ["root-user-worked"]
        assert rules(tmp_path / "out", OTHER) == {}
