from __future__ import annotations

import json
from typing import Any

import pytest

from tests.emulator.conftest import Client

pytestmark = pytest.mark.emulator

POLICY = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "sqs:*"}]})
NOBODY = json.dumps({"redrivePermission": "denyAll"})


def attributes(sqs: Any, url: str) -> dict[str, str]:
    shown: dict[str, str] = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    return shown


def test_setting_one_leaves_the_others_as_they_are(client: Client) -> None:
    sqs = client("sqs", "364100000001")
    url = sqs.create_queue(QueueName="findings", Attributes={"Policy": POLICY})["QueueUrl"]

    sqs.set_queue_attributes(QueueUrl=url, Attributes={"RedriveAllowPolicy": NOBODY})
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"DelaySeconds": "5"})

    shown = attributes(sqs, url)
    assert (shown["Policy"], shown["RedriveAllowPolicy"], shown["DelaySeconds"]) == (POLICY, NOBODY, "5")


def test_an_empty_policy_is_none(client: Client) -> None:
    sqs = client("sqs", "364100000001")
    url = sqs.create_queue(QueueName="open", Attributes={"Policy": POLICY, "RedriveAllowPolicy": NOBODY})["QueueUrl"]

    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": "", "RedriveAllowPolicy": ""})

    shown = attributes(sqs, url)
    assert not {"Policy", "RedriveAllowPolicy"} & set(shown)
