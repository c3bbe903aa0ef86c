from __future__ import annotations

import json

import pytest

from tests.emulator.conftest import Client

pytestmark = pytest.mark.emulator

FIRST, SECOND = "368000000001", "368000000002"
ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"
READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"
TRUST = json.dumps({"Version": "2012-10-17", "Statement": []})


def test_are_the_same_in_every_account_and_count_its_own_attachments(client: Client) -> None:
    auditors = client("iam", FIRST)
    auditors.create_role(RoleName="auditor", AssumeRolePolicyDocument=TRUST)
    auditors.attach_role_policy(RoleName="auditor", PolicyArn=READ_ONLY)

    here, there = (client("iam", account).get_policy(PolicyArn=READ_ONLY)["Policy"] for account in (FIRST, SECOND))

    assert here["PolicyId"] == there["PolicyId"]
    assert (here["AttachmentCount"], there["AttachmentCount"]) == (1, 0)


def test_have_their_documents(client: Client) -> None:
    iam = client("iam", SECOND)
    version = iam.get_policy(PolicyArn=ADMINISTRATOR)["Policy"]["DefaultVersionId"]

    document = iam.get_policy_version(PolicyArn=ADMINISTRATOR, VersionId=version)["PolicyVersion"]["Document"]

    assert document["Statement"] == [{"Action": "*", "Effect": "Allow", "Resource": "*"}]
