"""What AWS refuses of costs; and tags by which costs are told apart, before and after AWS has seen them.

What EventBridge Scheduler does with a schedule is done here as it does it: the target's operation with its input.
"""

from __future__ import annotations

import http.client
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from botocore import xform_name
from botocore.exceptions import ClientError

from modules.emulator.server import EmbeddedAws
from modules.emulator.services.ce.allocation_tags import PATH
from modules.naming import WRITTEN_TAGS
from tests.emulator.conftest import Client
from tests.support.environments import document

pytestmark = pytest.mark.emulator

SERVICES = {"MonitorName": "services", "MonitorType": "DIMENSIONAL", "MonitorDimension": "SERVICE"}
THRESHOLD = {
    "Dimensions": {
        "Key": "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
        "MatchOptions": ["GREATER_THAN_OR_EQUAL"],
        "Values": ["100"],
    }
}
MAIL = {"Type": "EMAIL", "Address": "ada@acme.example"}


class TestAllocationTags:
    """Activated by the schedule of the workspace `cost`, and not by `aws_ce_cost_allocation_tag`."""

    def test_what_aws_has_not_seen_fails_nothing_and_is_activated_once_it_has(
        self, client: Client, aws: EmbeddedAws, outputs: dict[str, Path]
    ) -> None:
        account = "391000000001"
        (schedule,) = document(outputs["staging"], "staging-cost")["resource"]["aws_scheduler_schedule"].values()

        unseen = _scheduled(client, account, schedule["target"])
        nothing = client("ce", account).list_cost_allocation_tags()["CostAllocationTags"]
        _see(aws, account, [*WRITTEN_TAGS, "DataClassification"])
        seen = _scheduled(client, account, schedule["target"])
        active = client("ce", account).list_cost_allocation_tags(Status="Active")["CostAllocationTags"]

        assert {error["Code"] for error in unseen["Errors"]} == {"TagKeysNotFoundException"}
        assert nothing == []
        assert seen["Errors"] == []
        assert {tag["TagKey"] for tag in active} == {*WRITTEN_TAGS, "DataClassification"}

    def test_one_that_is_seen_does_not_wait_for_the_others(
        self, client: Client, aws: EmbeddedAws, outputs: dict[str, Path]
    ) -> None:
        account = "391000000002"
        (schedule,) = document(outputs["staging"], "staging-cost")["resource"]["aws_scheduler_schedule"].values()

        _see(aws, account, ["Team"])
        _scheduled(client, account, schedule["target"])

        (tag,) = client("ce", account).list_cost_allocation_tags()["CostAllocationTags"]
        assert (tag["TagKey"], tag["Status"]) == ("Team", "Active")


class TestAnomalies:
    def test_an_account_has_one_monitor_of_services(self, client: Client) -> None:
        explorer = client("ce", "391000000003")
        explorer.create_anomaly_monitor(AnomalyMonitor=SERVICES)

        with pytest.raises(ClientError, match="Limit exceeded on dimensional spend monitor creation"):
            explorer.create_anomaly_monitor(AnomalyMonitor=SERVICES)

    def test_mail_is_never_sent_at_once(self, client: Client) -> None:
        explorer = client("ce", "391000000004")
        monitor = explorer.create_anomaly_monitor(AnomalyMonitor=SERVICES)["MonitorArn"]

        with pytest.raises(ClientError, match="Immediate frequency only supports SNS"):
            _subscribe(explorer, monitor, Frequency="IMMEDIATE")

    def test_a_monitor_that_somebody_is_told_of_is_not_deleted(self, client: Client) -> None:
        explorer = client("ce", "391000000005")
        monitor = explorer.create_anomaly_monitor(AnomalyMonitor=SERVICES)["MonitorArn"]
        subscription = _subscribe(explorer, monitor, Frequency="DAILY")

        with pytest.raises(ClientError, match="The monitor has subscriptions"):
            explorer.delete_anomaly_monitor(MonitorArn=monitor)
        explorer.delete_anomaly_subscription(SubscriptionArn=subscription)
        explorer.delete_anomaly_monitor(MonitorArn=monitor)

    def test_nobody_subscribes_to_a_monitor_that_is_not_there(self, client: Client) -> None:
        arn = "arn:aws:ce::391000000006:anomalymonitor/none"
        with pytest.raises(ClientError, match="UnknownMonitorException"):
            _subscribe(client("ce", "391000000006"), arn, Frequency="DAILY")


def test_a_second_category_of_a_name_is_refused(client: Client) -> None:
    explorer = client("ce", "391000000007")
    inherited = {"Type": "INHERITED_VALUE", "InheritedValue": {"DimensionName": "TAG", "DimensionKey": "Team"}}
    category = {"Name": "Team", "RuleVersion": "CostCategoryExpression.v1", "Rules": [inherited]}
    explorer.create_cost_category_definition(**category)

    with pytest.raises(ClientError, match="Team exists already"):
        explorer.create_cost_category_definition(**category)


class TestExports:
    def test_needs_a_bucket_that_lets_it_write(self, client: Client) -> None:
        account = "391000000008"
        client("s3", account, "us-east-1").create_bucket(Bucket="bill-of-391000000008")

        with pytest.raises(ClientError, match="lets no exports be delivered"):
            _export(client, account)

    def test_aws_writes_the_settings_that_nobody_gave(self, client: Client) -> None:
        account = "391000000009"
        client("s3", account, "us-east-1").create_bucket(Bucket=f"bill-of-{account}")
        admitted = {
            "Effect": "Allow",
            "Principal": {"Service": "bcm-data-exports.amazonaws.com"},
            "Action": "s3:PutObject",
            "Resource": f"arn:aws:s3:::bill-of-{account}/*",
        }
        policy = json.dumps({"Version": "2012-10-17", "Statement": [admitted]})
        client("s3", account, "us-east-1").put_bucket_policy(Bucket=f"bill-of-{account}", Policy=policy)

        arn = _export(client, account)

        export = client("bcm-data-exports", account, "us-east-1").get_export(ExportArn=arn)["Export"]
        settings = export["DataQuery"]["TableConfigurations"]["COST_AND_USAGE_REPORT"]
        assert settings["TIME_GRANULARITY"] == "DAILY"
        assert settings["BILLING_VIEW_ARN"] == f"arn:aws:billing::{account}:billingview/primary"


def _scheduled(client: Client, account: str, target: dict[str, str]) -> dict[str, Any]:
    """Do what EventBridge Scheduler does: call the operation that the target names, with its input."""
    service, operation = target["arn"].removeprefix("arn:aws:scheduler:::aws-sdk:").split(":")
    assert service == "costexplorer"
    perform = getattr(client("ce", account, "us-east-1"), xform_name(operation[0].upper() + operation[1:]))
    answered: dict[str, Any] = perform(**json.loads(target["input"]))
    return answered


def _see(aws: EmbeddedAws, account: str, keys: list[str]) -> None:
    """Have AWS see tags, as it does some hours after something with them has cost something."""
    connection = http.client.HTTPConnection("127.0.0.1", aws.port, timeout=30)
    connection.request("POST", f"{PATH}?{urlencode({'account': account, 'key': keys}, doseq=True)}")
    assert connection.getresponse().status == http.HTTPStatus.OK
    connection.close()


def _subscribe(explorer: Any, monitor: str, **chosen: str) -> str:
    subscription = {
        "SubscriptionName": "mail",
        "MonitorArnList": [monitor],
        "Subscribers": [MAIL],
        "ThresholdExpression": THRESHOLD,
        **chosen,
    }
    arn: str = explorer.create_anomaly_subscription(AnomalySubscription=subscription)["SubscriptionArn"]
    return arn


def _export(client: Client, account: str) -> str:
    output = {"OutputType": "CUSTOM", "Format": "PARQUET", "Compression": "PARQUET", "Overwrite": "OVERWRITE_REPORT"}
    destination = {
        "S3Bucket": f"bill-of-{account}",
        "S3Prefix": "cur",
        "S3Region": "us-east-1",
        "S3OutputConfigurations": output,
    }
    query = {
        "QueryStatement": "SELECT line_item_unblended_cost FROM COST_AND_USAGE_REPORT",
        "TableConfigurations": {"COST_AND_USAGE_REPORT": {"TIME_GRANULARITY": "DAILY"}},
    }
    arn: str = client("bcm-data-exports", account, "us-east-1").create_export(
        Export={
            "Name": "cur",
            "DataQuery": query,
            "DestinationConfigurations": {"S3Destination": destination},
            "RefreshCadence": {"Frequency": "SYNCHRONOUS"},
        }
    )["ExportArn"]
    return arn
