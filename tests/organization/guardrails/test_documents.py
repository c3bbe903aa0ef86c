from __future__ import annotations

import pytest

from modules.organization.guardrails.documents import ContradictionError, merged, minified
from modules.organization.spec import PolicyType

ONE = {"Version": "2012-10-17", "Statement": [{"Sid": "One"}]}
TWO = {"Version": "2012-10-17", "Statement": [{"Sid": "Two"}, {"Sid": "Three"}]}


@pytest.mark.parametrize("kind", [PolicyType.SERVICE_CONTROL_POLICY, PolicyType.RESOURCE_CONTROL_POLICY])
def test_statements_are_put_behind_each_other(kind: PolicyType) -> None:
    assert merged(kind, [ONE, TWO])["Statement"] == [{"Sid": "One"}, {"Sid": "Two"}, {"Sid": "Three"}]


def test_settings_are_joined_key_by_key() -> None:
    team = {"tags": {"Team": {"tag_key": {"@@assign": "Team"}}}}
    stage = {"tags": {"Stage": {"tag_key": {"@@assign": "Stage"}}}}

    assert merged(PolicyType.TAG_POLICY, [team, stage, team]) == {"tags": {**team["tags"], **stage["tags"]}}


def test_settings_that_differ_are_a_contradiction_and_its_path_is_told() -> None:
    closed = {"ec2_attributes": {"serial_console_access": {"status": {"@@assign": "disabled"}}}}
    opened = {"ec2_attributes": {"serial_console_access": {"status": {"@@assign": "enabled"}}}}

    with pytest.raises(ContradictionError, match=r"^ec2_attributes\.serial_console_access\.status\.@@assign$"):
        merged(PolicyType.DECLARATIVE_POLICY_EC2, [closed, opened])


def test_joining_leaves_the_documents_as_they_were() -> None:
    team = {"tags": {"Team": {"tag_key": {"@@assign": "Team"}}}}

    merged(PolicyType.TAG_POLICY, [team, {"tags": {"Stage": {}}}])

    assert team == {"tags": {"Team": {"tag_key": {"@@assign": "Team"}}}}


def test_a_minified_document_has_no_white_space_between_its_elements() -> None:
    assert minified({"a": ["b c", 1]}) == '{"a":["b c",1]}'
