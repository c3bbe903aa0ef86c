"""Access logs, Object Lock and replication of buckets: where AWS lets them go, and what it refuses."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.emulator.conftest import Client

pytestmark = pytest.mark.emulator

ACCOUNT, OTHER = "321000000001", "321000000002"
RETENTION = {
    "ObjectLockEnabled": "Enabled",
    "Rule": {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": 365}},
}
VERSIONED = {"Status": "Enabled"}


def code(error: Any) -> str:
    return str(error.value.response["Error"]["Code"])


def bucket(
    client: Client, name: str, *, account_id: str = ACCOUNT, region: str = "eu-west-1", lock: bool = False
) -> Any:
    s3 = client("s3", account_id, region)
    configuration = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
    s3.create_bucket(Bucket=name, ObjectLockEnabledForBucket=lock, **configuration)
    return s3


def let_logs_in(s3: Any, name: str, **condition: Any) -> None:
    statements = [
        {
            "Effect": "Allow",
            "Principal": {"Service": "logging.s3.amazonaws.com"},
            "Action": "s3:PutObject",
            "Resource": [f"arn:aws:s3:::{name}/*"],
            "Condition": {"StringEquals": {"aws:SourceAccount": ACCOUNT} | condition},
        },
        {
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": f"arn:aws:s3:::{name}/*",
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        },
    ]
    s3.put_bucket_policy(Bucket=name, Policy=json.dumps({"Version": "2012-10-17", "Statement": statements}))


class TestAccessLogging:
    def log(self, client: Client, target: str) -> str:
        source = f"source-of-{target}"
        s3 = bucket(client, source)
        enabled = {"TargetBucket": target, "TargetPrefix": f"{source}/"}
        try:
            s3.put_bucket_logging(Bucket=source, BucketLoggingStatus={"LoggingEnabled": enabled})
        except ClientError as error:
            return str(error.response["Error"]["Code"])
        return str(s3.get_bucket_logging(Bucket=source)["LoggingEnabled"]["TargetBucket"])

    def test_goes_to_a_bucket_that_lets_the_service_in(self, client: Client) -> None:
        let_logs_in(bucket(client, "access-logs"), "access-logs")

        assert self.log(client, "access-logs") == "access-logs"

    def test_is_refused_where_the_policy_means_another_source(self, client: Client) -> None:
        s3 = bucket(client, "others-logs")
        let_logs_in(s3, "others-logs", **{"aws:SourceArn": "arn:aws:s3:::another"})

        assert self.log(client, "others-logs") == "InvalidTargetBucketForLogging"

    @pytest.mark.parametrize(
        ("name", "place", "refusal"),
        [
            ("locked-logs", {"lock": True}, "InvalidTargetBucketForLogging"),
            ("abroad-logs", {"region": "us-east-1"}, "CrossLocationLoggingProhibited"),
            ("foreign-logs", {"account_id": OTHER}, "InvalidTargetBucketForLogging"),
        ],
        ids=["Object Lock", "another Region", "another account"],
    )
    def test_is_refused_to_a_bucket_with(self, client: Client, name: str, place: dict[str, Any], refusal: str) -> None:
        let_logs_in(bucket(client, name, **place), name)

        assert self.log(client, name) == refusal

    def test_is_refused_to_a_bucket_that_does_not_exist(self, client: Client) -> None:
        assert self.log(client, "no-logs") == "InvalidTargetBucketForLogging"


class TestObjectLock:
    def test_is_turned_on_and_changed_while_the_bucket_is_in_use(self, client: Client) -> None:
        s3 = bucket(client, "in-use")
        s3.put_bucket_versioning(Bucket="in-use", VersioningConfiguration=VERSIONED)
        s3.put_object(Bucket="in-use", Key="log", Body=b"1")

        s3.put_object_lock_configuration(Bucket="in-use", ObjectLockConfiguration=RETENTION)

        kept = s3.get_object_lock_configuration(Bucket="in-use")["ObjectLockConfiguration"]["Rule"]["DefaultRetention"]
        assert (kept["Mode"], kept["Days"]) == ("COMPLIANCE", 365)

    def test_needs_versioning_and_holds_it(self, client: Client) -> None:
        s3 = bucket(client, "not-versioned")
        with pytest.raises(ClientError) as without:
            s3.put_object_lock_configuration(Bucket="not-versioned", ObjectLockConfiguration=RETENTION)
        bucket(client, "held", lock=True)

        with pytest.raises(ClientError) as suspended:
            s3.put_bucket_versioning(Bucket="held", VersioningConfiguration={"Status": "Suspended"})

        assert [code(without), code(suspended)] == ["InvalidBucketState", "InvalidBucketState"]

    @pytest.mark.parametrize("retention", [{"Mode": "COMPLIANCE"}, {"Mode": "COMPLIANCE", "Days": 1, "Years": 1}])
    def test_has_one_period_for_a_mode(self, client: Client, retention: dict[str, Any]) -> None:
        name = f"periods-{len(retention)}"
        s3 = bucket(client, name, lock=True)
        configuration = {"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": retention}}

        with pytest.raises(ClientError) as refused:
            s3.put_object_lock_configuration(Bucket=name, ObjectLockConfiguration=configuration)

        assert code(refused) == "MalformedXML"

    def test_keeps_the_versions_of_its_objects(self, client: Client) -> None:
        s3 = bucket(client, "kept", lock=True)
        s3.put_object_lock_configuration(Bucket="kept", ObjectLockConfiguration=RETENTION)
        version = s3.put_object(Bucket="kept", Key="log", Body=b"1")["VersionId"]

        with pytest.raises(ClientError) as refused:
            s3.delete_object(Bucket="kept", Key="log", VersionId=version, BypassGovernanceRetention=True)

        assert code(refused) == "AccessDenied"


class TestReplication:
    def replicate(self, client: Client, source: str, destination: dict[str, Any], **rule: Any) -> str:
        s3 = client("s3", ACCOUNT)
        whole = {"ID": "all", "Status": "Enabled", "Prefix": "", "Destination": destination, **rule}
        configuration = {"Role": f"arn:aws:iam::{ACCOUNT}:role/r", "Rules": [whole]}
        try:
            s3.put_bucket_replication(Bucket=source, ReplicationConfiguration=configuration)
        except ClientError as error:
            return f"{error.response['Error']['Code']}: {error.response['Error']['Message']}"
        (kept,) = s3.get_bucket_replication(Bucket=source)["ReplicationConfiguration"]["Rules"]
        return str(kept["Destination"]["Bucket"])

    def test_goes_to_another_account_and_region(self, client: Client) -> None:
        bucket(client, "from-here", lock=True)
        bucket(client, "to-there", account_id=OTHER, region="eu-central-1", lock=True)
        there = {
            "Bucket": "arn:aws:s3:::to-there",
            "Account": OTHER,
            "AccessControlTranslation": {"Owner": "Destination"},
            "EncryptionConfiguration": {"ReplicaKmsKeyID": "arn:aws:kms:eu-central-1:321000000002:key/k"},
        }
        encrypted = {"SseKmsEncryptedObjects": {"Status": "Enabled"}}

        assert self.replicate(client, "from-here", there, SourceSelectionCriteria=encrypted) == there["Bucket"]
        refusals = {
            "no criteria": self.replicate(client, "from-here", there),
            "another owner": self.replicate(client, "from-here", {"Bucket": there["Bucket"], "Account": ACCOUNT}),
        }
        assert {name: said.split(":")[0] for name, said in refusals.items()} == {
            "no criteria": "InvalidArgument",
            "another owner": "InvalidArgument",
        }

    def test_is_shown_with_the_encrypted_objects_and_delete_markers_that_it_copies(self, client: Client) -> None:
        bucket(client, "shown-source", lock=True)
        bucket(client, "shown-copy", region="eu-central-1", lock=True)
        key = {"ReplicaKmsKeyID": f"arn:aws:kms:eu-central-1:{ACCOUNT}:key/k"}
        destination = {"Bucket": "arn:aws:s3:::shown-copy", "EncryptionConfiguration": key}
        written = {
            "SourceSelectionCriteria": {"SseKmsEncryptedObjects": {"Status": "Enabled"}},
            "DeleteMarkerReplication": {"Status": "Enabled"},
        }

        assert self.replicate(client, "shown-source", destination, **written) == destination["Bucket"]

        shown = client("s3", ACCOUNT).get_bucket_replication(Bucket="shown-source")
        (rule,) = shown["ReplicationConfiguration"]["Rules"]
        assert {key: rule[key] for key in written} == written
        assert rule["Destination"] == destination

    def test_is_refused_to_a_bucket_that_cannot_take_it(self, client: Client) -> None:
        bucket(client, "locked-source", lock=True)
        bucket(client, "plain-copy")
        bucket(client, "versioned-copy").put_bucket_versioning(
            Bucket="versioned-copy", VersioningConfiguration=VERSIONED
        )

        refused = [
            self.replicate(client, "locked-source", {"Bucket": f"arn:aws:s3:::{name}"})
            for name in ("no-copy", "plain-copy", "versioned-copy")
        ]

        assert refused == [
            "InvalidRequest: Destination bucket must exist.",
            "InvalidRequest: Destination bucket must have versioning enabled.",
            "InvalidRequest: Destination bucket must have Object Lock enabled, as the source bucket has.",
        ]


def test_a_delete_marker_goes_when_versioning_was_suspended(client: Client) -> None:
    s3 = bucket(client, "suspended")
    s3.put_object(Bucket="suspended", Key="k", Body=b"1")
    s3.put_bucket_versioning(Bucket="suspended", VersioningConfiguration=VERSIONED)
    s3.delete_object(Bucket="suspended", Key="k")
    s3.put_bucket_versioning(Bucket="suspended", VersioningConfiguration={"Status": "Suspended"})
    found = s3.list_object_versions(Bucket="suspended")
    kept = [{"Key": k["Key"], "VersionId": k["VersionId"]} for k in (*found["Versions"], *found["DeleteMarkers"])]

    s3.delete_objects(Bucket="suspended", Delete={"Objects": kept})

    left = s3.list_object_versions(Bucket="suspended")
    assert not left.get("Versions")
    assert not left.get("DeleteMarkers")


@pytest.mark.parametrize(
    ("condition", "encryption", "denied"),
    [
        ({"Null": {"s3:x-amz-server-side-encryption": "true"}}, None, True),
        ({"Null": {"s3:x-amz-server-side-encryption": "true"}}, "aws:kms", False),
        ({"StringNotEquals": {"s3:x-amz-server-side-encryption": "aws:kms"}}, "AES256", True),
        ({"StringNotEquals": {"s3:x-amz-server-side-encryption": "aws:kms"}}, "aws:kms", False),
        ({"Bool": {"aws:SecureTransport": "false"}}, None, False),
        ({"ArnNotEquals": {"aws:PrincipalArn": "arn:aws:iam::321000000001:role/writer"}}, None, False),
        ({}, None, True),
    ],
    ids=str,
)
def test_a_policy_denies_an_object_by_what_is_said_of_its_encryption(
    client: Client,
    condition: dict[str, Any],
    encryption: str | None,
    denied: bool,  # noqa: FBT001 - a parameter
) -> None:
    """Who asks is not known to the emulator: a statement that looks at that denies nothing."""
    name = f"policies-{abs(hash((str(condition), encryption)))}"
    s3 = bucket(client, name)
    statement = {"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": f"arn:aws:s3:::{name}/*"}
    with_condition = {**statement, "Condition": condition} if condition else statement
    s3.put_bucket_policy(Bucket=name, Policy=json.dumps({"Statement": [with_condition]}))
    asked = {"ServerSideEncryption": encryption} if encryption else {}

    if denied:
        with pytest.raises(ClientError):
            s3.put_object(Bucket=name, Key="template", Body=b"{}", **asked)
    else:
        s3.put_object(Bucket=name, Key="template", Body=b"{}", **asked)
