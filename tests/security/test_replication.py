"""Copies of logs in a second region: what is made for them, and who may do what."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.landing_zone.security import log_purposes
from modules.security.plan.log_buckets import NEVER_LOCKED
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, environment, smaller_staging

SECTION = {"log_archive": {"replica_region": "us-east-1"}}
PURPOSES = {purpose.value for purpose in log_purposes(environment("staging").zone)}
REPLICATION = "aws_s3_bucket_replication_configuration"

Resources = dict[str, dict[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Staging with copies of its logs."""
    folder = tmp_path_factory.mktemp("replica") / "cdktf.out"
    synthesize([smaller_staging(security=SECTION)], folder)
    return folder


@pytest.fixture(scope="module")
def originals(output: Path) -> Resources:
    found: Resources = document(output, "staging-log-archive")["resource"]
    return found


@pytest.fixture(scope="module")
def replicas(output: Path) -> Resources:
    found: Resources = document(output, "staging-log-archive-replica")["resource"]
    return found


def purposes(resources: Resources, kind: str) -> set[str]:
    """What the buckets hold that have a resource of a kind."""
    return {body["//"]["metadata"]["path"].split("/")[2] for body in resources[kind].values()}


def statements(policy: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(policy)["Statement"]
    return found


class TestBuckets:
    def test_every_bucket_but_that_of_who_reads_them_is_copied(self, originals: Resources) -> None:
        assert len(originals[REPLICATION]) == len(PURPOSES)
        copied = {body["//"]["metadata"]["path"].rpartition("/")[2] for body in originals[REPLICATION].values()}
        assert copied == PURPOSES

    def test_a_copy_is_kept_as_its_original(self, originals: Resources, replicas: Resources) -> None:
        kinds = originals.keys() - {REPLICATION, "aws_iam_role", "aws_iam_role_policy"}
        assert kinds == replicas.keys()
        for kind in kinds - {"aws_kms_key", "aws_kms_alias"}:
            assert purposes(replicas, kind) == purposes(originals, kind), kind
        unlocked = {purpose.value for purpose in NEVER_LOCKED}
        assert purposes(replicas, "aws_s3_bucket_object_lock_configuration") == PURPOSES - unlocked
        for kind in ("aws_s3_bucket_object_lock_configuration", "aws_s3_bucket_lifecycle_configuration"):
            assert [body["rule"] for body in replicas[kind].values()] == [
                body["rule"] for body in originals[kind].values()
            ]

    def test_they_are_in_the_second_region_and_their_key_too(self, output: Path) -> None:
        (provider,) = document(output, "staging-log-archive-replica")["provider"]["aws"]
        assert provider["region"] == "us-east-1"

    def test_names_tell_copies_apart(self, originals: Resources, replicas: Resources) -> None:
        names = {body["bucket"] for found in (originals, replicas) for body in found["aws_s3_bucket"].values()}
        assert len(names) == 2 * (len(PURPOSES) + 1)
        assert all("-log-archive-" in name for name in names)


class TestReplication:
    def test_everything_is_copied_with_its_encryption_and_deletions_are_not(self, originals: Resources) -> None:
        for body in originals[REPLICATION].values():
            (rule,) = body["rule"]
            assert (rule["status"], rule["filter"]) == ("Enabled", {})
            assert rule["delete_marker_replication"] == {"status": "Disabled"}
            assert rule["source_selection_criteria"] == {"sse_kms_encrypted_objects": {"status": "Enabled"}}
            assert rule["destination"]["encryption_configuration"]["replica_kms_key_id"].endswith(
                "log-archive-replica.outputs.key_arn}"
            )

    def test_a_copy_goes_where_copies_of_its_kind_go(self, originals: Resources) -> None:
        for body in originals[REPLICATION].values():
            purpose = body["//"]["metadata"]["path"].rpartition("/")[2]
            (rule,) = body["rule"]
            assert f"-log-archive-{purpose}-replica-" in rule["destination"]["bucket"]

    def test_versions_are_there_before_and_the_role_may(self, originals: Resources) -> None:
        for body in originals[REPLICATION].values():
            assert sorted(address.partition(".")[0] for address in body["depends_on"]) == [
                "aws_iam_role_policy",
                "aws_s3_bucket_versioning",
            ]

    def test_the_role_reads_and_copies_and_deletes_nothing(self, originals: Resources) -> None:
        (body,) = originals["aws_iam_role_policy"].values()
        allowed = statements(body["policy"])
        actions = {action for statement in allowed for action in statement["Action"]}
        assert {action for action in actions if not action.startswith(("s3:Get", "s3:List"))} == {
            "s3:ReplicateObject",
            "s3:ReplicateTags",
            "kms:Decrypt",
            "kms:Encrypt",
            "kms:GenerateDataKey",
        }
        for statement in allowed:
            writes = [resource for resource in statement["Resource"] if "-replica-" in resource]
            if any(action.startswith("s3:Replicate") for action in statement["Action"]):
                assert writes == statement["Resource"]
            elif statement["Action"][0].startswith("s3:"):
                assert writes == []
        regions = [
            statement["Condition"]["StringEquals"]["kms:ViaService"]
            for statement in allowed
            if "Condition" in statement
        ]
        assert regions == ["s3.eu-west-1.amazonaws.com", "s3.us-east-1.amazonaws.com"]

    def test_the_role_that_copies_is_the_one_that_copies_admit(self, originals: Resources, replicas: Resources) -> None:
        (role,) = originals["aws_iam_role"].values()
        admitted = {
            statement["Condition"]["ArnNotEquals"]["aws:PrincipalArn"].partition(":role")[2]
            for body in replicas["aws_s3_bucket_policy"].values()
            for statement in statements(body["policy"])
            if statement["Sid"] == "DenyWritingButByReplication"
        }
        assert admitted == {f"{role['path']}{role['name']}"}


class TestWithout:
    def test_there_are_no_copies_unless_a_region_is_named(self, outputs: dict[str, Path]) -> None:
        for name, output in outputs.items():
            assert not (output / "stacks" / f"{name}-log-archive-replica").exists()
            assert REPLICATION not in document(output, f"{name}-log-archive")["resource"]

    def test_copies_change_nothing_of_what_is_copied(self, outputs: dict[str, Path], originals: Resources) -> None:
        before = document(outputs["staging"], "staging-log-archive")["resource"]
        assert {kind: originals[kind] for kind in before} == before
