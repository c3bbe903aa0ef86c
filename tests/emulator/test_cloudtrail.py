"""CloudTrail: trails of an account and of an organization, and what AWS refuses of them."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.emulator.conftest import Client
from tests.emulator.connection import connect
from tests.emulator.organization_setup import Organization

pytestmark = pytest.mark.emulator

PRINCIPAL = "cloudtrail.amazonaws.com"
TRAIL_ARN = "arn:aws:cloudtrail:eu-west-1:{}:trail/{}"
DATA_EVENTS = [
    {"Name": "management", "FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}]},
    {
        "Name": "objects",
        "FieldSelectors": [
            {"Field": "eventCategory", "Equals": ["Data"]},
            {"Field": "resources.type", "Equals": ["AWS::S3::Object"]},
        ],
    },
]


def code(error: Any) -> str:
    return str(error.value.response["Error"]["Code"])


def statement(action: str, resource: str, **condition: Any) -> dict[str, Any]:
    allowed = {"Effect": "Allow", "Principal": {"Service": PRINCIPAL}, "Action": action, "Resource": resource}
    return allowed | ({"Condition": condition} if condition else {})


def bucket(client: Client, account_id: str, name: str, *statements: dict[str, Any]) -> str:
    s3 = client("s3", account_id)
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    if statements:
        s3.put_bucket_policy(Bucket=name, Policy=json.dumps({"Version": "2012-10-17", "Statement": [*statements]}))
    return name


def open_bucket(client: Client, account_id: str, name: str) -> str:
    arn = f"arn:aws:s3:::{name}"
    return bucket(client, account_id, name, statement("s3:GetBucketAcl", arn), statement("s3:PutObject", f"{arn}/*"))


def organization_bucket(client: Client, ours: Organization, name: str, **changed: Any) -> str:
    """A bucket that only the trail `all` of the organization may write to, as the guide's policy has it."""
    arn = f"arn:aws:s3:::{name}"
    source = {"aws:SourceArn": TRAIL_ARN.format(ours.management, "all"), "aws:SourceOrgID": ours.id} | changed
    written = {**source, "s3:x-amz-acl": "bucket-owner-full-control"}
    return bucket(
        client,
        ours.management,
        name,
        statement("s3:GetBucketAcl", arn, StringEquals=source),
        statement("s3:PutObject", f"{arn}/AWSLogs/{ours.management}/*", StringEquals=written),
        statement("s3:PutObject", f"{arn}/AWSLogs/{ours.id}/*", StringEquals=written),
        {
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": [arn, f"{arn}/*"],
            "Condition": {"Bool": {"aws:SecureTransport": False}},
        },
    )


def test_a_trail_is_created_changed_switched_on_and_deleted(client: Client) -> None:
    trails = client("cloudtrail", "320000000001")
    name = open_bucket(client, "320000000001", "trail-320000000001")

    arn = trails.create_trail(Name="own", S3BucketName=name, TagsList=[{"Key": "a", "Value": "1"}])["TrailARN"]
    trails.start_logging(Name="own")
    trails.update_trail(Name=arn, EnableLogFileValidation=True, IsMultiRegionTrail=True)
    trails.put_event_selectors(TrailName=arn, AdvancedEventSelectors=DATA_EVENTS)
    trails.add_tags(ResourceId=arn, TagsList=[{"Key": "b", "Value": "2"}])
    trails.remove_tags(ResourceId=arn, TagsList=[{"Key": "a"}])

    shown = trails.get_trail(Name="own")["Trail"]
    assert shown == {
        "Name": "own",
        "S3BucketName": name,
        "IncludeGlobalServiceEvents": True,
        "IsMultiRegionTrail": True,
        "HomeRegion": "eu-west-1",
        "TrailARN": arn,
        "LogFileValidationEnabled": True,
        "HasCustomEventSelectors": True,
        "HasInsightSelectors": False,
        "IsOrganizationTrail": False,
    }
    assert trails.get_trail_status(Name=arn)["IsLogging"] is True
    assert trails.get_event_selectors(TrailName=arn)["AdvancedEventSelectors"] == DATA_EVENTS
    assert trails.list_tags(ResourceIdList=[arn])["ResourceTagList"][0]["TagsList"] == [{"Key": "b", "Value": "2"}]
    trails.delete_trail(Name=arn)
    assert trails.describe_trails()["trailList"] == []


def test_a_trail_of_all_regions_is_seen_in_each_and_changed_at_home(client: Client) -> None:
    home, abroad = (client("cloudtrail", "320000000002", region) for region in ("eu-west-1", "us-east-1"))
    name = open_bucket(client, "320000000002", "trail-320000000002")
    home.create_trail(Name="all", S3BucketName=name, IsMultiRegionTrail=True)
    home.create_trail(Name="one", S3BucketName=name)

    with pytest.raises(ClientError) as refused:
        abroad.stop_logging(Name="all")

    assert code(refused) == "InvalidHomeRegionException"
    assert [trail["Name"] for trail in abroad.list_trails()["Trails"]] == ["all"]
    assert abroad.describe_trails(includeShadowTrails=False)["trailList"] == []


class TestOfAnOrganization:
    def test_is_the_management_accounts_whoever_of_the_two_creates_it(self, client: Client) -> None:
        ours = Organization(client, "320000000010", PRINCIPAL)
        security, member = ours.member("security"), ours.member("workload")
        client("cloudtrail", ours.management).register_organization_delegated_admin(MemberAccountId=security)
        name = organization_bucket(client, ours, "trail-320000000010")
        delegated = client("cloudtrail", security)

        arn = delegated.create_trail(Name="all", S3BucketName=name, IsOrganizationTrail=True)["TrailARN"]
        delegated.start_logging(Name=arn)

        assert arn == TRAIL_ARN.format(ours.management, "all")
        assert client("cloudtrail", ours.management).get_trail(Name="all")["Trail"]["TrailARN"] == arn
        with pytest.raises(ClientError) as by_name:
            delegated.start_logging(Name="all")
        assert code(by_name) == "TrailNotFoundException"
        assert [t["TrailARN"] for t in client("cloudtrail", member).list_trails()["Trails"]] == [arn]
        with pytest.raises(ClientError) as by_member:
            client("cloudtrail", member).delete_trail(Name=arn)
        assert code(by_member) == "NotOrganizationMasterAccountException"
        delegated.delete_trail(Name=arn)

    @pytest.mark.parametrize(
        ("number", "trusted", "caller", "refusal"),
        [
            (11, [], "management", "CloudTrailAccessNotEnabledException"),
            (12, [PRINCIPAL], "workload", "NotOrganizationMasterAccountException"),
        ],
        ids=["without trusted access", "by a member"],
    )
    def test_is_refused(self, client: Client, number: int, trusted: list[str], caller: str, refusal: str) -> None:
        ours = Organization(client, f"3200000000{number}", *trusted)
        account_id = ours.management if caller == "management" else ours.member(caller)
        name = organization_bucket(client, ours, f"trail-{ours.management}")

        with pytest.raises(ClientError) as refused:
            client("cloudtrail", account_id).create_trail(Name="all", S3BucketName=name, IsOrganizationTrail=True)

        assert code(refused) == refusal

    def test_of_no_organization_is_refused(self, client: Client) -> None:
        name = open_bucket(client, "320000000013", "trail-320000000013")

        with pytest.raises(ClientError) as refused:
            client("cloudtrail", "320000000013").create_trail(Name="all", S3BucketName=name, IsOrganizationTrail=True)

        assert code(refused) == "OrganizationsNotInUseException"

    @pytest.mark.parametrize(
        ("number", "key", "value"),
        [
            (14, "aws:SourceArn", "arn:aws:cloudtrail:eu-west-1:320000000014:trail/other"),
            (15, "aws:SourceOrgID", "o-another000"),
            (16, "aws:SourceVpc", "vpc-1"),
        ],
    )
    def test_needs_a_bucket_whose_policy_means_it(self, client: Client, number: int, key: str, value: str) -> None:
        ours = Organization(client, f"3200000000{number}", PRINCIPAL)
        name = organization_bucket(client, ours, f"trail-{ours.management}", **{key: value})

        with pytest.raises(ClientError) as refused:
            client("cloudtrail", ours.management).create_trail(Name="all", S3BucketName=name, IsOrganizationTrail=True)

        assert code(refused) == "InsufficientS3BucketPolicyException"


class TestDelegatedAdministrators:
    def test_are_three_registered_once_each_and_never_the_management_account(self, client: Client) -> None:
        ours = Organization(client, "320000000020", PRINCIPAL)
        trails = client("cloudtrail", ours.management)
        members = [ours.member(f"m{number}") for number in range(4)]
        for member in members[:3]:
            trails.register_organization_delegated_admin(MemberAccountId=member)

        refusals = {}
        for account_id in (members[0], members[3], ours.management, "999999999999"):
            with pytest.raises(ClientError) as refused:
                trails.register_organization_delegated_admin(MemberAccountId=account_id)
            refusals[account_id] = code(refused)

        assert refusals == {
            members[0]: "AccountRegisteredException",
            members[3]: "DelegatedAdminAccountLimitExceededException",
            ours.management: "CannotDelegateManagementAccountException",
            "999999999999": "AccountNotFoundException",
        }
        listed = ours.organizations.list_delegated_administrators(ServicePrincipal=PRINCIPAL)
        assert [admin["Id"] for admin in listed["DelegatedAdministrators"]] == members[:3]
        with pytest.raises(ClientError) as twice:
            ours.delegate(members[0], PRINCIPAL)
        assert code(twice) == "AccountAlreadyRegisteredException"
        trails.deregister_organization_delegated_admin(DelegatedAdminAccountId=members[0])
        with pytest.raises(ClientError) as gone:
            trails.deregister_organization_delegated_admin(DelegatedAdminAccountId=members[0])
        assert code(gone) == "AccountNotRegisteredException"

    def test_are_registered_by_the_management_account_only(self, client: Client) -> None:
        ours = Organization(client, "320000000021", PRINCIPAL)
        member = ours.member("m")

        with pytest.raises(ClientError) as refused:
            client("cloudtrail", member).register_organization_delegated_admin(MemberAccountId=member)

        assert code(refused) == "NotOrganizationManagementAccountException"


@pytest.fixture(scope="module")
def place(aws: Any) -> Client:
    """Clients, with a bucket and a log group to deliver to."""
    client = partial(connect, aws)
    open_bucket(client, TestDeliveries.ACCOUNT, "deliveries")
    client("logs", TestDeliveries.ACCOUNT).create_log_group(logGroupName="trail")
    return client


class TestDeliveries:
    ACCOUNT = "320000000030"
    ROLE = f"arn:aws:iam::{ACCOUNT}:role/trail"
    GROUP = f"arn:aws:logs:eu-west-1:{ACCOUNT}:log-group:trail"

    def create(self, client: Any, **asked: Any) -> str:
        """Create a trail and delete it again; give what was refused."""
        trails = client("cloudtrail", self.ACCOUNT)
        try:
            trails.create_trail(Name="own", S3BucketName="deliveries", **asked)
        except ClientError as error:
            return str(error.response["Error"]["Code"])
        trails.delete_trail(Name="own")
        return "taken"

    def role(self, client: Any, name: str, *actions: str) -> str:
        iam = client("iam", self.ACCOUNT)
        trust = {"Effect": "Allow", "Principal": {"Service": PRINCIPAL}, "Action": "sts:AssumeRole"}
        created = iam.create_role(
            RoleName=name, AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [trust]})
        )
        allowed = {"Effect": "Allow", "Action": [*actions], "Resource": f"{self.GROUP}:log-stream:{self.ACCOUNT}_*"}
        document = {"Version": "2012-10-17", "Statement": [allowed]}
        iam.put_role_policy(RoleName=name, PolicyName="logs", PolicyDocument=json.dumps(document))
        return str(created["Role"]["Arn"])

    def test_to_a_log_group_need_a_role_that_may_write_there(self, place: Any) -> None:
        group = f"{self.GROUP}:*"
        both = self.role(place, "both", "logs:CreateLogStream", "logs:PutLogEvents")
        half = self.role(place, "half", "logs:CreateLogStream")

        assert self.create(place, CloudWatchLogsLogGroupArn=group, CloudWatchLogsRoleArn=both) == "taken"
        refusals = [
            self.create(place, CloudWatchLogsLogGroupArn=group, CloudWatchLogsRoleArn=half),
            self.create(place, CloudWatchLogsLogGroupArn=self.GROUP, CloudWatchLogsRoleArn=both),
            self.create(place, CloudWatchLogsLogGroupArn=group),
        ]
        assert refusals == [
            "InvalidCloudWatchLogsRoleArnException",
            "InvalidCloudWatchLogsLogGroupArnException",
            "InvalidParameterCombinationException",
        ]

    @pytest.mark.parametrize(
        ("actions", "region", "answer"),
        [
            (["kms:GenerateDataKey*", "kms:DescribeKey"], "eu-west-1", "taken"),
            (["kms:GenerateDataKey*"], "eu-west-1", "InsufficientEncryptionPolicyException"),
            (["kms:DescribeKey"], "eu-west-1", "InsufficientEncryptionPolicyException"),
            (["kms:*"], "us-east-1", "InsufficientEncryptionPolicyException"),
        ],
    )
    def test_encrypted_ones_need_a_key_of_the_buckets_region_whose_policy_means_the_trail(
        self, place: Any, actions: list[str], region: str, answer: str
    ) -> None:
        only = {"aws:SourceArn": TRAIL_ARN.format(self.ACCOUNT, "own")}
        policy = {"Version": "2012-10-17", "Statement": [statement(a, "*", StringEquals=only) for a in actions]}
        key = place("kms", self.ACCOUNT, region).create_key(Policy=json.dumps(policy))["KeyMetadata"]["Arn"]

        assert self.create(place, KmsKeyId=key) == answer

    def test_need_a_bucket_and_a_key_and_a_topic_that_exist(self, place: Any) -> None:
        with pytest.raises(ClientError) as no_bucket:
            place("cloudtrail", self.ACCOUNT).create_trail(Name="own", S3BucketName="no-bucket")

        assert code(no_bucket) == "S3BucketDoesNotExistException"
        assert self.create(place, KmsKeyId="alias/none") == "KmsKeyNotFoundException"
        assert self.create(place, SnsTopicName="none") == "InsufficientSnsTopicPolicyException"


@pytest.mark.parametrize(
    "selectors",
    [
        {},
        {"EventSelectors": [{"ReadWriteType": "All"}], "AdvancedEventSelectors": DATA_EVENTS},
        {"AdvancedEventSelectors": [{"FieldSelectors": [{"Field": "eventName", "Equals": ["x"]}]}]},
        {"AdvancedEventSelectors": [{"FieldSelectors": [{"Field": "eventCategory", "Equals": ["Data"]}]}]},
    ],
    ids=["none", "both kinds", "no category", "data of no type"],
)
def test_selectors_that_do_not_say_which_events_are_refused(client: Client, selectors: dict[str, Any]) -> None:
    trails = client("cloudtrail", "320000000040")
    if not trails.list_trails()["Trails"]:
        name = open_bucket(client, "320000000040", "trail-320000000040")
        trails.create_trail(Name="own", S3BucketName=name)

    with pytest.raises(ClientError) as refused:
        trails.put_event_selectors(TrailName="own", **selectors)

    assert code(refused) == "InvalidEventSelectorsException"
    assert trails.get_event_selectors(TrailName="own")["EventSelectors"][0]["ReadWriteType"] == "All"
