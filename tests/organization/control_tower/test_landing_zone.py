from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.organization.control_tower.landing_zone import ControlTowerLandingZone
from modules.organization.control_tower.spec import ControlTowerLandingZoneSpec, LogKeySpec
from tests.support.environments import addresses
from tests.support.synthesis import only, synthesize_one

OWN_KEY = ControlTowerLandingZoneSpec(kms_key=LogKeySpec(deletion_days=14))
KEY_ARN = "arn:aws:kms:eu-west-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef"


def synthesized(folder: Path, spec: ControlTowerLandingZoneSpec) -> dict[str, Any]:
    return synthesize_one(
        folder,
        lambda stack: ControlTowerLandingZone(
            stack,
            "landing-zone",
            spec=spec,
            account_id="111111111111",
            home_region="eu-west-1",
            regions=("eu-west-1",),
            log_archive_id="333333333333",
            security_tooling_id="444444444444",
            security_unit="Security",
            sandbox_unit="Sandbox",
        ),
    )


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return synthesized(tmp_path_factory.mktemp("stack"), OWN_KEY)


def statements(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text)["Statement"]
    return found


class TestLandingZone:
    def test_waits_for_everything_that_its_roles_may_do(self, document: dict[str, Any]) -> None:
        permissions = {
            f"{kind}.{name}"
            for kind in ("aws_iam_role_policy", "aws_iam_role_policy_attachment")
            for name in document["resource"][kind]
        }
        assert set(only(document, "aws_controltower_landing_zone")["depends_on"]) == permissions

    def test_cannot_be_destroyed(self, document: dict[str, Any]) -> None:
        assert only(document, "aws_controltower_landing_zone")["lifecycle"] == {"prevent_destroy": True}

    def test_its_manifest_names_the_key_that_is_made_here(self, document: dict[str, Any]) -> None:
        (key,) = document["resource"]["aws_kms_key"]
        manifest = json.loads(only(document, "aws_controltower_landing_zone")["manifest_json"])
        assert manifest["centralizedLogging"]["configurations"]["kmsKeyArn"] == f"${{aws_kms_key.{key}.arn}}"

    @pytest.mark.parametrize(("key", "named"), [(LogKeySpec(arn=KEY_ARN), KEY_ARN), (None, None)])
    def test_takes_a_key_that_exists_or_none(self, tmp_path: Path, key: LogKeySpec | None, named: str | None) -> None:
        document = synthesized(tmp_path, ControlTowerLandingZoneSpec(kms_key=key))
        manifest = json.loads(only(document, "aws_controltower_landing_zone")["manifest_json"])

        assert manifest["config"]["configurations"].get("kmsKeyArn") == named
        assert "aws_kms_key" not in document["resource"]

    def test_addresses_are_a_contract(self, document: dict[str, Any]) -> None:
        assert [one for one in addresses(document) if "iam" not in one] == [
            "aws_controltower_landing_zone.landing-zone",
            "aws_kms_alias.landing-zone_key_alias_64F4C3C7",
            "aws_kms_key.landing-zone_key_35C7CF1D",
        ]


class TestRoles:
    @pytest.fixture
    def roles(self, document: dict[str, Any]) -> dict[str, dict[str, Any]]:
        return {role["name"]: role for role in document["resource"]["aws_iam_role"].values()}

    def test_are_the_four_that_control_tower_looks_for(self, roles: dict[str, dict[str, Any]]) -> None:
        assert set(roles) == {
            "AWSControlTowerAdmin",
            "AWSControlTowerCloudTrailRole",
            "AWSControlTowerConfigAggregatorRoleForOrganizations",
            "AWSControlTowerStackSetRole",
        }
        assert {role["path"] for role in roles.values()} == {"/service-role/"}

    @pytest.mark.parametrize(
        ("name", "service", "source"),
        [
            ("AWSControlTowerAdmin", "controltower", "arn:aws:controltower:eu-west-1:111111111111:*"),
            ("AWSControlTowerStackSetRole", "cloudformation", "arn:aws:cloudformation:*:111111111111:stackset/*"),
            ("AWSControlTowerCloudTrailRole", "cloudtrail", None),
            ("AWSControlTowerConfigAggregatorRoleForOrganizations", "config", None),
        ],
    )
    def test_trust_one_service_and_where_aws_says_so_for_this_account_only(
        self, roles: dict[str, dict[str, Any]], name: str, service: str, source: str | None
    ) -> None:
        (trust,) = statements(roles[name]["assume_role_policy"])

        assert trust["Principal"] == {"Service": f"{service}.amazonaws.com"}
        assert trust.get("Condition") == (
            {"StringEquals": {"aws:SourceAccount": "111111111111"}, "ArnLike": {"aws:SourceArn": source}}
            if source
            else None
        )

    def test_may_do_what_aws_wrote_for_them(self, document: dict[str, Any]) -> None:
        roles = {f"${{aws_iam_role.{key}.name}}": role for key, role in document["resource"]["aws_iam_role"].items()}
        attached = {
            (roles[one["role"]]["name"], one["policy_arn"].removeprefix("arn:aws:iam::aws:policy/service-role/"))
            for one in document["resource"]["aws_iam_role_policy_attachment"].values()
        }
        own = {
            (roles[one["role"]]["name"], statement["Action"], statement["Resource"])
            for one in document["resource"]["aws_iam_role_policy"].values()
            for statement in statements(one["policy"])
        }

        assert attached == {
            ("AWSControlTowerAdmin", "AWSControlTowerServiceRolePolicy"),
            ("AWSControlTowerAdmin", "AWSControlTowerIdentityCenterManagementPolicy"),
            ("AWSControlTowerCloudTrailRole", "AWSControlTowerCloudTrailRolePolicy"),
            ("AWSControlTowerConfigAggregatorRoleForOrganizations", "AWSConfigRoleForOrganizations"),
        }
        assert own == {
            ("AWSControlTowerAdmin", "ec2:DescribeAvailabilityZones", "*"),
            ("AWSControlTowerStackSetRole", "sts:AssumeRole", "arn:aws:iam::*:role/AWSControlTowerExecution"),
        }

    def test_leave_identity_center_alone_where_control_tower_does(self, tmp_path: Path) -> None:
        document = synthesized(tmp_path, ControlTowerLandingZoneSpec(access_management=False))
        attached = document["resource"]["aws_iam_role_policy_attachment"].values()

        assert not [one for one in attached if "IdentityCenter" in one["policy_arn"]]


class TestKey:
    def test_rotates_and_cannot_be_destroyed(self, document: dict[str, Any]) -> None:
        key = only(document, "aws_kms_key")

        assert key["enable_key_rotation"] is True
        assert key["deletion_window_in_days"] == 14
        assert key["lifecycle"] == {"prevent_destroy": True}
        assert "multi_region" not in key

    def test_lets_config_and_control_tower_s_own_trail_encrypt(self, document: dict[str, Any]) -> None:
        services = {
            statement["Principal"].get("Service"): statement
            for statement in statements(only(document, "aws_kms_key")["policy"])
        }

        assert set(services) == {None, "config.amazonaws.com", "cloudtrail.amazonaws.com"}
        assert services["config.amazonaws.com"]["Action"] == ["kms:Decrypt", "kms:GenerateDataKey"]
        trail = services["cloudtrail.amazonaws.com"]
        assert trail["Action"] == ["kms:Decrypt", "kms:GenerateDataKey*"]
        assert trail["Condition"]["StringEquals"] == {
            "aws:SourceArn": "arn:aws:cloudtrail:eu-west-1:111111111111:trail/aws-controltower-BaselineCloudTrail"
        }
