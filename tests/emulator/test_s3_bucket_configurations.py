"""Configurations of a bucket that have an id. moto would take these requests for ones that concern the bucket."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.emulator.conftest import Client

pytestmark = pytest.mark.emulator

INVENTORY = {
    "Destination": {"S3BucketDestination": {"Bucket": "arn:aws:s3:::reports", "Format": "Parquet"}},
    "IsEnabled": True,
    "IncludedObjectVersions": "Current",
    "Schedule": {"Frequency": "Weekly"},
    "OptionalFields": ["Size", "ETag"],
}
TIERS = {"Status": "Enabled", "Tierings": [{"Days": 90, "AccessTier": "ARCHIVE_ACCESS"}]}
EXPORT = {"Format": "CSV", "Bucket": "arn:aws:s3:::reports"}
ANALYTICS = {"DataExport": {"OutputSchemaVersion": "V_1", "Destination": {"S3BucketDestination": EXPORT}}}
KINDS = [
    pytest.param("metrics", "Metrics", {"Filter": {"Prefix": "logs/"}}, id="metrics"),
    pytest.param("inventory", "Inventory", INVENTORY, id="inventory"),
    pytest.param("tiering", "IntelligentTiering", TIERS, id="intelligent tiering"),
    pytest.param("analytics", "Analytics", {"StorageClassAnalysis": ANALYTICS}, id="analytics"),
]


@pytest.fixture
def s3(client: Client) -> Any:
    return client("s3", "366000000001", "us-east-1")


@pytest.mark.parametrize(("bucket", "kind", "settings"), KINDS)
def test_is_shown_as_it_was_written_and_deleted_without_the_bucket(
    bucket: str, kind: str, settings: dict[str, Any], s3: Any
) -> None:
    s3.create_bucket(Bucket=bucket)
    member, written = f"{kind}Configuration", {"Id": "all", **settings}
    put, get, list_, delete = (_method(s3, verb, kind) for verb in ("put", "get", "list", "delete"))

    put(Bucket=bucket, Id="all", **{member: written})
    shown, listed = get(Bucket=bucket, Id="all")[member], list_(Bucket=bucket)[f"{member}List"]
    delete(Bucket=bucket, Id="all")

    assert shown == written
    assert listed == [written]
    assert f"{member}List" not in list_(Bucket=bucket)
    with pytest.raises(ClientError, match="NoSuchConfiguration"):
        get(Bucket=bucket, Id="all")
    assert s3.head_bucket(Bucket=bucket)["ResponseMetadata"]["HTTPStatusCode"] == 200


def test_of_a_bucket_that_does_not_exist_creates_none(s3: Any) -> None:
    with pytest.raises(ClientError, match="NoSuchBucket"):
        s3.put_bucket_metrics_configuration(Bucket="nowhere", Id="all", MetricsConfiguration={"Id": "all"})


def test_of_another_id_than_its_own_is_refused(s3: Any) -> None:
    s3.create_bucket(Bucket="mixed-up")

    with pytest.raises(ClientError, match="MalformedXML"):
        s3.put_bucket_metrics_configuration(Bucket="mixed-up", Id="all", MetricsConfiguration={"Id": "some"})


def _method(s3: Any, verb: str, kind: str) -> Any:
    name = {"IntelligentTiering": "intelligent_tiering"}.get(kind, kind.lower())
    return getattr(s3, f"{verb}_bucket_{name}_configuration{'s' if verb == 'list' else ''}")
