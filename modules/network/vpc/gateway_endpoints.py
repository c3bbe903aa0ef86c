"""The gateway endpoints of a VPC: S3 and DynamoDB without a NAT gateway, at no cost."""

from __future__ import annotations

from collections.abc import Sequence

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.vpc_endpoint import VpcEndpoint
from constructs import Construct

from modules.network.endpoints.policies import endpoint_policy

SERVICES = ("s3", "dynamodb")
"""Services that have gateway endpoints (AWS PrivateLink Guide, Gateway endpoints)."""


class GatewayEndpoints(Construct):
    """Define both endpoints, for the organization's principals and resources.

    Args:
        scope: The construct that owns the VPC.
        id_: What the endpoints are called.
        vpc_id: The VPC.
        name: Its name in AWS.
        region: Its region.
        route_table_ids: The route tables of the subnets that use them.
        organization_id: The organization.
        trusted_accounts: Accounts outside of it whose resources may be used, too.
        reads_everything: Whether anybody's buckets may be read.

    """

    def __init__(  # noqa: PLR0913 - each says one thing of where the endpoints stand and whom they serve
        self,
        scope: Construct,
        id_: str,
        *,
        vpc_id: str,
        name: str,
        region: str,
        route_table_ids: Sequence[str],
        organization_id: str,
        trusted_accounts: Sequence[str],
        reads_everything: bool,
    ) -> None:
        super().__init__(scope, id_)
        self._endpoints = [
            VpcEndpoint(
                self,
                service,
                vpc_id=vpc_id,
                service_name=f"com.amazonaws.{region}.{service}",
                vpc_endpoint_type="Gateway",
                route_table_ids=list(route_table_ids),
                policy=endpoint_policy(
                    service,
                    region=region,
                    organization_id=organization_id,
                    trusted_accounts=trusted_accounts,
                    reads_everything=reads_everything,
                ),
                tags={"Name": f"{name}-{service}"},
            )
            for service in SERVICES
        ]

    @property
    def dependables(self) -> list[ITerraformDependable]:
        """What an interface endpoint must list in `depends_on` that leaves the names of this VPC to these."""
        return list(self._endpoints)
