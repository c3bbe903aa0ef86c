"""A share of AWS Resource Access Manager."""

from __future__ import annotations

from collections.abc import Mapping

from cdktf_cdktf_provider_aws.ram_principal_association import RamPrincipalAssociation
from cdktf_cdktf_provider_aws.ram_resource_association import RamResourceAssociation
from cdktf_cdktf_provider_aws.ram_resource_share import RamResourceShare
from constructs import Construct


class ResourceShare(Construct):
    """Define a share of resources with organizational units, and with nobody outside of the organization.

    Args:
        scope: The stack.
        id_: What is shared.
        name: The share's name in AWS.
        resource_arns: What is shared, by a name for each.
        principal_arns: The units' ARNs and the ids of accounts, by a name for each.

    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        resource_arns: Mapping[str, str],
        principal_arns: Mapping[str, str],
    ) -> None:
        super().__init__(scope, id_)
        share = RamResourceShare(self, "Default", name=name, allow_external_principals=False)
        resources, principals = Construct(self, "resource"), Construct(self, "principal")
        for key, arn in resource_arns.items():
            RamResourceAssociation(resources, key, resource_share_arn=share.arn, resource_arn=arn)
        for key, arn in principal_arns.items():
            RamPrincipalAssociation(principals, key, resource_share_arn=share.arn, principal=arn)
