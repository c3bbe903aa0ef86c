from __future__ import annotations

import json
from typing import Any

import pytest

from modules.organization.control_tower.manifest import Places, manifest
from modules.organization.control_tower.spec import ControlTowerLandingZoneSpec

PLACES = Places(
    log_archive_id="333333333333",
    security_tooling_id="444444444444",
    security_unit="Security",
    key_arn="arn:key",
    sandbox_unit="Sandbox",
)
BUCKETS = {"loggingBucket": {"retentionDays": "400"}, "accessLoggingBucket": {"retentionDays": "4000"}}


def written(places: Places = PLACES, **said: Any) -> dict[str, Any]:
    days = {"logging": {"retention_days": 400, "access_log_retention_days": 4_000}}
    spec = ControlTowerLandingZoneSpec.model_validate_json(json.dumps({**days, **said}))
    return manifest(spec, regions=("us-east-1", "eu-west-1"), places=places)


def test_version_4_0_has_every_switch_that_it_requires() -> None:
    """Step 2: Launch your landing zone using the AWS Control Tower APIs."""
    assert written() == {
        "governedRegions": ["eu-west-1", "us-east-1"],
        "accessManagement": {"enabled": True},
        "backup": {"enabled": False},
        "centralizedLogging": {
            "accountId": "333333333333",
            "enabled": True,
            "configurations": {**BUCKETS, "kmsKeyArn": "arn:key"},
        },
        "config": {
            "accountId": "444444444444",
            "enabled": True,
            "configurations": {**BUCKETS, "kmsKeyArn": "arn:key"},
        },
        "securityRoles": {"accountId": "444444444444", "enabled": True},
    }


def test_version_3_3_names_its_units_and_has_no_switch_that_is_newer() -> None:
    """Landing zone schemas: no other property is allowed."""
    assert written(version="3.3") == {
        "governedRegions": ["eu-west-1", "us-east-1"],
        "accessManagement": {"enabled": True},
        "centralizedLogging": {
            "accountId": "333333333333",
            "enabled": True,
            "configurations": {**BUCKETS, "kmsKeyArn": "arn:key"},
        },
        "organizationStructure": {"security": {"name": "Security"}, "sandbox": {"name": "Sandbox"}},
        "securityRoles": {"accountId": "444444444444"},
    }


def test_what_is_switched_off_is_off_in_it() -> None:
    off = written(access_management=False, security_roles=False, logging={"enabled": False})

    assert {part: off[part]["enabled"] for part in ("accessManagement", "securityRoles", "centralizedLogging")} == {
        "accessManagement": False,
        "securityRoles": False,
        "centralizedLogging": False,
    }
    assert off["config"]["enabled"] is True


def test_without_a_key_nothing_is_said_of_one() -> None:
    places = Places(
        log_archive_id="333333333333", security_tooling_id="444444444444", security_unit="Security", key_arn=None
    )
    assert written(places)["centralizedLogging"]["configurations"] == BUCKETS


@pytest.mark.parametrize("version", ["3.3", "4.0"])
def test_no_number_is_in_it(version: str) -> None:
    """Provider 5.100 reads them back as text, and every plan would differ."""

    def leaves(node: Any) -> list[Any]:
        if isinstance(node, dict):
            return [leaf for value in node.values() for leaf in leaves(value)]
        return [leaf for item in node for leaf in leaves(item)] if isinstance(node, list) else [node]

    assert {type(leaf) for leaf in leaves(written(version=version))} == {str, bool}
