"""Tags that are given when a thing is created, where plain moto forgets them."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from tests.emulator.conftest import Client

pytestmark = pytest.mark.emulator

ACCOUNT = "367000000001"
TAGS = {"team": "fraud"}
PAIRS = [{"Key": "team", "Value": "fraud"}]


def test_of_a_kinesis_stream_are_kept(client: Client) -> None:
    kinesis = client("kinesis", ACCOUNT)
    kinesis.create_stream(StreamName="logs", ShardCount=1, Tags=TAGS)

    assert kinesis.list_tags_for_stream(StreamName="logs")["Tags"] == PAIRS


def test_of_a_schema_registry_are_kept_and_not_those_of_one_before(client: Client) -> None:
    glue = client("glue", ACCOUNT)
    first = glue.create_registry(RegistryName="schemas", Tags={"old": "yes"})["RegistryArn"]
    glue.delete_registry(RegistryId={"RegistryName": "schemas"})
    glue.create_registry(RegistryName="schemas", Tags=TAGS)

    assert glue.get_tags(ResourceArn=first)["Tags"] == TAGS


def test_of_dhcp_options_are_kept(client: Client) -> None:
    ec2 = client("ec2", ACCOUNT)
    created = ec2.create_dhcp_options(
        DhcpConfigurations=[{"Key": "domain-name", "Values": ["corp.acme.example"]}],
        TagSpecifications=[{"ResourceType": "dhcp-options", "Tags": PAIRS}],
    )["DhcpOptions"]

    found = ec2.describe_dhcp_options(DhcpOptionsIds=[created["DhcpOptionsId"]])["DhcpOptions"]

    assert created["Tags"] == found[0]["Tags"] == PAIRS


def test_dhcp_options_that_do_not_exist_are_refused(client: Client) -> None:
    with pytest.raises(ClientError, match="InvalidParameterValue"):
        client("ec2", ACCOUNT).create_dhcp_options(DhcpConfigurations=[{"Key": "colour", "Values": ["blue"]}])


@pytest.mark.parametrize("asked", [{}, {"ExecutionClass": "FLEX"}])
def test_a_glue_job_shows_the_execution_class_that_it_was_given_and_no_other(
    asked: dict[str, str], client: Client
) -> None:
    glue, name = client("glue", ACCOUNT), f"clean{len(asked)}"
    glue.create_job(Name=name, Role="crawler", Command={"Name": "glueetl"}, **asked)

    assert glue.get_job(JobName=name)["Job"].get("ExecutionClass") == asked.get("ExecutionClass")


def test_a_kinesis_stream_in_provisioned_mode_says_how_many_shards(client: Client) -> None:
    with pytest.raises(ClientError, match="ShardCount must be specified"):
        client("kinesis", ACCOUNT).create_stream(StreamName="unsized")
