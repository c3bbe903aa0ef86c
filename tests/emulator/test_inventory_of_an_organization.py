from __future__ import annotations

import pytest

from modules.emulator.server import EmbeddedAws
from tests.emulator.connection import connect

ACCOUNT, OTHER = "362000000015", "362000000016"


@pytest.mark.emulator
def test_what_lies_outside_of_an_organization_is_not_counted_once_there_is_one() -> None:
    with EmbeddedAws() as aws:
        for account in (ACCOUNT, OTHER):
            connect(aws, "sqs", account).create_queue(QueueName="jobs")
        before = [what for what in aws.inventory() if what.startswith("sqs")]
        connect(aws, "organizations", ACCOUNT).create_organization(FeatureSet="ALL")
        after = list(aws.inventory())

    assert len(before) == 2
    assert [what for what in after if what.startswith("sqs")] == [before[0].replace(ACCOUNT, "master")]
    assert all(what.split()[1] == "master" for what in after if what.startswith("iam"))
