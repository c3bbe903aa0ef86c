"""One real Terraform run over two accounts and two Regions: the same names do not meet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.emulator.conftest import Client, PrepareTerraform

pytestmark = [pytest.mark.emulator, pytest.mark.terraform]

MANAGEMENT, MEMBER = "360000000003", "360000000004"
CONFIGURATION = Path(__file__).parent / "two_accounts_two_regions.tf"
ARNS = [
    f"arn:aws:sns:eu-west-1:{MANAGEMENT}:findings",
    f"arn:aws:sns:us-east-1:{MANAGEMENT}:findings",
    f"arn:aws:sns:eu-west-1:{MEMBER}:findings",
    f"arn:aws:sns:us-east-1:{MEMBER}:findings",
    f"arn:aws:iam::{MANAGEMENT}:role/auditor",
    f"arn:aws:iam::{MEMBER}:role/auditor",
]


def test_the_same_names_in_two_accounts_and_two_regions_do_not_meet(
    terraform: PrepareTerraform, client: Client
) -> None:
    run = terraform(MANAGEMENT, CONFIGURATION)
    run.succeeds("apply", "-auto-approve")

    assert run.outputs()["arns"] == ARNS
    listed = [
        topic["TopicArn"]
        for account in (MANAGEMENT, MEMBER)
        for region in ("eu-west-1", "us-east-1")
        for topic in client("sns", account, region).list_topics()["Topics"]
    ]
    assert listed == ARNS[:4]
    assert [client("iam", account).get_role(RoleName="auditor")["Role"]["Arn"] for account in (MANAGEMENT, MEMBER)] == (
        ARNS[4:]
    )
