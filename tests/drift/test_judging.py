from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from modules.drift.finding import Difference, Finding, Remedy
from modules.drift.judging import by_severity, judge
from modules.drift.noise import rules
from modules.drift.severities import UNJUDGED, severities, severity_of
from modules.drift.tables import for_machines, print_findings
from modules.environment import PROJECT
from tests.support.resource_types import synthesizable_types

ROLE, GROUP = "aws_iam_role.auditor", "aws_security_group.web"
HTTPS = {"protocol": "tcp", "from_port": 443, "to_port": 443}
RULE = {"security_group_id": "sg-1", "ip_protocol": "tcp", "from_port": 443, "to_port": 443}


def drifted(address: str, before: Any, after: Any, **marks: Any) -> dict[str, Any]:
    action = "update" if after else "delete"
    type_ = address.removeprefix("module.x.").partition(".")[0]
    change = {"actions": [action], "before": before, "after": after, **marks}
    return {"address": address, "mode": "managed", "type": type_, "change": change}


def shown(*drift: Any, state: Any = (), configured: Any = (), planned: str = "no-op") -> dict[str, Any]:
    """Give what `terraform show -json` says: what drifted, resources of the state, arguments that are set, a plan."""
    resources = [{"type": type_, "values": values} for type_, values in state]
    blocks = [
        {"address": each["address"].removeprefix("module.x."), "expressions": dict.fromkeys(configured)}
        for each in drift
    ]
    called = {"module_calls": {"x": {"module": {"resources": blocks}}}, "resources": blocks}
    return {
        "resource_drift": list(drift),
        "resource_changes": [{"address": each["address"], "change": {"actions": [planned]}} for each in drift],
        "prior_state": {"values": {"root_module": {"child_modules": [{"resources": resources}]}}},
        "configuration": {"root_module": called},
    }


def differences(document: dict[str, Any]) -> list[Difference]:
    return [difference for finding in judge("staging-accounts", document) for difference in finding.differences]


def test_of_every_type_that_can_be_synthesized_somebody_has_judged_how_much_its_change_matters() -> None:
    judged = [type_ for severity in severities() for type_ in severity.types]

    assert set(judged) == synthesizable_types() | {"terraform_data"}
    assert len(judged) == len(set(judged))
    assert [severity.name for severity in severities()][:4] == ["guardrails", "access", "network", "security"]


def test_noise_is_said_of_types_that_can_be_synthesized_only() -> None:
    makers = {
        rule["by"] for by_attribute in rules().values() for rule in by_attribute.values() if isinstance(rule, dict)
    }

    assert (rules().keys() | makers) - synthesizable_types() == set()


def test_what_matters_most_comes_first_and_what_nobody_judged_before_all() -> None:
    document = shown(
        *(
            drifted(f"{type_}.x", {"name": "a"}, {"name": "b"})
            for type_ in ("aws_vpc", "aws_new_thing", "aws_organizations_policy")
        )
    )

    assert [finding.severity for finding in by_severity(judge("staging-x", document))] == [
        UNJUDGED,
        "guardrails",
        "network",
    ]
    assert severity_of("aws_new_thing") == UNJUDGED


def test_a_deleted_resource_is_drift() -> None:
    (finding,) = judge("staging-identity", shown(drifted(ROLE, {"name": "a"}, None), planned="create"))

    assert (finding.is_gone, finding.remedy) == (True, Remedy.CREATED)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, ""),
        (None, False),
        ({"a": None}, {"a": []}),
        ([{"a": [], "b": 1}], [{"a": None, "b": 1}]),
        ('{"a": 1}', '{ "a":1 }'),
    ],
)
def test_what_means_the_same_is_no_drift(before: Any, after: Any) -> None:
    assert judge("staging-x", shown(drifted(ROLE, {"x": before}, {"x": after}))) == ()


def test_a_change_is_told_by_the_key_that_changed() -> None:
    document = shown(
        drifted(
            ROLE,
            {"tags": {"A": "1", "B": "1"}, "tags_all": {"A": "1"}},
            {"tags": {"A": "2", "B": "1"}, "tags_all": {"A": "2"}},
        )
    )

    assert differences(document) == [Difference("tags.A", "1", "2")]


def test_a_lost_default_tag_is_told() -> None:
    document = shown(drifted(ROLE, {"tags": None, "tags_all": {"Owner": "x"}}, {"tags": None, "tags_all": {}}))

    assert differences(document) == [Difference("tags_all.Owner", "x", None)]


def test_what_is_sensitive_is_told_without_its_value() -> None:
    before, after = {"value": "old", "rest": [{"a": 1}]}, {"value": "new", "rest": [{"a": 2}]}
    marks = {"before_sensitive": {"value": True, "rest": [{}]}, "after_sensitive": {"value": True, "rest": [{}]}}

    found = differences(shown(drifted("aws_ssm_parameter.x", before, after, **marks)))

    assert found == [Difference("rest", [{"a": 1}], [{"a": 2}]), Difference("value", "(sensitive)", "(sensitive)")]


class TestNoise:
    def test_an_attribute_that_aws_changes_is_noise_unless_the_configuration_sets_it(self) -> None:
        change = drifted(
            "module.x.aws_guardduty_detector.x", *({"finding_publishing_frequency": each} for each in "ab")
        )

        assert differences(shown(change)) == []
        assert len(differences(shown(change, configured=["finding_publishing_frequency"]))) == 1

    def test_a_policy_that_we_attached_is_noise_and_any_other_is_drift(self) -> None:
        ours = ("aws_iam_role_policy_attachment", {"role": "auditor", "policy_arn": "arn:ours"})
        of_another = ("aws_iam_role_policy_attachment", {"role": "admin", "policy_arn": "arn:theirs"})

        def found(*arns: str) -> list[Difference]:
            states = [{"name": "auditor", "managed_policy_arns": each} for each in ([], list(arns))]
            return differences(shown(drifted(ROLE, *states), state=[ours, of_another]))

        assert found("arn:ours") == []
        assert [each.path for each in found("arn:ours", "arn:theirs")] == ["managed_policy_arns"]

    @pytest.mark.parametrize(
        ("item", "is_drift"),
        [
            ({**HTTPS, "cidr_blocks": ["10.0.0.0/8"]}, False),
            ({**HTTPS, "cidr_blocks": ["10.0.0.0/8", "0.0.0.0/0"]}, True),
            ({**HTTPS, "from_port": 22, "cidr_blocks": ["10.0.0.0/8"]}, True),
            ({**HTTPS, "from_port": 0, "cidr_blocks": ["10.0.0.0/8"]}, True),
            ({**HTTPS, "security_groups": ["sg-2"]}, True),
            ({**HTTPS, "self": True}, True),
        ],
    )
    def test_a_rule_of_a_security_group_that_nobody_wrote_is_drift(self, item: Any, *, is_drift: bool) -> None:
        states = [{"id": "sg-1", "ingress": each} for each in ([], [item])]
        ours = ("aws_vpc_security_group_ingress_rule", {**RULE, "cidr_ipv4": "10.0.0.0/8"})

        assert bool(differences(shown(drifted(GROUP, *states), state=[ours]))) is is_drift

    def test_a_route_that_nobody_wrote_is_drift(self) -> None:
        ours = ("aws_route", {"route_table_id": "rtb-1", "destination_cidr_block": "0.0.0.0/0", "gateway_id": "igw-1"})

        def found(gateway: str) -> list[Difference]:
            route = {"cidr_block": "0.0.0.0/0", "gateway_id": gateway, "nat_gateway_id": ""}
            states = [{"id": "rtb-1", "route": each} for each in ([], [route])]
            return differences(shown(drifted("aws_route_table.x", *states), state=[ours]))

        assert found("igw-1") == []
        assert found("igw-2") != []

    def test_a_bucket_policy_is_told_by_its_own_resource_and_else_by_the_bucket(self) -> None:
        bucket = drifted("aws_s3_bucket.x", *({"id": "b", "policy": each} for each in ("", "{}x")))

        assert differences(shown(bucket, state=[("aws_s3_bucket_policy", {"bucket": "b"})])) == []
        assert [each.path for each in differences(shown(bucket))] == ["policy"]


FOUND = Finding(
    workspace="staging-identity",
    address=ROLE,
    type="aws_iam_role",
    severity="access",
    differences=(Difference("assume_role_policy", "a", "b"),),
    remedy=Remedy.SET_BACK,
)


def test_the_report_says_what_to_do_about_each() -> None:
    console = Console(width=200, record=True, file=StringIO())

    print_findings(console, [FOUND], environment="staging", stacks=PROJECT / "cdktf.out/stacks")

    assert (
        console.export_text().replace(str(PROJECT), "/p")
        == """
access: somebody might get in, or do more than was reviewed
  ~ identity: aws_iam_role.auditor
      assume_role_policy: a -> b
    deploy: python main.py deploy staging identity sets it back
    adopt: write it into the YAML, then: terraform -chdir=/p/cdktf.out/stacks/staging-identity apply -refresh-only
"""
    )


def test_machines_are_told_the_same() -> None:
    (told,) = for_machines([FOUND], environment="staging", stacks=PROJECT)

    assert json.loads(json.dumps(told)) == {
        "severity": "access",
        "workspace": "staging-identity",
        "address": ROLE,
        "type": "aws_iam_role",
        "gone": False,
        "changes": [{"path": "assume_role_policy", "before": "a", "after": "b"}],
        "words": "",
        "deploy": "set back",
        "next": told["next"],
    }
