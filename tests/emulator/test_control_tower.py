from __future__ import annotations

from typing import Any

import pytest

from modules.emulator.existing_landing_zone import prepare_landing_zone
from modules.emulator.server import EmbeddedAws
from tests.emulator.conftest import Client
from tests.emulator.service_catalog_calls import create_member, create_organization

pytestmark = pytest.mark.emulator

VOLUMES = "arn:aws:controltower:eu-west-1::control/AWS-GR_EC2_VOLUME_INUSE_CHECK"
REGIONS = "arn:aws:controlcatalog:::control/dvuaav61i5cnazfelmvn9m6k"
ACCOUNT_FACTORY = "AWS Control Tower Account Factory"


def _manifest(log_archive: str, audit: str, **changed: Any) -> dict[str, Any]:
    manifest: dict[str, Any] = {
        "governedRegions": ["eu-west-1"],
        "organizationStructure": {"security": {"name": "Security"}, "sandbox": {"name": "Sandbox"}},
        "centralizedLogging": {"accountId": log_archive, "enabled": True},
        "securityRoles": {"accountId": audit},
        "accessManagement": {"enabled": True},
    }
    return manifest | changed


def _landing_zone(client: Client, management: str) -> tuple[dict[str, Any], str]:
    """Create an organization with its two accounts and a landing zone, and return the manifest and the ARN."""
    create_organization(client, management)
    manifest = _manifest(*(create_member(client, management, name) for name in ("log-archive", "audit")))
    tower = client("controltower", management)
    created = tower.create_landing_zone(version="3.3", manifest=manifest)
    _wait(tower, created)
    return manifest, str(created["arn"])


def _wait(tower: Any, started: dict[str, Any]) -> list[str]:
    id_ = started["operationIdentifier"]
    return [tower.get_landing_zone_operation(operationIdentifier=id_)["operationDetails"]["status"] for _ in range(2)]


def _finish(tower: Any, started: dict[str, Any]) -> list[str]:
    id_ = started["operationIdentifier"]
    return [tower.get_control_operation(operationIdentifier=id_)["controlOperation"]["status"] for _ in range(2)]


class TestLandingZone:
    def test_takes_a_while_and_keeps_its_manifest(self, client: Client) -> None:
        management = "364000000001"
        create_organization(client, management)
        accounts = [create_member(client, management, name) for name in ("log-archive", "audit")]
        tower = client("controltower", management)

        created = tower.create_landing_zone(version="3.3", manifest=_manifest(*accounts), tags={"team": "platform"})

        arn = created["arn"]
        assert tower.get_landing_zone(landingZoneIdentifier=arn)["landingZone"]["status"] == "PROCESSING"
        assert _wait(tower, created) == ["IN_PROGRESS", "SUCCEEDED"]
        zone = tower.get_landing_zone(landingZoneIdentifier=arn)["landingZone"]
        assert (zone["status"], zone["driftStatus"], zone["manifest"]) == (
            "ACTIVE",
            {"status": "IN_SYNC"},
            _manifest(*accounts),
        )
        assert tower.list_tags_for_resource(resourceArn=arn)["tags"] == {"team": "platform"}

    def test_makes_its_units_moves_its_accounts_and_brings_account_factory(self, client: Client) -> None:
        management = "364000000002"
        manifest, _ = _landing_zone(client, management)
        organizations = client("organizations", management)
        root = organizations.list_roots()["Roots"][0]["Id"]
        listed = organizations.list_organizational_units_for_parent(ParentId=root)["OrganizationalUnits"]
        units = {unit["Name"]: unit["Id"] for unit in listed}

        moved = organizations.list_accounts_for_parent(ParentId=units["Security"])["Accounts"]

        assert set(units) == {"Teams", "Security", "Sandbox"}
        assert {one["Id"] for one in moved} == {
            manifest["centralizedLogging"]["accountId"],
            manifest["securityRoles"]["accountId"],
        }
        client("servicecatalog", management).describe_product(Name=ACCOUNT_FACTORY)

    def test_is_one_in_an_organization_and_of_its_management_account(self, client: Client) -> None:
        management = "364000000003"
        manifest, _ = _landing_zone(client, management)
        tower = client("controltower", management)
        member = client("controltower", manifest["securityRoles"]["accountId"])

        with pytest.raises(tower.exceptions.ConflictException):
            tower.create_landing_zone(version="3.3", manifest=manifest)
        with pytest.raises(member.exceptions.AccessDeniedException):
            member.create_landing_zone(version="3.3", manifest=manifest)

    @pytest.mark.parametrize(
        ("management", "changed", "reason"),
        [
            ("364000000010", {"governedRegions": ["us-east-1"]}, "home Region eu-west-1"),
            ("364000000011", {"securityRoles": {"accountId": "999999999999"}}, "securityRoles no member account"),
            ("364000000012", {"organizationStructure": {}}, "no security unit"),
        ],
    )
    def test_is_refused_with_a_manifest_that_lacks_something(
        self, client: Client, management: str, changed: dict[str, Any], reason: str
    ) -> None:
        create_organization(client, management)
        accounts = [create_member(client, management, name) for name in ("log-archive", "audit")]
        tower = client("controltower", management)

        with pytest.raises(tower.exceptions.ValidationException, match=reason):
            tower.create_landing_zone(version="3.3", manifest=_manifest(*accounts, **changed))

    def test_is_changed_by_one_operation_at_a_time(self, client: Client) -> None:
        management = "364000000004"
        manifest, arn = _landing_zone(client, management)
        tower = client("controltower", management)
        wider = manifest | {"governedRegions": ["eu-west-1", "us-east-1"]}

        started = tower.update_landing_zone(landingZoneIdentifier=arn, version="3.3", manifest=wider)
        with pytest.raises(tower.exceptions.ConflictException):
            tower.reset_landing_zone(landingZoneIdentifier=arn)
        _wait(tower, started)

        assert tower.get_landing_zone(landingZoneIdentifier=arn)["landingZone"]["manifest"] == wider
        assert _wait(tower, tower.reset_landing_zone(landingZoneIdentifier=arn))[-1] == "SUCCEEDED"

    def test_is_gone_with_account_factory_once_deleted(self, client: Client) -> None:
        management = "364000000005"
        _, arn = _landing_zone(client, management)
        tower, catalog = client("controltower", management), client("servicecatalog", management)

        _wait(tower, tower.delete_landing_zone(landingZoneIdentifier=arn))

        assert tower.list_landing_zones()["landingZones"] == []
        with pytest.raises(catalog.exceptions.ResourceNotFoundException):
            catalog.describe_product(Name=ACCOUNT_FACTORY)


class TestControls:
    def test_a_control_is_enabled_changed_and_disabled_by_operations(self, aws: EmbeddedAws, client: Client) -> None:
        management = "364000000020"
        prepare_landing_zone(aws, management_account_id=management, home_region="eu-west-1")
        target = create_organization(client, management)["Arn"]
        tower = client("controltower", management)
        first, second = ([{"key": "AllowedRegions", "value": [name]}] for name in ("eu-west-1", "us-east-1"))

        enabled = tower.enable_control(controlIdentifier=REGIONS, targetIdentifier=target, parameters=first)
        assert _finish(tower, enabled) == ["IN_PROGRESS", "SUCCEEDED"]
        with pytest.raises(tower.exceptions.ValidationException, match="those that the control has"):
            tower.update_enabled_control(enabledControlIdentifier=enabled["arn"], parameters=first)
        _finish(tower, tower.update_enabled_control(enabledControlIdentifier=enabled["arn"], parameters=second))

        details = tower.get_enabled_control(enabledControlIdentifier=enabled["arn"])["enabledControlDetails"]
        assert (details["parameters"], details["statusSummary"]) == (second, {"status": "SUCCEEDED"})
        _finish(tower, tower.disable_control(controlIdentifier=REGIONS, targetIdentifier=target))
        assert tower.list_enabled_controls(targetIdentifier=target)["enabledControls"] == []

    def test_a_control_is_enabled_once_on_a_unit_of_the_organization(self, aws: EmbeddedAws, client: Client) -> None:
        management = "364000000021"
        prepare_landing_zone(aws, management_account_id=management, home_region="eu-west-1")
        target = create_organization(client, management)["Arn"]
        elsewhere = create_organization(client, "364000000022")["Arn"]
        tower = client("controltower", management)
        _finish(tower, tower.enable_control(controlIdentifier=VOLUMES, targetIdentifier=target))

        with pytest.raises(tower.exceptions.ValidationException, match=r"enabled on .* already"):
            tower.enable_control(controlIdentifier=VOLUMES, targetIdentifier=target)
        with pytest.raises(tower.exceptions.ResourceNotFoundException):
            tower.enable_control(controlIdentifier=VOLUMES, targetIdentifier=elsewhere)
        with pytest.raises(tower.exceptions.ValidationException, match="does not exist in eu-west-1"):
            tower.enable_control(controlIdentifier=VOLUMES.replace("eu-west-1", "us-east-1"), targetIdentifier=target)

    def test_without_a_landing_zone_in_the_region_there_are_none(self, aws: EmbeddedAws, client: Client) -> None:
        management = "364000000023"
        prepare_landing_zone(aws, management_account_id=management, home_region="eu-west-1")
        target = create_organization(client, management)["Arn"]
        tower = client("controltower", management, "us-east-1")

        with pytest.raises(tower.exceptions.ValidationException, match="no landing zone with the home Region"):
            tower.enable_control(controlIdentifier=VOLUMES, targetIdentifier=target)

    def test_a_control_is_left_alone_while_it_is_changed(self, aws: EmbeddedAws, client: Client) -> None:
        management = "364000000024"
        prepare_landing_zone(aws, management_account_id=management, home_region="eu-west-1")
        target = create_organization(client, management)["Arn"]
        tower = client("controltower", management)
        tower.enable_control(controlIdentifier=VOLUMES, targetIdentifier=target)

        with pytest.raises(tower.exceptions.ConflictException):
            tower.disable_control(controlIdentifier=VOLUMES, targetIdentifier=target)


class TestBaselines:
    def test_ten_units_at_a_time_are_registered(self, aws: EmbeddedAws, client: Client) -> None:
        management = "364000000030"
        prepare_landing_zone(aws, management_account_id=management, home_region="eu-west-1")
        create_organization(client, management)
        organizations, tower = client("organizations", management), client("controltower", management)
        root = organizations.list_roots()["Roots"][0]["Id"]
        baseline = next(b["arn"] for b in tower.list_baselines()["baselines"] if b["name"] == "AWSControlTowerBaseline")
        targets = [
            organizations.create_organizational_unit(ParentId=root, Name=f"Unit {n}")["OrganizationalUnit"]["Arn"]
            for n in range(11)
        ]

        def enable(target: str) -> Any:
            return tower.enable_baseline(
                baselineIdentifier=baseline, baselineVersion="4.0", targetIdentifier=target, tags={"a": "b"}
            )

        started = [enable(target) for target in targets[:10]]
        with pytest.raises(tower.exceptions.ServiceQuotaExceededException):
            enable(targets[10])
        for one in started * 2:
            tower.get_baseline_operation(operationIdentifier=one["operationIdentifier"])

        enable(targets[10])
        found = tower.list_enabled_baselines(filter={"targetIdentifiers": targets[:1]})["enabledBaselines"]
        assert [(one["arn"], one["statusSummary"]["status"]) for one in found] == [(started[0]["arn"], "SUCCEEDED")]
