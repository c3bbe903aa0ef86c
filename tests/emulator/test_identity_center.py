from __future__ import annotations

from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from modules.emulator.existing_groups import push_groups
from modules.emulator.server import EmbeddedAws
from tests.emulator.conftest import Client

pytestmark = pytest.mark.emulator


class Instance:
    """The instance of an account, and a permission set in it."""

    def __init__(self, client: Client, account_id: str) -> None:
        self.client = client("sso-admin", account_id)
        self.arn = self.client.list_instances()["Instances"][0]["InstanceArn"]
        created = self.client.create_permission_set(Name="a", InstanceArn=self.arn, Tags=[{"Key": "x", "Value": "1"}])
        self.permission_set = created["PermissionSet"]["PermissionSetArn"]
        self.both = {"InstanceArn": self.arn, "PermissionSetArn": self.permission_set}


def test_a_permission_set_keeps_its_tags(client: Client) -> None:
    ours = Instance(client, "381000000001")
    tagged = {"InstanceArn": ours.arn, "ResourceArn": ours.permission_set}

    ours.client.tag_resource(**tagged, Tags=[{"Key": "y", "Value": "2"}])
    ours.client.untag_resource(**tagged, TagKeys=["x"])

    assert ours.client.list_tags_for_resource(**tagged)["Tags"] == [{"Key": "y", "Value": "2"}]


def test_a_permissions_boundary_is_put_and_deleted(client: Client) -> None:
    ours = Instance(client, "381000000002")
    boundary = {"CustomerManagedPolicyReference": {"Name": "limits", "Path": "/"}}

    ours.client.put_permissions_boundary_to_permission_set(**ours.both, PermissionsBoundary=boundary)

    got = ours.client.get_permissions_boundary_for_permission_set(**ours.both)["PermissionsBoundary"]
    assert got == boundary
    ours.client.delete_permissions_boundary_from_permission_set(**ours.both)
    with pytest.raises(ours.client.exceptions.ResourceNotFoundException):
        ours.client.get_permissions_boundary_for_permission_set(**ours.both)


def test_a_boundary_is_one_policy(client: Client) -> None:
    ours = Instance(client, "381000000003")

    with pytest.raises(ours.client.exceptions.ValidationException):
        ours.client.put_permissions_boundary_to_permission_set(**ours.both, PermissionsBoundary={})


def test_a_permission_set_is_provisioned_where_it_is_assigned(client: Client) -> None:
    ours = Instance(client, "381000000004")
    assignment: dict[str, Any] = {"TargetId": "381000000099", "TargetType": "AWS_ACCOUNT", **ours.both}
    ours.client.create_account_assignment(**assignment, PrincipalType="GROUP", PrincipalId="1" * 36)

    asked = ours.client.provision_permission_set(**ours.both, TargetType="ALL_PROVISIONED_ACCOUNTS")
    request = asked["PermissionSetProvisioningStatus"]["RequestId"]
    status = ours.client.describe_permission_set_provisioning_status(
        InstanceArn=ours.arn, ProvisionPermissionSetRequestId=request
    )

    assert ours.client.list_accounts_for_provisioned_permission_set(**ours.both)["AccountIds"] == ["381000000099"]
    assert asked["PermissionSetProvisioningStatus"]["Status"] == "IN_PROGRESS"
    assert status["PermissionSetProvisioningStatus"]["Status"] == "SUCCEEDED"


def test_a_second_permission_set_of_one_name_is_refused(client: Client) -> None:
    ours = Instance(client, "381000000018")

    with pytest.raises(ours.client.exceptions.ConflictException, match="PermissionSet with name a already exists"):
        ours.client.create_permission_set(Name="a", InstanceArn=ours.arn)


def test_an_assignment_that_is_asked_for_again_is_the_same_one(client: Client) -> None:
    ours = Instance(client, "381000000017")
    assignment: dict[str, Any] = {"TargetId": "381000000099", "TargetType": "AWS_ACCOUNT", **ours.both}
    assignment |= {"PrincipalType": "GROUP", "PrincipalId": "1" * 36}
    first, again = (
        ours.client.create_account_assignment(**assignment)["AccountAssignmentCreationStatus"]["RequestId"]
        for _ in range(2)
    )
    listed = ours.client.list_account_assignments(AccountId="381000000099", **ours.both)["AccountAssignments"]

    assert first == again
    assert len(listed) == 1


def test_a_permission_set_that_is_assigned_is_not_deleted(client: Client) -> None:
    ours = Instance(client, "381000000016")
    assignment: dict[str, Any] = {"TargetId": "381000000099", "TargetType": "AWS_ACCOUNT", **ours.both}
    assignment |= {"PrincipalType": "GROUP", "PrincipalId": "1" * 36}
    ours.client.create_account_assignment(**assignment)

    with pytest.raises(ours.client.exceptions.ConflictException):
        ours.client.delete_permission_set(**ours.both)

    ours.client.delete_account_assignment(**assignment)
    ours.client.delete_permission_set(**ours.both)
    assert ours.client.list_permission_sets(InstanceArn=ours.arn)["PermissionSets"] == []


def test_attributes_for_access_control_are_created_once(client: Client) -> None:
    ours = Instance(client, "381000000005")
    attributes = {"AccessControlAttributes": [{"Key": "team", "Value": {"Source": ["${path:department}"]}}]}
    asked = {"InstanceArn": ours.arn, "InstanceAccessControlAttributeConfiguration": attributes}
    ours.client.create_instance_access_control_attribute_configuration(**asked)

    with pytest.raises(ours.client.exceptions.ConflictException):
        ours.client.create_instance_access_control_attribute_configuration(**asked)

    got = ours.client.describe_instance_access_control_attribute_configuration(InstanceArn=ours.arn)
    assert (got["Status"], got["InstanceAccessControlAttributeConfiguration"]) == ("ENABLED", attributes)


def test_the_delegated_administrator_works_in_the_instance_of_the_organization(client: Client) -> None:
    ours = Instance(client, "381000000006")
    organizations = client("organizations", "381000000006")
    organizations.create_organization(FeatureSet="ALL")
    organizations.enable_aws_service_access(ServicePrincipal="sso.amazonaws.com")
    created = organizations.create_account(AccountName="identity", Email="i@a.example")
    member = created["CreateAccountStatus"]["AccountId"]
    before = client("sso-admin", member).list_instances()["Instances"][0]["InstanceArn"]

    organizations.register_delegated_administrator(AccountId=member, ServicePrincipal="sso.amazonaws.com")

    after = client("sso-admin", member).list_instances()["Instances"][0]["InstanceArn"]
    assert (before != ours.arn, after == ours.arn) == (True, True)


def test_an_instance_of_another_account_is_not_found(client: Client) -> None:
    other = Instance(client, "381000000007")

    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        client("sso-admin", "381000000008").describe_instance(InstanceArn=other.arn)


def test_a_policy_of_aws_is_attached_by_its_whole_arn(client: Client) -> None:
    ours = Instance(client, "381000000021")
    path = "arn:aws:iam::aws:policy/job-function/Billing"

    ours.client.attach_managed_policy_to_permission_set(**ours.both, ManagedPolicyArn=path)

    attached = ours.client.list_managed_policies_in_permission_set(**ours.both)["AttachedManagedPolicies"]
    assert attached == [{"Name": "Billing", "Arn": path}]
    for wrong in ("arn:aws:iam::aws:policy/Billing", "arn:aws:iam::aws:policy/job-function/Bill"):
        with pytest.raises(ours.client.exceptions.ResourceNotFoundException):
            ours.client.attach_managed_policy_to_permission_set(**ours.both, ManagedPolicyArn=wrong)


def test_groups_that_something_else_makes_are_pushed_before_they_are_looked_up(tmp_path: Path) -> None:
    with EmbeddedAws(log_path=tmp_path / "emulator.log") as aws:
        environ = {**aws.environment("381000000022"), "AWS_REGION": "eu-west-1"}
        push_groups(environ, ["fraud-TeamLead", "AWSBilling"])

        session = boto3.Session(
            environ["AWS_ACCESS_KEY_ID"], environ["AWS_SECRET_ACCESS_KEY"], environ["AWS_SESSION_TOKEN"], "eu-west-1"
        )
        endpoint = environ["AWS_ENDPOINT_URL"]
        (instance,) = session.client("sso-admin", endpoint_url=endpoint).list_instances()["Instances"]
        groups = session.client("identitystore", endpoint_url=endpoint).list_groups(
            IdentityStoreId=instance["IdentityStoreId"]
        )["Groups"]
        assert sorted(group["DisplayName"] for group in groups) == ["AWSBilling", "fraud-TeamLead"]
