"""Where AWS has a security service: what is written here, against the endpoints that the SDK knows."""

from __future__ import annotations

import botocore.session
import pytest

from modules.aws_limits import REGIONS, is_opt_in
from modules.security.spec.posture import ConfigSpec
from modules.security.spec.security import SecuritySpec

SDK_NAMES = {
    "guardduty": "guardduty",
    "security_hub": "securityhub",
    "macie": "macie2",
    "inspector": "inspector2",
    "detective": "detective",
    "access_analyzer": "accessanalyzer",
    "config": "config",
    "firewall_manager": "fms",
    "security_lake": "securitylake",
}
WITHOUT_REGIONS = {"audit_manager", "incident_response"}
"""Services of which nothing is made in a region."""
SERVICES = {key: service for key, service in SecuritySpec().services() if key not in WITHOUT_REGIONS}


def test_every_service_that_is_made_has_its_endpoints_looked_up() -> None:
    assert SERVICES.keys() == SDK_NAMES.keys()


@pytest.mark.parametrize("key", SERVICES)
def test_a_service_is_absent_where_the_sdk_knows_the_region_and_no_endpoint(key: str) -> None:
    session = botocore.session.Session()
    known = set(REGIONS) & set(session.get_available_regions("ec2"))  # the SDK is older than some regions
    assert SERVICES[key].absent_from == known - set(session.get_available_regions(SDK_NAMES[key]))


@pytest.mark.parametrize(
    ("regions", "recording"),
    [
        (("eu-west-1", "us-east-1"), "eu-west-1"),
        (("eu-central-2", "eu-west-1", "us-east-1"), "eu-west-1"),
        (("eu-central-2", "me-central-1"), None),
    ],
)
def test_iam_is_recorded_once_in_the_first_region_that_can(regions: tuple[str, ...], recording: str | None) -> None:
    assert ConfigSpec().region_that_records_iam(regions) == recording


def test_iam_is_recorded_in_no_region_where_config_is_off() -> None:
    assert ConfigSpec(regions=("us-east-1",)).region_that_records_iam(("eu-west-1", "us-east-1")) == "us-east-1"


def test_regions_without_a_record_of_iam_are_regions_that_accounts_opt_in_to() -> None:
    assert {region for region in ConfigSpec.iam_is_not_recorded_in if not is_opt_in(region)} == set()
    assert set(REGIONS) >= ConfigSpec.iam_is_not_recorded_in
