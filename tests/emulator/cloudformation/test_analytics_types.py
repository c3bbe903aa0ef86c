from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from tests.emulator.cloudformation.catalog import Catalog
from tests.emulator.cloudformation.lives import live

pytestmark = pytest.mark.emulator


def test_an_emr_serverless_application(catalog: Catalog) -> None:
    type_ = "AWS::EMRServerless::Application"
    capacity = [
        {"Key": "Driver", "Value": {"WorkerCount": "2", "WorkerConfiguration": {"Cpu": "2vCPU", "Memory": "4GB"}}}
    ]
    first = {"Name": "spark", "Type": "Spark", "ReleaseLabel": "emr-7.1.0", "InitialCapacity": capacity}
    second = {
        **first,
        "MaximumCapacity": {"Cpu": "8vCPU", "Memory": "64GB"},
        "Tags": [{"Key": "stage", "Value": "dev"}],
    }
    emr = catalog.of_member("emr-serverless")

    life = live(
        catalog,
        {"App": (type_, first)},
        {"App": (type_, second)},
        lambda outputs: emr.get_application(applicationId=outputs["Id"])["application"],
        {"Id": {"Ref": "App"}, "Arn": {"Fn::GetAtt": ["App", "Arn"]}},
    )

    assert (life.made["name"], life.made["state"], life.made["tags"]) == ("spark", "CREATED", {"team": "fraud"})
    assert life.made["initialCapacity"]["Driver"]["workerCount"] == 2
    assert life.outputs["Arn"] == life.made["arn"]
    assert life.changed["maximumCapacity"] == {"cpu": "8vCPU", "memory": "64GB"}
    assert life.changed["tags"] == {"team": "fraud", "stage": "dev"}
    assert life.changed["applicationId"] == life.made["applicationId"]
    assert life.gone["state"] == "TERMINATED"


def test_a_namespace_and_a_workgroup_of_redshift_serverless(catalog: Catalog) -> None:
    namespace = {"NamespaceName": "fraud", "ManageAdminPassword": True}
    group = {"WorkgroupName": "fraud", "NamespaceName": {"Ref": "Namespace"}, "BaseCapacity": 8}
    types = ("AWS::RedshiftServerless::Namespace", "AWS::RedshiftServerless::Workgroup")
    redshift = catalog.of_member("redshift-serverless")

    life = live(
        catalog,
        {"Group": (types[1], group), "Namespace": (types[0], namespace)},
        {"Group": (types[1], {**group, "BaseCapacity": 16}), "Namespace": (types[0], namespace)},
        lambda _: redshift.get_workgroup(workgroupName="fraud")["workgroup"],
        {
            "Address": {"Fn::GetAtt": ["Group", "Workgroup.Endpoint.Address"]},
            "Secret": {"Fn::Sub": "${Namespace.Namespace.AdminPasswordSecretArn}"},
        },
    )

    assert (life.made["baseCapacity"], life.changed["baseCapacity"]) == (8, 16)
    assert life.made["workgroupId"] == life.changed["workgroupId"]
    assert life.outputs["Address"] == life.made["endpoint"]["address"]
    assert "redshift!fraud-admin" in life.outputs["Secret"]
    assert life.gone == "ResourceNotFoundException"
    assert redshift.list_namespaces()["namespaces"] == []


@pytest.mark.parametrize(("zones", "status"), [("ab", "ERROR"), ("abc", "AVAILABLE")])
def test_a_workgroup_of_redshift_serverless_wants_three_zones(catalog: Catalog, zones: str, status: str) -> None:
    ec2 = catalog.of_member("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=f"eu-west-1{zone}")["Subnet"]
        for number, zone in enumerate(zones)
    ]
    group = {
        "WorkgroupName": f"zones-{zones}",
        "NamespaceName": {"Ref": "Namespace"},
        "SubnetIds": [subnet["SubnetId"] for subnet in subnets],
    }
    resources = {
        "Namespace": {"Type": "AWS::RedshiftServerless::Namespace", "Properties": {"NamespaceName": f"zones-{zones}"}},
        "Group": {"Type": "AWS::RedshiftServerless::Workgroup", "Properties": group},
    }

    launched = catalog.launch(*catalog.publish({"Resources": resources}, f"zones-{zones}"), f"zones-{zones}")

    assert launched["Status"] == status
    assert ("three Availability Zones" in launched.get("StatusMessage", "")) == (status == "ERROR")


def test_a_cluster_of_redshift_with_its_groups(catalog: Catalog) -> None:
    ec2, redshift = catalog.of_member("ec2"), catalog.of_member("redshift")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = sorted(
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{number}.0/24")["Subnet"]["SubnetId"] for number in range(2)
    )
    parameters = {"ParameterGroupFamily": "redshift-2.0", "Description": "TLS", "ParameterGroupName": "tls"}
    with_tls = {**parameters, "Parameters": [{"ParameterName": "require_ssl", "ParameterValue": "true"}]}
    group = {"ClusterSubnetGroupName": "fraud", "Description": "Fraud", "SubnetIds": subnets[:1]}
    cluster = {
        "ClusterIdentifier": "fraud",
        "ClusterType": "multi-node",
        "NumberOfNodes": 2,
        "NodeType": "ra3.large",
        "DBName": "dev",
        "MasterUsername": "admin",
        "ManageMasterPassword": True,
        "ClusterParameterGroupName": {"Ref": "Parameters"},
        "ClusterSubnetGroupName": {"Ref": "Subnets"},
        "LoggingProperties": {"LogDestinationType": "cloudwatch", "LogExports": ["userlog"]},
    }
    types = {kind: f"AWS::Redshift::{kind}" for kind in ("Cluster", "ClusterParameterGroup", "ClusterSubnetGroup")}

    def read(_: object) -> dict[str, object]:
        (shown,) = redshift.describe_clusters(ClusterIdentifier="fraud")["Clusters"]
        tls = redshift.describe_cluster_parameters(ParameterGroupName="tls")["Parameters"]
        (shown_group,) = redshift.describe_cluster_subnet_groups(ClusterSubnetGroupName="fraud")["ClusterSubnetGroups"]
        return {
            "nodes": shown["NumberOfNodes"],
            "secret": shown["MasterPasswordSecretArn"],
            "address": shown["Endpoint"]["Address"],
            "tls": {each["ParameterName"]: each["ParameterValue"] for each in tls}["require_ssl"],
            "logs": redshift.describe_logging_status(ClusterIdentifier="fraud").get("LogExports"),
            "subnets": sorted(each["SubnetIdentifier"] for each in shown_group["Subnets"]),
        }

    life = live(
        catalog,
        {
            "Cluster": (types["Cluster"], cluster),
            "Parameters": (types["ClusterParameterGroup"], parameters),
            "Subnets": (types["ClusterSubnetGroup"], group),
        },
        {
            "Cluster": (types["Cluster"], {**cluster, "NumberOfNodes": 3}),
            "Parameters": (types["ClusterParameterGroup"], with_tls),
            "Subnets": (types["ClusterSubnetGroup"], {**group, "SubnetIds": subnets}),
        },
        read,
        {"Address": {"Fn::GetAtt": ["Cluster", "Endpoint.Address"]}},
    )

    assert (life.made["nodes"], life.changed["nodes"]) == (2, 3)
    assert (life.made["tls"], life.changed["tls"]) == ("false", "true")
    assert (life.made["subnets"], life.changed["subnets"]) == (subnets[:1], subnets)
    assert life.made["logs"] == ["userlog"]
    assert "secret:redshift!fraud-admin" in life.made["secret"]
    assert life.outputs["Address"] == life.made["address"]
    assert life.gone == "ClusterNotFound"


@pytest.mark.parametrize("policy", ["Delete", "Snapshot"])
def test_of_a_cluster_that_is_terminated_a_snapshot_is_left_where_its_policy_says_so(
    catalog: Catalog, policy: str
) -> None:
    properties = {
        "ClusterType": "single-node",
        "NodeType": "ra3.large",
        "DBName": "dev",
        "MasterUsername": "admin",
        "ManageMasterPassword": True,
        "ClusterIdentifier": f"left-{policy.lower()}",
    }
    resources = {"Cluster": {"Type": "AWS::Redshift::Cluster", "DeletionPolicy": policy, "Properties": properties}}
    name = f"left-{policy}"
    launched = catalog.launch(*catalog.publish({"Resources": resources}, name), name)

    catalog.terminate(launched["Id"])

    found = catalog.of_member("redshift").describe_cluster_snapshots(SnapshotType="manual")["Snapshots"]
    of_this = [each for each in found if each["ClusterIdentifier"] == properties["ClusterIdentifier"]]
    assert len(of_this) == (policy == "Snapshot")


def test_a_cluster_of_redshift_has_a_password_or_one_that_the_service_keeps(catalog: Catalog) -> None:
    redshift = catalog.of_member("redshift")
    asked = {"ClusterIdentifier": "both", "NodeType": "ra3.large", "MasterUsername": "admin"}

    for given in ({}, {"ManageMasterPassword": True, "MasterUserPassword": "Abcd1234"}):
        with pytest.raises(ClientError, match="InvalidParameterCombination"):
            redshift.create_cluster(**asked, **given)


def test_what_lake_formation_grants(catalog: Catalog) -> None:
    def grant(role: str) -> tuple[str, dict[str, object]]:
        principal = {"DataLakePrincipalIdentifier": f"arn:aws:iam::{catalog.member}:role/{role}"}
        table = {"CatalogId": catalog.member, "DatabaseName": "fraud", "TableWildcard": {}}
        return "AWS::LakeFormation::PrincipalPermissions", {
            "Catalog": catalog.member,
            "Principal": principal,
            "Resource": {"Table": table},
            "Permissions": ["SELECT"],
            "PermissionsWithGrantOption": [],
        }

    lake = catalog.of_member("lakeformation")
    catalog.of_member("glue").create_database(DatabaseInput={"Name": "fraud"})

    life = live(
        catalog,
        {"Grant": grant("analyst")},
        {"Grant": grant("scientist")},
        lambda _: [
            (found["Principal"]["DataLakePrincipalIdentifier"].rpartition("/")[2], found["Permissions"])
            for found in lake.list_permissions(CatalogId=catalog.member)["PrincipalResourcePermissions"]
        ],
    )

    assert (life.made, life.changed, life.gone) == ([("analyst", ["SELECT"])], [("scientist", ["SELECT"])], [])
