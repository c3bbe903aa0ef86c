from __future__ import annotations

from pathlib import Path

import boto3
from moto import mock_aws

from modules.deployment.spec import LocalBackendSpec, S3BackendSpec
from modules.state.listing import listed


def test_states_of_the_environment_are_listed_and_neither_copies_nor_those_of_others(tmp_path: Path) -> None:
    for path in (
        "staging/staging-accounts.tfstate",
        "staging/staging-accounts.tfstate.backup",
        "staging/staging-models-x.tfstate",
        "staging/notes.tfstate",
        "staging-eu/staging-eu-accounts.tfstate",
    ):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).touch()

    assert listed(LocalBackendSpec(type="local"), "staging", state=tmp_path) == ["staging-accounts", "staging-models-x"]


def test_states_in_a_bucket_are_listed_likewise(tmp_path: Path) -> None:
    with mock_aws():
        backend = S3BackendSpec(type="s3", bucket="acme-states", region="eu-west-1", use_lockfile=True)
        s3 = boto3.client("s3", region_name="eu-west-1", aws_access_key_id="a", aws_secret_access_key="b")  # noqa: S106
        s3.create_bucket(Bucket="acme-states", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
        for key in (
            "landing-zone/staging/staging-accounts.tfstate",
            "landing-zone/staging/staging-accounts.tfstate.tflock",
            "landing-zone/staging/staging-old/models.tfstate",
            "landing-zone/staging-eu/staging-eu-accounts.tfstate",
        ):
            s3.put_object(Bucket="acme-states", Key=key, Body=b"{}")

        assert listed(backend, "staging", state=tmp_path) == ["staging-accounts"]
