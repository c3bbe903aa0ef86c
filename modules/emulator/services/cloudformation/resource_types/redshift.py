"""Clusters of Amazon Redshift, with their groups of parameters and of subnets.

Behaviour from the AWS CloudFormation Template Reference Guide, pages "AWS::Redshift::Cluster",
"AWS::Redshift::ClusterParameterGroup" and "AWS::Redshift::ClusterSubnetGroup".
"""

from __future__ import annotations

from moto.moto_api._internal import mock_random

from modules.emulator.services.cloudformation.resource_type import Operation, Properties, ResourceType, Setting, Tagging

_LAST_SNAPSHOT = "LastSnapshot"
_TAGS = ("CreateTags", "DeleteTags")
_ARN = "join(':', ['arn:aws:redshift', Region, AccountId, '{kind}', {name}])"
_CLUSTER = {"ClusterIdentifier": "ClusterIdentifier"}
_LOGGING = {
    name: f"LoggingProperties.{name}" for name in ("BucketName", "LogDestinationType", "LogExports", "S3KeyPrefix")
}
_PARAMETERS = {"ParameterGroupName": "ParameterGroupName"}
_SUBNETS = {"ClusterSubnetGroupName": "ClusterSubnetGroupName"}


def _tagging(kind: str, name: str) -> Tagging:
    return Tagging(*_TAGS, _ARN.format(kind=kind, name=name))


def _with_last_snapshot(answer: Properties) -> Properties:
    """Say what the snapshot is called that CloudFormation takes before it deletes the cluster."""
    name = answer["Cluster"]["ClusterIdentifier"]
    return {**answer, _LAST_SNAPSHOT: f"{name}-{mock_random.get_random_hex(12)}"}


RESOURCE_TYPES = [
    ResourceType(
        "AWS::Redshift::Cluster",
        service="redshift",
        name="ClusterIdentifier",
        create=Operation("CreateCluster"),
        read=Operation("DescribeClusters", _CLUSTER),
        update=Operation("ModifyCluster", _CLUSTER),
        delete=Operation("DeleteCluster", {**_CLUSTER, "SkipFinalClusterSnapshot": "`true`"}),
        delete_with_snapshot=Operation(
            "DeleteCluster",
            {**_CLUSTER, "SkipFinalClusterSnapshot": "`false`", "FinalClusterSnapshotIdentifier": _LAST_SNAPSHOT},
        ),
        complete=_with_last_snapshot,
        ref="ClusterIdentifier",
        attributes={
            "ClusterNamespaceArn": "Clusters[0].ClusterNamespaceArn",
            "Endpoint.Address": "Clusters[0].Endpoint.Address",
            "Endpoint.Port": "Clusters[0].Endpoint.Port",
            "MasterPasswordSecretArn": "Clusters[0].MasterPasswordSecretArn",
        },
        replaced_by=frozenset(
            {
                "ClusterIdentifier",
                "ClusterSubnetGroupName",
                "DBName",
                "MasterUsername",
                "OwnerAccount",
                "SnapshotClusterIdentifier",
                "SnapshotIdentifier",
            }
        ),
        settings=(
            Setting(
                "LoggingProperties",
                Operation("EnableLogging", {**_CLUSTER, **_LOGGING}),
                Operation("DisableLogging", _CLUSTER),
            ),
        ),
        tagging=_tagging("cluster", "ClusterIdentifier"),
    ),
    ResourceType(
        "AWS::Redshift::ClusterParameterGroup",
        service="redshift",
        name="ParameterGroupName",
        create=Operation("CreateClusterParameterGroup"),
        read=Operation("DescribeClusterParameterGroups", _PARAMETERS),
        update=Operation("ModifyClusterParameterGroup", _PARAMETERS),
        delete=Operation("DeleteClusterParameterGroup", _PARAMETERS),
        ref="ParameterGroupName",
        replaced_by=frozenset({"Description", "ParameterGroupFamily", "ParameterGroupName"}),
        settings=(Setting("Parameters", Operation("ModifyClusterParameterGroup", _PARAMETERS)),),
        tagging=_tagging("parametergroup", "ParameterGroupName"),
    ),
    ResourceType(
        "AWS::Redshift::ClusterSubnetGroup",
        service="redshift",
        name="ClusterSubnetGroupName",
        create=Operation("CreateClusterSubnetGroup"),
        read=Operation("DescribeClusterSubnetGroups", _SUBNETS),
        update=Operation("ModifyClusterSubnetGroup", _SUBNETS),
        delete=Operation("DeleteClusterSubnetGroup", _SUBNETS),
        ref="ClusterSubnetGroupName",
        replaced_by=frozenset(),
        tagging=_tagging("subnetgroup", "ClusterSubnetGroupName"),
    ),
]
