"""The log archive as synthesized: what each bucket has, and what goes there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.consistency.dropped import Dropped
from modules.consistency.security import log_buckets_have_names_that_fit
from modules.landing_zone import LandingZone
from modules.specification.errors import LandingZoneError
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, environment, environment_with

UNLOCKED = {"access-logs", "config"}
NETWORK = "network-eu-west-1"


@pytest.fixture(scope="module")
def archive(outputs: dict[str, Path]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = document(outputs["staging"], "staging-log-archive")["resource"]
    return found


@pytest.fixture(scope="module")
def without_security(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("without") / "cdktf.out"
    synthesize([environment_with("staging", security=None)], output)
    return output


def purposes(archive: dict[str, dict[str, Any]], kind: str) -> set[str]:
    """What the buckets hold that have a resource of a kind."""
    paths = [body["//"]["metadata"]["path"] for body in archive[kind].values()]
    return {path.split("/")[2] for path in paths}


def network(output: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = document(output, f"staging-{NETWORK}")["resource"]
    return found


class TestBuckets:
    def test_every_bucket_has_all_that_keeps_it(self, archive: dict[str, dict[str, Any]]) -> None:
        everywhere = purposes(archive, "aws_s3_bucket")
        for kind in (
            "aws_s3_bucket_policy",
            "aws_s3_bucket_public_access_block",
            "aws_s3_bucket_ownership_controls",
            "aws_s3_bucket_versioning",
            "aws_s3_bucket_server_side_encryption_configuration",
            "aws_s3_bucket_lifecycle_configuration",
        ):
            assert purposes(archive, kind) == everywhere, kind
        assert all(body["lifecycle"]["prevent_destroy"] for body in archive["aws_s3_bucket"].values())

    def test_what_writers_take_is_locked(self, archive: dict[str, dict[str, Any]]) -> None:
        locked = purposes(archive, "aws_s3_bucket_object_lock_configuration")
        assert locked == purposes(archive, "aws_s3_bucket") - UNLOCKED
        assert {name for name, body in archive["aws_s3_bucket"].items() if body.get("object_lock_enabled")} == {
            name for name in archive["aws_s3_bucket"] if not any(f"bucket_{one}_" in name for one in UNLOCKED)
        }

    def test_all_but_that_of_access_logs_record_who_reads_them(self, archive: dict[str, dict[str, Any]]) -> None:
        assert purposes(archive, "aws_s3_bucket_logging") == purposes(archive, "aws_s3_bucket") - {"access-logs"}

    def test_names_and_alias_are_those_that_guardrails_protect(self, archive: dict[str, dict[str, Any]]) -> None:
        assert all("-log-archive-" in body["bucket"] for body in archive["aws_s3_bucket"].values())
        assert all(body["name"].startswith("alias/landing-zone/") for body in archive["aws_kms_alias"].values())

    def test_a_service_is_in_the_key_s_policy_once(self, archive: dict[str, dict[str, Any]]) -> None:
        (key,) = archive["aws_kms_key"].values()
        sids = [statement["Sid"] for statement in json.loads(key["policy"])["Statement"]]
        assert len(set(sids)) == len(sids)

    def test_where_control_tower_has_the_trail_there_is_no_bucket_for_another(self, outputs: dict[str, Path]) -> None:
        buckets = document(outputs["production"], "production-log-archive")["resource"]["aws_s3_bucket"]
        assert not any("-trail-" in body["bucket"] for body in buckets.values())
        assert not (outputs["production"] / "stacks" / "production-trail").exists()


class TestNetwork:
    def test_its_logs_go_to_the_archive(self, outputs: dict[str, Path]) -> None:
        resources = network(outputs["staging"])
        (queries,) = resources["aws_route53_resolver_query_log_config"].values()
        (logging,) = resources["aws_networkfirewall_logging_configuration"].values()
        destinations = logging["logging_configuration"]["log_destination_config"]
        assert 'bucket_names["query-logs"]' in queries["destination_arn"]
        assert [one["log_destination_type"] for one in destinations] == ["S3", "S3"]
        assert all('bucket_names["firewall-logs"]' in one["log_destination"]["bucketName"] for one in destinations)
        flow_logs = resources["aws_flow_log"].values()
        assert all('bucket_names["flow-logs"]' in body["log_destination"] for body in flow_logs)
        assert not {"aws_s3_bucket", "aws_cloudwatch_log_group"} & set(resources)

    def test_a_bucket_that_is_named_wins(self, tmp_path: Path) -> None:
        section = environment("staging").zone.model_dump(mode="json", exclude_defaults=True)["network"]
        named = {**section, "flow_logs": {"bucket_arn": "arn:aws:s3:::elsewhere"}}
        synthesize([environment_with("staging", network=named)], tmp_path / "cdktf.out")
        flow_logs = network(tmp_path / "cdktf.out")["aws_flow_log"].values()
        assert {body["log_destination"] for body in flow_logs} == {"arn:aws:s3:::elsewhere"}

    def test_without_an_archive_hubs_keep_their_own(self, without_security: Path) -> None:
        resources = network(without_security)
        (logging,) = resources["aws_networkfirewall_logging_configuration"].values()
        destinations = logging["logging_configuration"]["log_destination_config"]
        assert list(resources["aws_s3_bucket"]) == ["flow-logs"]
        assert {one["log_destination_type"] for one in destinations} == {"CloudWatchLogs"}
        assert not (without_security / "stacks" / "staging-log-archive").exists()


def test_a_name_that_makes_bucket_names_too_long_is_refused() -> None:
    zone: LandingZone = environment("staging").zone
    organization = zone.organization.model_copy(update={"name": "a" * 24})
    refused: list[LandingZoneError] = list(
        log_buckets_have_names_that_fit(zone.model_copy(update={"organization": organization}), Dropped())
    )
    assert [error.what for error in refused] == ["the name of a bucket for logs is too long"]
    assert refused[0].fix == "shorten the organization's name by 1 characters"


@pytest.fixture(scope="module")
def with_opt_in_regions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    organization = environment("staging").zone.organization.model_dump(mode="json", exclude_defaults=True)
    wider = {**organization, "regions": ["eu-west-1", "me-south-1", "eu-central-2"]}
    output = tmp_path_factory.mktemp("opt-in") / "cdktf.out"
    synthesize([environment_with("staging", organization=wider)], output)
    found: dict[str, dict[str, Any]] = document(output, "staging-log-archive")["resource"]
    return found


@pytest.mark.parametrize("kind", ["aws_s3_bucket_policy", "aws_kms_key"])
def test_in_regions_that_accounts_opt_in_to_services_write_by_their_names_there(
    with_opt_in_regions: dict[str, dict[str, Any]], kind: str
) -> None:
    principals = [
        statement["Principal"]
        for resource in with_opt_in_regions[kind].values()
        for statement in json.loads(resource["policy"])["Statement"]
    ]
    services = [
        principal["Service"] for principal in principals if isinstance(principal, dict) and "Service" in principal
    ]
    assert {name for names in services if isinstance(names, list) for name in names} == {
        "guardduty.amazonaws.com",
        "guardduty.eu-central-2.amazonaws.com",
        "guardduty.me-south-1.amazonaws.com",
        "macie.amazonaws.com",
        "macie.me-south-1.amazonaws.com",
    }
