"""Where AWS has a security service: what is written here, against the endpoints that the SDK knows."""

from __future__ import annotations

import botocore.session
import pytest

from modules.aws_limits import REGIONS
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
