"""Version 4.0 of the landing zone takes accounts and units as they are."""

from __future__ import annotations

from typing import Any

import pytest

from tests.emulator.conftest import Client
from tests.emulator.service_catalog_calls import create_member, create_organization

pytestmark = pytest.mark.emulator


def _manifest(log_archive: str, audit: str, **changed: Any) -> dict[str, Any]:
    manifest: dict[str, Any] = {
        "governedRegions": ["eu-west-1"],
        "accessManagement": {"enabled": True},
        "backup": {"enabled": False},
        "centralizedLogging": {"accountId": log_archive, "enabled": True},
        "config": {"accountId": audit, "enabled": True},
        "securityRoles": {"accountId": audit, "enabled": True},
    }
    return manifest | changed


def _accounts(client: Client, management: str) -> tuple[str, str]:
    """Create an organization with two accounts, both in its unit `Teams`."""
    unit = create_organization(client, management)["Id"]
    return create_member(client, management, "log-archive", unit), create_member(client, management, "audit", unit)


def test_it_makes_no_unit_and_leaves_its_accounts_where_they_are(client: Client) -> None:
    management = "364000000070"
    accounts = _accounts(client, management)
    tower, organizations = client("controltower", management), client("organizations", management)

    made = tower.create_landing_zone(version="4.0", manifest=_manifest(*accounts))

    root = organizations.list_roots()["Roots"][0]["Id"]
    (unit,) = organizations.list_organizational_units_for_parent(ParentId=root)["OrganizationalUnits"]
    assert unit["Name"] == "Teams"
    assert {one["Id"] for one in organizations.list_accounts_for_parent(ParentId=unit["Id"])["Accounts"]} == {*accounts}
    assert tower.get_landing_zone(landingZoneIdentifier=made["arn"])["landingZone"]["version"] == "4.0"


@pytest.mark.parametrize(
    ("management", "changed", "reason"),
    [
        ("364000000071", {"organizationStructure": {"security": {"name": "Teams"}}}, "version 4.0 does not take"),
        ("364000000072", {"backup": {}}, "does not say backup.enabled"),
        ("364000000073", {"config": {"enabled": True, "accountId": "364000000073"}}, "not in one top-level unit"),
    ],
)
def test_it_refuses_a_manifest_that_is_not_of_its_form(
    client: Client, management: str, changed: dict[str, Any], reason: str
) -> None:
    accounts = _accounts(client, management)
    tower = client("controltower", management)

    with pytest.raises(tower.exceptions.ValidationException, match=reason):
        tower.create_landing_zone(version="4.0", manifest=_manifest(*accounts, **changed))
