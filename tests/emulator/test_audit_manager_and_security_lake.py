"""AWS Audit Manager and Amazon Security Lake: what each refuses to accounts that do not administer it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.emulator.conftest import Client
from tests.emulator.organization_setup import Organization

pytestmark = pytest.mark.emulator

LAKE = "securitylake.amazonaws.com"
SCOPE = {"awsAccounts": [{"id": "999999999999"}]}


def refused(client: Any, operation: str, **asked: Any) -> str:
    with pytest.raises(ClientError) as caught:
        getattr(client, operation)(**asked)
    return str(caught.value.response["Error"]["Code"])


class TestAuditManager:
    def test_is_used_after_registration_in_that_region(self, client: Client) -> None:
        here, there = (client("auditmanager", "324000000001", region) for region in ("eu-west-1", "us-east-1"))
        source = {"sourceName": "s", "sourceSetUpOption": "Procedural_Controls_Mapping", "sourceType": "MANUAL"}
        asked = {"name": "c", "controlMappingSources": [source]}
        before = refused(here, "create_control", **asked)

        here.register_account()

        control = here.create_control(**asked)["control"]
        assert control["controlMappingSources"][0]["sourceId"]
        assert [before, refused(there, "create_control", **asked)] == ["AccessDeniedException"] * 2
        assert [place.get_account_status()["status"] for place in (here, there)] == ["ACTIVE", "INACTIVE"]
        here.delete_control(controlId=control["id"])
        assert refused(here, "get_control", controlId=control["id"]) == "ResourceNotFoundException"

    def test_has_one_administrator_who_is_named_by_a_registered_management_account(self, client: Client) -> None:
        ours = Organization(client, "324000000002")
        security, other = ours.member("security"), ours.member("other")
        manager, operation = client("auditmanager", ours.management), "register_organization_admin_account"
        assert refused(manager, operation, adminAccountId=security) == "AccessDeniedException"
        manager.register_account()

        manager.register_organization_admin_account(adminAccountId=security)

        assert manager.get_organization_admin_account()["adminAccountId"] == security
        refusals = [refused(manager, operation, adminAccountId=one) for one in (other, ours.management)]
        assert refusals == ["ValidationException", "ValidationException"]
        assert refused(client("auditmanager", security), operation, adminAccountId=other) == "AccessDeniedException"
        manager.deregister_organization_admin_account(adminAccountId=security)
        manager.register_organization_admin_account(adminAccountId=other)

    def test_assesses_only_accounts_that_the_caller_administers(self, client: Client) -> None:
        manager = client("auditmanager", "324000000003")
        manager.register_account()
        client("s3", "324000000003", "us-east-1").create_bucket(Bucket="reports-324000000003")
        framework = manager.create_assessment_framework(name="f", controlSets=[{"name": "s"}])["framework"]
        asked = {
            "name": "a",
            "frameworkId": framework["id"],
            "roles": [{"roleType": "PROCESS_OWNER", "roleArn": "arn:aws:iam::324000000003:role/auditor"}],
            "assessmentReportsDestination": {"destinationType": "S3", "destination": "s3://reports-324000000003"},
        }

        own = manager.create_assessment(**asked, scope={"awsAccounts": [{"id": "324000000003"}]})["assessment"]

        assert own["metadata"]["status"] == "ACTIVE"
        assert refused(manager, "create_assessment", **asked, scope=SCOPE) == "ValidationException"


class TestSecurityLake:
    def lake(self, client: Client, account_id: str, **configuration: Any) -> Any:
        trust = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
        document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
        role = client("iam", account_id).create_role(RoleName="meta-store", AssumeRolePolicyDocument=document)["Role"]
        asked = {"configurations": [{"region": "eu-west-1", **configuration}], "metaStoreManagerRoleArn": role["Arn"]}
        return client("securitylake", account_id).create_data_lake(**asked)["dataLakes"][0]

    def test_is_the_delegated_administrators(self, client: Client) -> None:
        ours = Organization(client, "324000000010", LAKE)
        archive, other = ours.delegate(ours.member("archive"), LAKE), ours.member("other")

        created = self.lake(client, archive)

        lake = client("securitylake", archive)
        assert created["dataLakeArn"] == f"arn:aws:securitylake:eu-west-1:{archive}:data-lake/default"
        assert lake.list_data_lakes()["dataLakes"][0]["createStatus"] == "COMPLETED"
        callers = [client("securitylake", account_id) for account_id in (ours.management, other)]
        assert [refused(caller, "list_data_lakes") for caller in callers] == ["AccessDeniedException"] * 2
        lake.create_aws_log_source(sources=[{"regions": ["eu-west-1"], "sourceName": "ROUTE53"}])
        sources = lake.list_log_sources()["sources"]
        assert {source["account"] for source in sources} == {ours.management, archive, other}

    def test_takes_in_what_it_includes_where_there_is_one(self, client: Client) -> None:
        self.lake(client, "324000000011")
        lake = client("securitylake", "324000000011")
        operation, source = "create_aws_log_source", {"sourceName": "VPC_FLOW"}

        elsewhere = refused(lake, operation, sources=[{**source, "regions": ["us-east-1"]}])
        others = refused(lake, operation, sources=[{**source, "regions": ["eu-west-1"], "accounts": ["9" * 12]}])

        assert [elsewhere, others] == ["ResourceNotFoundException", "BadRequestException"]
        lake.delete_data_lake(regions=["eu-west-1"])
        assert refused(lake, "delete_data_lake", regions=["eu-west-1"]) == "ResourceNotFoundException"

    def test_needs_its_role_and_key_and_is_one_in_a_region(self, client: Client) -> None:
        lake, role = client("securitylake", "324000000012"), "arn:aws:iam::324000000012:role/meta-store"
        asked = {"configurations": [{"region": "eu-west-1"}], "metaStoreManagerRoleArn": role}
        without_role = refused(lake, "create_data_lake", **asked)
        self.lake(client, "324000000012")

        again = refused(lake, "create_data_lake", **asked)
        encrypted = [{"region": "us-east-1", "encryptionConfiguration": {"kmsKeyId": "none"}}]
        without_key = refused(lake, "create_data_lake", configurations=encrypted, metaStoreManagerRoleArn=role)

        assert [without_role, again, without_key] == ["BadRequestException", "ConflictException", "BadRequestException"]

    def test_has_subscribers_of_one_name_in_each_region(self, client: Client) -> None:
        self.lake(client, "324000000014")
        home, other = (client("securitylake", "324000000014", region) for region in ("eu-west-1", "us-east-1"))
        role = "arn:aws:iam::324000000014:role/meta-store"
        other.create_data_lake(configurations=[{"region": "us-east-1"}], metaStoreManagerRoleArn=role)
        asked = {
            "subscriberName": "s",
            "subscriberIdentity": {"principal": "999999999999", "externalId": "external"},
            "sources": [{"awsLogSource": {"sourceName": "ROUTE53", "sourceVersion": "2.0"}}],
        }
        ids = [lake.create_subscriber(**asked)["subscriber"]["subscriberId"] for lake in (home, other)]

        assert refused(home, "create_subscriber", **asked) == "ConflictException"
        listed = [[found["subscriberId"] for found in lake.list_subscribers()["subscribers"]] for lake in (home, other)]
        assert listed == [[ids[0]], [ids[1]]]
        assert refused(home, "get_subscriber", subscriberId=ids[1]) == "AccessDeniedException"

    def test_has_subscribers_of_whom_nothing_is_told_once_they_are_gone(self, client: Client) -> None:
        lake = client("securitylake", "324000000013")
        asked = {
            "subscriberName": "s",
            "subscriberIdentity": {"principal": "999999999999", "externalId": "external"},
            "sources": [{"awsLogSource": {"sourceName": "ROUTE53", "sourceVersion": "2.0"}}],
        }
        without_lake = refused(lake, "create_subscriber", **asked)
        self.lake(client, "324000000013")

        id_ = lake.create_subscriber(**asked)["subscriber"]["subscriberId"]

        assert lake.get_subscriber(subscriberId=id_)["subscriber"]["sources"] == asked["sources"]
        lake.delete_subscriber(subscriberId=id_)
        gone = refused(lake, "get_subscriber", subscriberId=id_)
        assert [without_lake, gone] == ["ResourceNotFoundException", "AccessDeniedException"]
