"""Interface endpoints of several services, side by side in one VPC."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network

from cdktf import ITerraformDependable
from constructs import Construct

from modules.network.endpoints.interface_endpoint import InterfaceEndpoint
from modules.network.endpoints.policies import endpoint_policy
from modules.network.plan.dns import profile_key
from modules.network.plan.service_catalogue import EndpointService


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointUsers:
    """Who may use the endpoints."""

    ranges: tuple[IPv4Network, ...]
    """The ranges of the corporate network: the hub's, and those on premises."""
    organization_id: str
    """Token: the id of the organization whose principals and resources the endpoints are for."""
    trusted_accounts: tuple[str, ...]
    """Ids of accounts outside of the organization whose resources may be used, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointSite:
    """Where endpoints stand."""

    name: str
    """The name of their VPC."""
    region: str
    vpc_id: str
    """Token: the VPC's id."""
    subnet_ids: tuple[str, ...]
    """Tokens: the ids of their subnets, one for each zone."""
    security_group_id: str
    """Token: the id of the group that says who reaches them."""


class InterfaceEndpoints(Construct):
    """Define an endpoint of each service.

    Args:
        scope: The construct that they belong to.
        id_: What they are called in addresses.
        site: Where they stand.
        services: Services by name.
        users: Whom they serve.
        after: What must be there before those whose names AWS tells the inbound Resolver endpoint only.

    """

    def __init__(  # noqa: PLR0913 - each says one thing of where the endpoints stand and whom they serve
        self,
        scope: Construct,
        id_: str,
        *,
        site: EndpointSite,
        services: Mapping[str, EndpointService],
        users: EndpointUsers,
        after: Sequence[ITerraformDependable] = (),
    ) -> None:
        super().__init__(scope, id_)
        self._endpoints = {
            key: InterfaceEndpoint(
                self,
                key.replace(".", "-"),
                service=service,
                name=f"{site.name}-{key}",
                vpc_id=site.vpc_id,
                subnet_ids=site.subnet_ids,
                security_group_id=site.security_group_id,
                policy=_policy(key, service, site.region, users),
                after=after if service.private_dns_for_inbound else (),
            )
            for key, service in services.items()
        }

    @property
    def zone_arns(self) -> dict[str, str]:
        """Tokens: the ARNs of the private zones, by what they are called in the hub's profile."""
        return {
            profile_key(service, None if number == 0 else domain): arn
            for service, endpoint in self._endpoints.items()
            for number, (domain, arn) in enumerate(endpoint.zone_arns.items())
        }


def _policy(key: str, service: EndpointService, region: str, users: EndpointUsers) -> str | None:
    if not service.takes_policy:
        return None
    return endpoint_policy(
        key, region=region, organization_id=users.organization_id, trusted_accounts=users.trusted_accounts
    )
