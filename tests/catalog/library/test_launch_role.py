from __future__ import annotations

import json
from pathlib import Path

from modules.catalog.library.launch_role import EVERY_LAUNCH, launch_statements
from modules.catalog.library.launch_statement import PLACEHOLDERS
from modules.catalog.library.library import every_product, products
from modules.specification.tag_keys import LibraryTag
from tests.catalog.library.shelf import shelf

VALUES = {name: f"<{name}>" for name in PLACEHOLDERS}


def test_a_product_adds_its_own_statements_to_those_of_every_launch(tmp_path: Path) -> None:
    (queue,) = products("messages", shelf(tmp_path))
    statements = launch_statements(queue, VALUES, {})

    assert [statement["Sid"] for statement in statements[:-1]] == [statement["Sid"] for statement in EVERY_LAUNCH]
    assert statements[-1] == {
        "Sid": "KeepQueues",
        "Effect": "Allow",
        "Action": ["sqs:CreateQueue"],
        "Resource": ["arn:aws:sqs:*:<account_id>:<team>-*"],
        "Condition": {"StringEquals": {"aws:RequestTag/Team": "<team>"}},
    }


def test_values_of_parameters_are_looked_up_as_their_types_ask(tmp_path: Path) -> None:
    with_parameters = """\
Parameters:
  VpcId: {Type: "AWS::SSM::Parameter::Value<AWS::EC2::VPC::Id>", Default: /landing-zone/network/vpc-id}
  SubnetIds: {Type: "List<AWS::EC2::Subnet::Id>"}
"""
    folder = shelf(tmp_path)
    template = folder / "messages" / "queue" / "1.1" / "template.yaml"
    template.write_text(f"{with_parameters}{template.read_text()}")

    (queue,) = products("messages", folder)
    statement = launch_statements(queue, VALUES, {})[-2]

    assert statement["Action"] == ["ec2:DescribeSubnets", "ec2:DescribeVpcs"]


def test_tags_are_named_as_the_organization_names_them(tmp_path: Path) -> None:
    (queue,) = products("messages", shelf(tmp_path))
    statements = launch_statements(queue, VALUES, {LibraryTag.TEAM: "Squad"})
    assert statements[-1]["Condition"] == {"StringEquals": {"aws:RequestTag/Squad": "<team>"}}


def test_a_launch_keeps_no_stack_but_those_of_service_catalog(tmp_path: Path) -> None:
    (queue,) = products("messages", shelf(tmp_path))
    changing = [
        statement["Resource"]
        for statement in launch_statements(queue, VALUES, {})
        if any("Stack" in action for action in statement["Action"])
    ]
    assert changing == [["arn:aws:cloudformation:*:<account_id>:stack/SC-<account_id>-*"]]


def test_no_launch_role_of_the_library_has_a_statement_twice() -> None:
    for product in every_product():
        sids = [statement["Sid"] for statement in launch_statements(product, VALUES, {})]
        assert len(sids) == len({*sids}), product.key


def test_every_launch_role_of_the_library_fits_into_a_role() -> None:
    largest = 10_240  # IAM User Guide, IAM and AWS STS quotas: characters of a role's inline policies, without blanks
    for product in every_product():
        text = json.dumps(launch_statements(product, VALUES, {}), separators=(",", ":"))
        assert len(text) < largest, product.key
