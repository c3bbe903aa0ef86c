"""What every account starts with: the boundary, the role that empties it, and where its backups go."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.accounts.blueprints.backup import BackedUpRegion, BackupRole
from modules.accounts.blueprints.boundary import PermissionsBoundary, boundary_document
from modules.accounts.blueprints.clean_up_role import CleanUpRole
from modules.specification.tag_keys import LibraryTag
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, environment, smaller_staging
from tests.support.synthesis import only, synthesize_one

UNIT = "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111"
ROLES = ("arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_AWSControlTowerAdmins_*",)
MANAGED_POLICY_CHARACTERS = 6_144
"""IAM and AWS STS quotas, Managed policy size, white space not counted."""


def modules_of(output: Path, environment_name: str) -> dict[str, set[str]]:
    """Return which modules each account's workspace calls."""
    prefix = f"{environment_name}-account-"
    stacks = (output / "stacks").glob(f"{prefix}*")
    return {path.name.removeprefix(prefix): set(document(output, path.name)["module"]) for path in stacks}


class TestTheBoundary:
    @pytest.fixture
    def statements(self) -> dict[str, dict[str, Any]]:
        return {statement["Sid"]: statement for statement in boundary_document()["Statement"]}

    def test_fits_a_managed_policy(self) -> None:
        assert len(json.dumps(boundary_document(), separators=(",", ":"))) < MANAGED_POLICY_CHARACTERS

    def test_is_called_as_the_guardrail_asks(self, tmp_path: Path) -> None:
        policy = only(
            synthesize_one(tmp_path, lambda stack: PermissionsBoundary(stack, "boundary", tag_keys={})),
            "aws_iam_policy",
        )
        assert policy["name"] in environment().zone.guardrails.permissions_boundaries
        assert "$${aws:PrincipalTag/Team}" in policy["policy"], "IAM's own variables reach IAM"

    def test_takes_the_organization_s_own_tags(self, tmp_path: Path) -> None:
        keys = {LibraryTag.TEAM: "squad"}
        policy = only(
            synthesize_one(tmp_path, lambda stack: PermissionsBoundary(stack, "boundary", tag_keys=keys)),
            "aws_iam_policy",
        )
        assert "PrincipalTag/squad" in policy["policy"]
        assert "PrincipalTag/Team" not in policy["policy"]

    def test_lets_nobody_change_identities_accounts_or_the_organization(
        self, statements: dict[str, dict[str, Any]]
    ) -> None:
        assert {"account:*", "iam:*", "identitystore:*", "organizations:*", "sso:*", "sts:*"} <= set(
            statements["AllowServicesOfTheAccount"]["NotAction"]
        )
        allowed = [s["Action"] for s in statements.values() if s["Effect"] == "Allow" and "Action" in s]
        flat = [action for each in allowed for action in ([each] if isinstance(each, str) else each)]
        assert {action for action in flat if action.startswith("iam:")} == {
            "iam:CreateServiceLinkedRole",
            "iam:Get*",
            "iam:List*",
            "iam:PassRole",
        }

    def test_is_in_every_account_but_the_management_account(self, outputs: dict[str, Path]) -> None:
        having = {
            key for key, found in modules_of(outputs["staging"], "staging").items() if "permissions-boundary" in found
        }

        assert having == {account.key for account in environment().zone.roster} - {"management"}

    def test_is_not_made_where_the_environment_has_another(self, tmp_path: Path) -> None:
        written = smaller_staging(guardrails={"permissions_boundaries": ["platform/Own"]})
        synthesize([written], tmp_path)

        assert not [key for key, found in modules_of(tmp_path, "staging").items() if "permissions-boundary" in found]
        team = document(tmp_path, "staging-account-fraud-dev")["module"]["team-account"]
        assert team["boundary_arn"].endswith(":policy/platform/Own")


class TestTheCleanUpRole:
    @pytest.fixture
    def role(self, tmp_path: Path) -> dict[str, Any]:
        return synthesize_one(
            tmp_path,
            lambda stack: CleanUpRole(
                stack,
                "clean-up-role",
                name="SuspendedAccountCleanUp",
                trusted_account_id="111111111111",
                trusted_role_patterns=ROLES,
                unit_paths=[UNIT],
            ),
        )

    def test_may_do_nothing_outside_of_units_for_suspended_accounts(self, role: dict[str, Any]) -> None:
        (statement,) = json.loads(only(role, "aws_iam_role_policy")["policy"])["Statement"]

        assert statement["Condition"] == {"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": [f"{UNIT}/*"]}}

    def test_trusts_named_roles_of_the_management_account_only(self, role: dict[str, Any]) -> None:
        (trust,) = json.loads(only(role, "aws_iam_role")["assume_role_policy"])["Statement"]

        assert trust["Principal"] == {"AWS": "arn:aws:iam::111111111111:root"}
        assert trust["Condition"] == {"ArnLike": {"aws:PrincipalArn": [*ROLES]}}

    def test_is_in_every_account_that_can_be_suspended(self, outputs: dict[str, Path]) -> None:
        having = {key for key, found in modules_of(outputs["staging"], "staging").items() if "clean-up-role" in found}

        assert having == {account.key for account in environment().zone.roster} - {"management"}

    def test_is_nowhere_without_a_unit_for_suspended_accounts(self, tmp_path: Path) -> None:
        organization = environment().zone.organization.model_dump(mode="json", exclude_defaults=True)
        del organization["units"]["Suspended"]
        synthesize([smaller_staging(organization=organization)], tmp_path)

        assert not [key for key, found in modules_of(tmp_path, "staging").items() if "clean-up-role" in found]

    def test_says_where_the_unit_is(self, outputs: dict[str, Path]) -> None:
        called = document(outputs["staging"], "staging-account-fraud-dev")["module"]["clean-up-role"]

        assert called["unit_1"].count("/") == 2, "organization, root, unit"


class TestBackups:
    def test_are_locked_encrypted_and_never_destroyed_with_their_entry(self, tmp_path: Path) -> None:
        region = synthesize_one(
            tmp_path,
            lambda stack: BackedUpRegion(
                stack, "vault", vault="landing-zone", account_id="111111111111", deletion_days=30
            ),
        )
        vault = only(region, "aws_backup_vault")

        assert vault["name"] == environment().zone.guardrails.backup_vault
        assert vault["kms_key_arn"]
        assert vault["lifecycle"] == {"prevent_destroy": True}
        assert only(region, "aws_backup_vault_lock_configuration")["min_retention_days"] >= 7
        assert only(region, "aws_backup_region_settings")["resource_type_opt_in_preference"]["S3"] is True

    def test_are_taken_by_the_service_for_this_account_only(self, tmp_path: Path) -> None:
        role = synthesize_one(
            tmp_path, lambda stack: BackupRole(stack, "role", name="LandingZoneBackup", account_id="111111111111")
        )
        (trust,) = json.loads(only(role, "aws_iam_role")["assume_role_policy"])["Statement"]
        attached = {each["policy_arn"] for each in role["resource"]["aws_iam_role_policy_attachment"].values()}

        assert trust["Principal"] == {"Service": "backup.amazonaws.com"}
        assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": "111111111111"}}
        assert attached == {
            "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup",
            "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
        }

    def test_have_a_vault_at_home_and_where_copies_go_in_accounts_that_a_policy_reaches(
        self, outputs: dict[str, Path]
    ) -> None:
        found = modules_of(outputs["staging"], "staging")

        assert {key for key, modules in found.items() if "backup-role" in modules} == {"data-lake-claims"}
        assert {name for name in found["data-lake-claims"] if name.startswith("backup-vault-")} == {
            "backup-vault-eu-west-1",
            "backup-vault-us-east-1",
        }
