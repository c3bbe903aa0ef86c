"""AWS Config of an organization: packs, rules and aggregators; and where a recorder delivers to."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.emulator.conftest import Client
from tests.emulator.organization_setup import Organization

pytestmark = pytest.mark.emulator

RULES, DATA = "config-multiaccountsetup.amazonaws.com", "config.amazonaws.com"
MANAGED = {"RuleIdentifier": "SAGEMAKER_NOTEBOOK_NO_DIRECT_INTERNET_ACCESS"}


def template(identifier: str = "ENCRYPTED_VOLUMES", **changed: Any) -> str:
    source = {"Owner": "AWS", "SourceIdentifier": identifier}
    rule = {"Type": "AWS::Config::ConfigRule", "Properties": {"ConfigRuleName": "r", "Source": source}}
    return json.dumps({"Resources": {"Rule": rule | changed}})


def refused(client: Any, operation: str, **asked: Any) -> str:
    with pytest.raises(ClientError) as caught:
        getattr(client, operation)(**asked)
    return str(caught.value.response["Error"]["Code"])


class TestPacks:
    def test_of_the_delegated_administrator_come_to_every_account_that_is_not_excluded(self, client: Client) -> None:
        ours = Organization(client, "322000000001", RULES)
        security = ours.delegate(ours.member("security"), RULES)
        workload = ours.member("workload")
        config = client("config", security)
        name = {"OrganizationConformancePackName": "baseline"}

        arn = config.put_organization_conformance_pack(**name, TemplateBody=template(), ExcludedAccounts=[workload])
        assert _accounts(config) == {ours.management, security}
        assert config.put_organization_conformance_pack(**name, TemplateBody=template()) | arn == arn | {
            "ResponseMetadata": arn["ResponseMetadata"]
        }

        assert _accounts(config) == {ours.management, security, workload}
        (status,) = config.describe_organization_conformance_pack_statuses()["OrganizationConformancePackStatuses"]
        assert status["Status"] == "UPDATE_SUCCESSFUL"  # it was written twice
        others = [client("config", ours.management), client("config", security, "us-east-1")]
        assert [o.describe_organization_conformance_packs()["OrganizationConformancePacks"] for o in others] == [[], []]
        config.delete_organization_conformance_pack(**name)
        asked = {"OrganizationConformancePackNames": ["baseline"]}
        code = refused(config, "describe_organization_conformance_packs", **asked)
        assert code == "NoSuchOrganizationConformancePackException"

    @pytest.mark.parametrize(
        ("body", "code"),
        [
            ("", "ValidationException"),
            ("Resources: {}", "OrganizationConformancePackTemplateValidationException"),
            ("{", "OrganizationConformancePackTemplateValidationException"),
            (template("NO_SUCH_RULE"), "OrganizationConformancePackTemplateValidationException"),
            (template(Type="AWS::S3::Bucket"), "OrganizationConformancePackTemplateValidationException"),
        ],
        ids=["none", "without resources", "no YAML", "a rule that is not managed", "a resource of another type"],
    )
    def test_of_a_bad_template_are_refused(self, client: Client, body: str, code: str) -> None:
        ours = _organization(client, "322000000002")
        asked = {"OrganizationConformancePackName": "p"} | ({"TemplateBody": body} if body else {})

        assert refused(client("config", ours), "put_organization_conformance_pack", **asked) == code

    def test_deliver_to_a_bucket_of_their_own_kind(self, client: Client) -> None:
        ours = _organization(client, "322000000002")
        asked = {"OrganizationConformancePackName": "p", "TemplateBody": template(), "DeliveryS3Bucket": "mine"}

        assert refused(client("config", ours), "put_organization_conformance_pack", **asked) == "ValidationException"


class TestRules:
    def test_are_created_changed_shown_and_deleted(self, client: Client) -> None:
        ours = Organization(client, "322000000003", RULES)
        security = ours.delegate(ours.member("security"), RULES)
        config, name = client("config", security), "notebooks"
        metadata = {"OrganizationManagedRuleMetadata": MANAGED}

        arn = config.put_organization_config_rule(OrganizationConfigRuleName=name, **metadata)
        changed = {"OrganizationManagedRuleMetadata": MANAGED | {"Description": "no internet"}}
        again = config.put_organization_config_rule(OrganizationConfigRuleName=name, **changed)

        assert again["OrganizationConfigRuleArn"] == arn["OrganizationConfigRuleArn"]
        (rule,) = config.describe_organization_config_rules()["OrganizationConfigRules"]
        assert rule["OrganizationManagedRuleMetadata"] == changed["OrganizationManagedRuleMetadata"]
        status = config.describe_organization_config_rule_statuses(OrganizationConfigRuleNames=[name])
        assert status["OrganizationConfigRuleStatuses"][0]["OrganizationRuleStatus"] == "UPDATE_SUCCESSFUL"
        detailed = config.get_organization_config_rule_detailed_status(OrganizationConfigRuleName=name)
        reached = {one["AccountId"] for one in detailed["OrganizationConfigRuleDetailedStatus"]}
        assert reached == {ours.management, security}
        config.delete_organization_config_rule(OrganizationConfigRuleName=name)
        code = refused(config, "delete_organization_config_rule", OrganizationConfigRuleName=name)
        assert code == "NoSuchOrganizationConfigRuleException"

    @pytest.mark.parametrize("metadata", [{}, {"OrganizationManagedRuleMetadata": {"RuleIdentifier": "NONE"}}])
    def test_that_say_nothing_or_name_no_managed_rule_are_refused(
        self, client: Client, metadata: dict[str, Any]
    ) -> None:
        config = client("config", _organization(client, "322000000002"))

        code = refused(config, "put_organization_config_rule", OrganizationConfigRuleName="r", **metadata)

        assert code == "InvalidParameterValueException"


@pytest.mark.parametrize(
    ("number", "delegated_for", "operation"),
    [
        (10, [], "put_organization_conformance_pack"),
        (11, [DATA], "put_organization_config_rule"),
        (12, [], "describe_organization_config_rules"),
        (13, [RULES], "put_configuration_aggregator"),
    ],
)
def test_an_account_that_does_not_administer_this_part_of_config_is_refused(
    client: Client, number: int, delegated_for: list[str], operation: str
) -> None:
    ours = Organization(client, f"3220000000{number}", RULES, DATA)
    member = ours.delegate(ours.member("m"), *delegated_for)
    asked: dict[str, dict[str, Any]] = {
        "put_organization_conformance_pack": {
            "OrganizationConformancePackName": "p",
            "TemplateBody": template(),
        },
        "put_organization_config_rule": {
            "OrganizationConfigRuleName": "r",
            "OrganizationManagedRuleMetadata": MANAGED,
        },
        "put_configuration_aggregator": _aggregator(member),
    }

    code = refused(client("config", member), operation, **asked.get(operation, {}))

    assert code == "OrganizationAccessDeniedException"


def test_the_management_accounts_first_pack_gives_the_service_trusted_access(client: Client) -> None:
    ours = Organization(client, "322000000020")
    name = {"OrganizationConformancePackName": "p"}

    client("config", ours.management).put_organization_conformance_pack(**name, TemplateBody=template())

    trusted = ours.organizations.list_aws_service_access_for_organization()["EnabledServicePrincipals"]
    assert [service["ServicePrincipal"] for service in trusted] == [RULES]


class TestAggregators:
    def test_of_the_organization_need_a_role_that_config_assumes(self, client: Client) -> None:
        ours = Organization(client, "322000000030", DATA)
        security = ours.delegate(ours.member("security"), DATA)
        config = client("config", security)
        assert refused(config, "put_configuration_aggregator", **_aggregator(security)) == "InvalidRoleException"
        _role(client, security, "aggregator")

        aggregator = config.put_configuration_aggregator(**_aggregator(security))["ConfigurationAggregator"]

        assert aggregator["OrganizationAggregationSource"]["AllAwsRegions"] is True

    def test_of_no_organization_are_refused(self, client: Client) -> None:
        config = client("config", "322000000031")

        code = refused(config, "put_configuration_aggregator", **_aggregator("322000000031"))

        assert code == "NoAvailableOrganizationException"


class TestDelivery:
    ACCOUNT, ARCHIVE = "322000000040", "322000000041"

    def channel(self, client: Client, bucket: str, **more: Any) -> str:
        config = client("config", self.ACCOUNT)
        role = f"arn:aws:iam::{self.ACCOUNT}:role/recorder"
        config.put_configuration_recorder(ConfigurationRecorder={"name": "default", "roleARN": role})
        try:
            config.put_delivery_channel(DeliveryChannel={"name": "default", "s3BucketName": bucket, **more})
        except ClientError as error:
            return str(error.response["Error"]["Code"])
        return "taken"

    def bucket(self, client: Client, name: str, source: dict[str, str] | None = None, *, lock: bool = False) -> Any:
        s3 = client("s3", self.ARCHIVE, "us-east-1")
        s3.create_bucket(Bucket=name, ObjectLockEnabledForBucket=lock)
        arn = f"arn:aws:s3:::{name}"
        allowed = {
            "Effect": "Allow",
            "Principal": {"Service": "config.amazonaws.com"},
            "Action": ["s3:GetBucketAcl", "s3:PutObject"],
            "Resource": [arn, f"{arn}/AWSLogs/*"],
            "Condition": {"StringEquals": {"aws:SourceAccount": self.ACCOUNT} | (source or {})},
        }
        s3.put_bucket_policy(Bucket=name, Policy=json.dumps({"Version": "2012-10-17", "Statement": [allowed]}))
        return s3

    def test_goes_to_a_bucket_of_another_account_and_region(self, client: Client) -> None:
        self.bucket(client, "config-archive")

        assert self.channel(client, "config-archive") == "taken"

    def test_is_refused_to_one_with_default_retention(self, client: Client) -> None:
        s3 = self.bucket(client, "config-locked", lock=True)
        assert self.channel(client, "config-locked") == "taken"
        retention = {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 1}}
        configuration = {"ObjectLockEnabled": "Enabled", "Rule": retention}

        s3.put_object_lock_configuration(Bucket="config-locked", ObjectLockConfiguration=configuration)

        assert self.channel(client, "config-locked") == "InsufficientDeliveryPolicyException"

    def test_is_refused_where_the_policy_does_not_let_it_in_and_where_there_is_no_bucket(self, client: Client) -> None:
        self.bucket(client, "config-others", {"aws:SourceOrgID": "o-other00000"})
        self.bucket(client, "config-encrypted")

        answers = [
            self.channel(client, "config-others"),
            self.channel(client, "config-nowhere"),
            self.channel(client, "config-encrypted", s3KmsKeyArn="alias/none"),
        ]

        assert answers == [
            "InsufficientDeliveryPolicyException",
            "NoSuchBucketException",
            "InvalidS3KmsKeyArnException",
        ]

    def test_to_a_bucket_of_its_own_account_may_be_the_recorders(self, client: Client) -> None:
        s3 = client("s3", self.ACCOUNT, "us-east-1")
        s3.create_bucket(Bucket="config-own")
        before = self.channel(client, "config-own")
        iam = client("iam", self.ACCOUNT)
        _role(client, self.ACCOUNT, "recorder")
        allowed = {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::config-own/*"}
        document = json.dumps({"Version": "2012-10-17", "Statement": [allowed]})
        iam.put_role_policy(RoleName="recorder", PolicyName="p", PolicyDocument=document)

        assert [before, self.channel(client, "config-own")] == ["InsufficientDeliveryPolicyException", "taken"]


def _organization(client: Client, management: str) -> str:
    """An organization that several tests share: they leave nothing in it."""
    try:
        client("organizations", management).create_organization(FeatureSet="ALL")
    except ClientError as error:
        assert error.response["Error"]["Code"] == "AlreadyInOrganizationException"  # noqa: PT017 - of another test
    return management


def _accounts(config: Any) -> set[str]:
    detailed = config.get_organization_conformance_pack_detailed_status(OrganizationConformancePackName="baseline")
    return {one["AccountId"] for one in detailed["OrganizationConformancePackDetailedStatuses"]}


def _aggregator(account_id: str) -> dict[str, Any]:
    role = f"arn:aws:iam::{account_id}:role/aggregator"
    source = {"RoleArn": role, "AllAwsRegions": True}
    return {"ConfigurationAggregatorName": "all", "OrganizationAggregationSource": source}


def _role(client: Client, account_id: str, name: str) -> None:
    trust = {"Effect": "Allow", "Principal": {"Service": DATA}, "Action": "sts:AssumeRole"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    client("iam", account_id).create_role(RoleName=name, AssumeRolePolicyDocument=document)
