"""What of a plan's imports is ours, where no record says so."""

from __future__ import annotations

from typing import Any

import pytest

from modules.runner.recovery.ownership import not_ours, undecided
from modules.runner.recovery.references import referenced

OURS = {"ManagedBy": "aws-ml-landing-zone", "Environment": "staging"}
ANALYZER, RULE = "aws_accessanalyzer_analyzer.external", "aws_accessanalyzer_archive_rule.sign-in"


def change(address: str, *, tags: dict[str, str] | None = None, exists: bool = True) -> dict[str, Any]:
    type_ = address.removeprefix("module.region.").partition(".")[0]
    before = {"tags_all": tags} if exists else None
    return {"address": address, "type": type_, "change": {"before": before, "actions": ["no-op"]}}


def configuration(referring_to: str = ANALYZER) -> dict[str, Any]:
    """A rule that names an analyzer, as Terraform tells it: by its attribute, and by itself."""
    named = {"analyzer_name": {"references": [f"{referring_to}.analyzer_name", referring_to]}, "filter": [{}]}
    resources = [{"address": ANALYZER, "expressions": {}}, {"address": RULE, "expressions": named}]
    return {"resources": resources}


def plan(*changes: dict[str, Any], **root: Any) -> dict[str, Any]:
    return {"resource_changes": list(changes), "configuration": {"root_module": root or configuration()}}


def test_a_rule_is_ours_where_its_analyzer_is() -> None:
    of_state = plan(change(ANALYZER, tags=OURS), change(RULE))
    imported_too = not_ours(of_state, {ANALYZER, RULE}, {ANALYZER: OURS})

    assert not_ours(of_state, {RULE}, {}) == set()
    assert imported_too == set()


@pytest.mark.parametrize("tags", [None, {}, OURS | {"Environment": "production"}])
def test_a_rule_of_an_analyzer_that_somebody_else_made_is_theirs(tags: dict[str, str] | None) -> None:
    found = plan(change(ANALYZER, tags=tags), change(RULE))

    assert not_ours(found, {ANALYZER, RULE}, {ANALYZER: OURS}) == {ANALYZER, RULE}


def test_a_rule_of_an_analyzer_that_is_still_to_be_made_is_not_ours() -> None:
    assert not_ours(plan(change(ANALYZER, exists=False), change(RULE)), {RULE}, {}) == {RULE}


def test_a_rule_of_an_analyzer_that_is_not_in_the_configuration_is_not_ours() -> None:
    elsewhere = plan(change(ANALYZER, tags=OURS), change(RULE), **configuration("var.name"))

    assert not_ours(elsewhere, {RULE}, {}) == {RULE}


def test_a_reference_in_a_module_is_to_what_is_in_it() -> None:
    calls = {"region": {"module": configuration()}}
    found = plan(module_calls=calls, resources=[])

    assert referenced(found, f"module.region.{RULE}", "aws_accessanalyzer_analyzer") == {f"module.region.{ANALYZER}"}
    assert referenced(found, f"module.region.{ANALYZER}", "aws_accessanalyzer_analyzer") == set()


def test_what_has_one_of_its_identity_is_ours_without_tags_and_nothing_else_is() -> None:
    found = plan(change("aws_securityhub_account.hub"), change("aws_sns_topic.topic", tags={}))
    tags = {"aws_sns_topic.topic": OURS}

    assert not_ours(found, {"aws_securityhub_account.hub", "aws_sns_topic.topic"}, tags) == {"aws_sns_topic.topic"}


def test_what_can_have_no_tags_is_ours_where_nothing_of_it_would_change() -> None:
    policy = change("aws_securityhub_configuration_policy.organization")
    changed = {**policy, "change": {"before": {}, "actions": ["update"]}}

    assert not_ours(plan(policy), {policy["address"]}, {}) == set()
    assert not_ours(plan(changed), {policy["address"]}, {}) == {policy["address"]}


def test_of_what_differs_nobody_can_tell_whose_it_is() -> None:
    found = {"aws_securityhub_configuration_policy.organization": "1", "aws_cloudwatch_log_group.flows": "flow-logs"}

    assert undecided(found) == {"aws_securityhub_configuration_policy.organization": "1"}


GROUP = "aws_cloudwatch_log_group.training-jobs"
BY_SAGEMAKER = {"name": "/aws/sagemaker/TrainingJobs", "kms_key_id": "", "retention_in_days": 0, "tags_all": {}}


def log_group(**arguments: Any) -> dict[str, Any]:
    update = {"before": BY_SAGEMAKER | arguments, "actions": ["update"]}
    return {"address": GROUP, "type": "aws_cloudwatch_log_group", "change": update}


def test_a_log_group_that_a_service_made_before_us_is_taken_over() -> None:
    assert not_ours(plan(log_group()), {GROUP}, {GROUP: OURS}) == set()
    assert not_ours(plan(log_group(name="/aws-glue/jobs/output")), {GROUP}, {GROUP: OURS}) == set()


@pytest.mark.parametrize(
    "arguments",
    [
        {"name": "payments"},
        {"tags_all": {"Owner": "somebody"}},
        {"kms_key_id": "arn:aws:kms:eu-west-1:111111111111:key/theirs"},
        {"retention_in_days": 30},
    ],
)
def test_a_log_group_that_somebody_named_or_set_something_on_is_theirs(arguments: dict[str, Any]) -> None:
    assert not_ours(plan(log_group(**arguments)), {GROUP}, {GROUP: OURS}) == {GROUP}
