"""What a team finds of the central feature store, and what it reads of it."""

from __future__ import annotations

from collections.abc import Mapping

from cdktf_cdktf_provider_aws.ram_principal_association import RamPrincipalAssociation
from cdktf_cdktf_provider_aws.ram_resource_association import RamResourceAssociation
from cdktf_cdktf_provider_aws.ram_resource_share import RamResourceShare
from constructs import Construct

from modules.machine_learning.models.registered_team import RegisteredTeam

_FINDING = "AWSRAMPermissionSageMakerCatalogResourceSearch"
_READING = "AWSRAMPermissionSageMakerFeatureGroupReadOnly"
"""AWS's permissions for either (Amazon SageMaker AI Developer Guide, Cross account feature group discoverability and
access; read 29 November 2026). Groups have others, which let accounts write."""


class SharedFeatures(Construct):
    """Share the catalog of feature groups with a team's accounts, for finding, and some groups, for reading.

    The catalog is there by itself, and has every feature group of the account and the region, now and later. A group
    must exist before it is shared.

    Args:
        scope: The workspace.
        id_: What it is called in addresses.
        team: Whose accounts find all feature groups.
        groups: Names of the feature groups that they read.

    """

    def __init__(self, scope: Construct, id_: str, *, team: RegisteredTeam, groups: tuple[str, ...]) -> None:
        super().__init__(scope, id_)
        _TeamShare(
            self,
            "catalog",
            name=f"feature-catalog-{team.name}",
            permission=_FINDING,
            resource_arns={"default": team.feature_catalog_arn},
            team=team,
        )
        if groups:
            _TeamShare(
                self,
                "groups",
                name=f"feature-groups-{team.name}",
                permission=_READING,
                resource_arns={name: team.feature_group_arn(name) for name in groups},
                team=team,
            )


class _TeamShare(Construct):
    """A share with the accounts of a team, and with nobody outside of the organization."""

    def __init__(  # noqa: PLR0913 - each is a property of its own
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        permission: str,
        resource_arns: Mapping[str, str],
        team: RegisteredTeam,
    ) -> None:
        super().__init__(scope, id_)
        share = RamResourceShare(
            self,
            "Default",
            name=name,
            allow_external_principals=False,
            permission_arns=[f"arn:aws:ram::aws:permission/{permission}"],
        )
        resources, accounts = Construct(self, "resource"), Construct(self, "account")
        for key, arn in resource_arns.items():
            RamResourceAssociation(resources, key, resource_share_arn=share.arn, resource_arn=arn)
        for stage in team.stages:
            RamPrincipalAssociation(accounts, stage.stage, resource_share_arn=share.arn, principal=stage.account_id)
