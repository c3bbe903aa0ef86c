"""Features of the account that serves all teams: each team finds them all, and reads those that it asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from modules.accounts.stages import StageKind
from modules.machine_learning.models.registered_team import RegisteredTeam, TeamStage
from modules.machine_learning.models.shared_features import SharedFeatures
from tests.support.synthesis import synthesize_one

REGISTRY, DEV, PROD = "999999999999", "111111111111", "333333333333"
TEAM = RegisteredTeam(
    organization="acme",
    name="fraud",
    registry_account_id=REGISTRY,
    region="eu-west-1",
    tag_keys={},
    stages=(
        TeamStage(stage="dev", kind=StageKind.DEV, account_id=DEV),
        TeamStage(stage="live", kind=StageKind.PROD, account_id=PROD),
    ),
)


def shares(folder: Path, *groups: str) -> dict[str, dict[str, Any]]:
    """Give shares by name, each with its permissions, its resources, and its principals."""
    document = synthesize_one(folder, lambda stack: SharedFeatures(stack, "features", team=TEAM, groups=groups))
    resources = document["resource"]
    return {
        share["name"]: {
            "is_open": share["allow_external_principals"],
            "permissions": [arn.rpartition("/")[2] for arn in share["permission_arns"]],
            "resources": _associated(resources["aws_ram_resource_association"], address, "resource_arn"),
            "principals": _associated(resources["aws_ram_principal_association"], address, "principal"),
        }
        for address, share in resources["aws_ram_resource_share"].items()
    }


def _associated(associations: dict[str, Any], share: str, argument: str) -> set[str]:
    arn = f"${{aws_ram_resource_share.{share}.arn}}"
    return {each[argument] for each in associations.values() if each["resource_share_arn"] == arn}


def test_each_of_the_team_s_accounts_finds_feature_groups_and_reads_none(tmp_path: Path) -> None:
    assert shares(tmp_path) == {
        "feature-catalog-fraud": {
            "is_open": False,
            "permissions": ["AWSRAMPermissionSageMakerCatalogResourceSearch"],
            "resources": {f"arn:aws:sagemaker:eu-west-1:{REGISTRY}:sagemaker-catalog/DefaultFeatureGroupCatalog"},
            "principals": {DEV, PROD},
        }
    }


def test_groups_that_the_team_asks_for_are_read_and_not_written(tmp_path: Path) -> None:
    assert shares(tmp_path, "customers", "card_use")["feature-groups-fraud"] == {
        "is_open": False,
        "permissions": ["AWSRAMPermissionSageMakerFeatureGroupReadOnly"],
        "resources": {
            f"arn:aws:sagemaker:eu-west-1:{REGISTRY}:feature-group/customers",
            f"arn:aws:sagemaker:eu-west-1:{REGISTRY}:feature-group/card_use",
        },
        "principals": {DEV, PROD},
    }
