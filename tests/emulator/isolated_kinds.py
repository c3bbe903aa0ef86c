"""Kinds of things that are created in several accounts and Regions: how to create one, and how to list them all.

Names begin with `lz-`; what an account has from the start (a default VPC, an event bus) does not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

_TRUST = json.dumps({"Version": "2012-10-17", "Statement": []})


@dataclass(frozen=True)
class Kind:
    """One kind of thing, of one service."""

    name: str
    service: str
    create: Callable[[Any, str], Any]
    listed: Callable[[Any], Iterable[str]]

    def names(self, client: Any) -> list[str]:
        """List the names of those that a test has created."""
        return [name.rpartition("lz-")[1] + name.rpartition("lz-")[2] for name in self.listed(client) if "lz-" in name]


def _named(operation: str, result: str, key: str) -> Callable[[Any], Iterable[str]]:
    """List by one operation that gives a list of mappings."""
    return lambda client: [item[key] for item in getattr(client, operation)()[result]]


def _tagged(operation: str, result: str) -> Callable[[Any], Iterable[str]]:
    """List by the tag `Name`, as EC2 does."""
    return lambda client: [
        tag["Value"]
        for item in getattr(client, operation)()[result]
        for tag in item.get("Tags", [])
        if tag["Key"] == "Name"
    ]


def _tags(resource: str, label: str) -> list[dict[str, Any]]:
    return [{"ResourceType": resource, "Tags": [{"Key": "Name", "Value": label}]}]


REGIONAL = (
    Kind("topic", "sns", lambda c, n: c.create_topic(Name=n), _named("list_topics", "Topics", "TopicArn")),
    Kind("queue", "sqs", lambda c, n: c.create_queue(QueueName=n), lambda c: c.list_queues().get("QueueUrls", [])),
    Kind(
        "key alias",
        "kms",
        lambda c, n: c.create_alias(AliasName=f"alias/{n}", TargetKeyId=c.create_key()["KeyMetadata"]["KeyId"]),
        _named("list_aliases", "Aliases", "AliasName"),
    ),
    Kind(
        "table",
        "dynamodb",
        lambda c, n: c.create_table(
            TableName=n,
            BillingMode="PAY_PER_REQUEST",
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        ),
        lambda c: c.list_tables()["TableNames"],
    ),
    Kind(
        "parameter",
        "ssm",
        lambda c, n: c.put_parameter(Name=n, Value="1", Type="String"),
        _named("describe_parameters", "Parameters", "Name"),
    ),
    Kind(
        "secret",
        "secretsmanager",
        lambda c, n: c.create_secret(Name=n, SecretString="-"),
        _named("list_secrets", "SecretList", "Name"),
    ),
    Kind(
        "log group",
        "logs",
        lambda c, n: c.create_log_group(logGroupName=n),
        _named("describe_log_groups", "logGroups", "logGroupName"),
    ),
    Kind(
        "alarm",
        "cloudwatch",
        lambda c, n: c.put_metric_alarm(
            AlarmName=n, EvaluationPeriods=1, ComparisonOperator="GreaterThanThreshold", Threshold=1
        ),
        _named("describe_alarms", "MetricAlarms", "AlarmName"),
    ),
    Kind(
        "event bus", "events", lambda c, n: c.create_event_bus(Name=n), _named("list_event_buses", "EventBuses", "Name")
    ),
    Kind(
        "repository",
        "ecr",
        lambda c, n: c.create_repository(repositoryName=n),
        _named("describe_repositories", "repositories", "repositoryName"),
    ),
    Kind(
        "database",
        "glue",
        lambda c, n: c.create_database(DatabaseInput={"Name": n}),
        _named("get_databases", "DatabaseList", "Name"),
    ),
    Kind(
        "VPC",
        "ec2",
        lambda c, n: c.create_vpc(CidrBlock="10.0.0.0/16", TagSpecifications=_tags("vpc", n)),
        _tagged("describe_vpcs", "Vpcs"),
    ),
    Kind(
        "transit gateway",
        "ec2",
        lambda c, n: c.create_transit_gateway(TagSpecifications=_tags("transit-gateway", n)),
        _tagged("describe_transit_gateways", "TransitGateways"),
    ),
    Kind(
        "prefix list",
        "ec2",
        lambda c, n: c.create_managed_prefix_list(PrefixListName=n, AddressFamily="IPv4", MaxEntries=1),
        _named("describe_managed_prefix_lists", "PrefixLists", "PrefixListName"),
    ),
    Kind(
        "analyzer",
        "accessanalyzer",
        lambda c, n: c.create_analyzer(analyzerName=n, type="ACCOUNT"),
        _named("list_analyzers", "analyzers", "name"),
    ),
    Kind(
        "portfolio",
        "servicecatalog",
        lambda c, n: c.create_portfolio(DisplayName=n, ProviderName="team", IdempotencyToken=n),
        _named("list_portfolios", "PortfolioDetails", "DisplayName"),
    ),
    Kind(
        "resource share",
        "ram",
        lambda c, n: c.create_resource_share(name=n),
        lambda c: [share["name"] for share in c.get_resource_shares(resourceOwner="SELF")["resourceShares"]],
    ),
    Kind(
        "notebook",
        "sagemaker",
        lambda c, n: c.create_notebook_instance(
            NotebookInstanceName=n, InstanceType="ml.t3.medium", RoleArn="arn:aws:iam::360000000001:role/notebook"
        ),
        _named("list_notebook_instances", "NotebookInstances", "NotebookInstanceName"),
    ),
    Kind(
        "rule group",
        "network-firewall",
        lambda c, n: c.create_rule_group(
            RuleGroupName=n, Type="STATEFUL", Capacity=1, Rules="pass tcp any any -> any any (sid:1;)"
        ),
        _named("list_rule_groups", "RuleGroups", "Name"),
    ),
    Kind(
        "Route 53 profile",
        "route53profiles",
        lambda c, n: c.create_profile(Name=n, ClientToken=n),
        _named("list_profiles", "ProfileSummaries", "Name"),
    ),
    Kind(
        "DNS firewall",
        "route53resolver",
        lambda c, n: c.create_firewall_rule_group(Name=n, CreatorRequestId=n),
        _named("list_firewall_rule_groups", "FirewallRuleGroups", "Name"),
    ),
)

GLOBAL = (
    Kind(
        "role",
        "iam",
        lambda c, n: c.create_role(RoleName=n, AssumeRolePolicyDocument=_TRUST),
        _named("list_roles", "Roles", "RoleName"),
    ),
    Kind(
        "hosted zone",
        "route53",
        lambda c, n: c.create_hosted_zone(Name=n, CallerReference=n),
        lambda c: [zone["Name"].rstrip(".") for zone in c.list_hosted_zones()["HostedZones"]],
    ),
    Kind(
        "Direct Connect gateway",
        "directconnect",
        lambda c, n: c.create_direct_connect_gateway(directConnectGatewayName=n),
        _named("describe_direct_connect_gateways", "directConnectGateways", "directConnectGatewayName"),
    ),
)
