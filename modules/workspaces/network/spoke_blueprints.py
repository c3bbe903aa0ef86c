"""The blueprints of spokes: which an environment has, and what an account's workspace hands to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cdktf import TerraformHclModule, TerraformOutput
from constructs import Construct

from modules.accounts.spec import Connectivity
from modules.network.plan.dns import has_profile
from modules.network.plan.placements import Origin, Spoke
from modules.network.spec.network import NetworkSpec
from modules.network.spokes.corporate_spoke import CorporateSpoke
from modules.network.spokes.corporate_vpc import HubConnection, SpokeSite
from modules.network.spokes.existing_spoke import ExistingSpoke
from modules.network.spokes.internet_spoke import InternetSpoke
from modules.workspaces.base import variables
from modules.workspaces.base.workspace import Workspace
from modules.workspaces.network.hub import HubOutputs
from modules.workspaces.network.ipam import IpamOutputs

ATTACHMENT_ID = "attachment_id"
"""The output of a corporate spoke's module."""

VPC_ID, SUBNET_IDS = "vpc_id", "subnet_ids"
"""Outputs of the module of a VPC that is made: the VPC, and its subnets for workloads."""

_MEANINGS = {
    "segment": "The segment that the VPC belongs to",
    "name": "What the VPC is called",
    "pool_id": "The IPAM pool that the VPC's range comes from",
    "transit_gateway_id": "The hub's transit gateway",
    "organization_id": "The organization whose principals and resources the gateway endpoints admit",
    "flow_log_destination": "The ARN that records of traffic go to",
    "profile_id": "The hub's Route 53 Profile",
    "vpc_range": "The VPC's range",
    "vpc_id": "The VPC",
    "vpc_cidr": "The VPC's range",
}


@dataclass(frozen=True)
class SpokeBlueprint:
    """The VPC of one spoke, or the attachment of one that exists. What differs between two is in the name."""

    network: NetworkSpec
    hub: str
    to: Connectivity
    vpc_prefix: int | None
    origin: Origin = Origin.POOL
    zone_ids: tuple[str, ...] = ()
    """The zones of the attachment of a VPC that exists."""

    @classmethod
    def of(cls, spoke: Spoke, network: NetworkSpec) -> SpokeBlueprint:
        """Choose the blueprint of a spoke."""
        if spoke.origin is Origin.EXISTING:
            return cls(network, spoke.hub, spoke.to, None, spoke.origin, spoke.zone_ids)
        prefix = spoke.vpc_prefix if spoke.to is Connectivity.CORPORATE else None
        return cls(network, spoke.hub, spoke.to, prefix, spoke.origin)

    @property
    def name(self) -> str:
        """The module's name."""
        if self.origin is Origin.EXISTING:
            return f"existing-spoke-{'-'.join(self.zone_ids)}"
        kind = f"{self.to.value}-range-spoke" if self.origin is Origin.RANGE else f"{self.to.value}-spoke"
        return f"{kind}-{self.hub}" + (f"-{self.vpc_prefix}" if self.vpc_prefix else "")

    def define(self, scope: Construct) -> None:
        """Define the VPC, and for a corporate one its attachment."""
        if self.origin is Origin.EXISTING:
            _existing(scope, self.zone_ids)
            return
        site = site_of(self.network, self.hub)
        if self.vpc_prefix is None:
            _internet(scope, self.network, site)
            return
        segment = define_variables(scope, ("segment",))["segment"]
        hub = connection(scope, self.network, self.hub, self.origin)
        spoke = CorporateSpoke(scope, "spoke", segment=segment, site=site, vpc_prefix=self.vpc_prefix, hub=hub)
        TerraformOutput(scope, ATTACHMENT_ID, value=spoke.attachment_id, static_id=True)
        _publish(scope, spoke)


def spoke_variables(  # noqa: PLR0913 - what it needs of others comes in as an argument
    reader: Workspace,
    network: NetworkSpec,
    spoke: Spoke,
    *,
    hub: HubOutputs,
    ipam: IpamOutputs,
    own: Mapping[str, str],
) -> dict[str, str]:
    """Return what an account's workspace hands to a spoke's blueprint.

    Args:
        reader: The account's workspace.
        network: The network.
        spoke: The VPC.
        hub: What is known of its hub.
        ipam: What is known of IPAM.
        own: What the account alone says of its VPC: `vpc_range`, or `vpc_id` and the subnet of each zone.

    """
    if spoke.origin is Origin.EXISTING:
        return {"segment": spoke.segment or "", "transit_gateway_id": hub.transit_gateway_id(reader), **own}
    common = {
        "organization_id": hub.organization_id(reader),
        "flow_log_destination": hub.flow_log_destination(reader),
    }
    if spoke.segment is None:
        return common
    from_pool = {} if own else {"pool_id": ipam.pool_ids(reader, spoke.hub, spoke.segment)}
    return {
        "segment": spoke.segment,
        **from_pool,
        **own,
        "transit_gateway_id": hub.transit_gateway_id(reader),
        **common,
        **({"profile_id": hub.profile_id(reader)} if has_profile(network, spoke.hub) else {}),
    }


def list_output(module: TerraformHclModule, output: str) -> str:
    """Return a reference to an output of a module that is a list."""
    return f"${{{module.fqn}.{output}}}"


def item_output(module: TerraformHclModule, output: str, index: int) -> str:
    """Return a reference to one item of such an output."""
    return f"${{{module.fqn}.{output}[{index}]}}"


def own_keys(spoke: Spoke) -> tuple[str, ...]:
    """Return the names of the variables that hold what an account alone says of a VPC."""
    if spoke.origin is Origin.RANGE:
        return ("vpc_range",)
    if spoke.origin is Origin.EXISTING:
        return ("vpc_id", *(subnet_key(zone_id) for zone_id in spoke.zone_ids))
    return ()


def subnet_key(zone_id: str) -> str:
    """Name the variable of a zone's subnet."""
    return f"subnet_id_{zone_id}"


def site_of(network: NetworkSpec, hub: str) -> SpokeSite:
    """Return where the spokes of a hub stand."""
    return SpokeSite(
        region=network.region(hub),
        zone_ids=network.hubs[hub].zone_ids,
        trusted_accounts=network.endpoints.trusted_accounts,
    )


def connection(scope: Construct, network: NetworkSpec, hub: str, origin: Origin) -> HubConnection:
    """Define the variables of a corporate VPC's module, and return them as what the VPC needs to know of its hub."""
    addresses = "vpc_range" if origin is Origin.RANGE else "pool_id"
    names = (addresses, "transit_gateway_id", "organization_id", "flow_log_destination")
    variables = define_variables(scope, names)
    profile_id = define_variables(scope, ("profile_id",))["profile_id"] if has_profile(network, hub) else None
    return HubConnection(**variables, profile_id=profile_id)


def _existing(scope: Construct, zone_ids: tuple[str, ...]) -> None:
    variables = define_variables(scope, ("segment", "transit_gateway_id", "vpc_id"))
    subnets = define_variables(scope, tuple(subnet_key(zone_id) for zone_id in zone_ids))
    spoke = ExistingSpoke(
        scope,
        "spoke",
        name=variables["segment"],
        vpc_id=variables["vpc_id"],
        subnet_ids=list(subnets.values()),
        transit_gateway_id=variables["transit_gateway_id"],
    )
    TerraformOutput(scope, ATTACHMENT_ID, value=spoke.attachment_id, static_id=True)


def _internet(scope: Construct, network: NetworkSpec, site: SpokeSite) -> None:
    internet, variables = network.internet_spokes, define_variables(scope, ("organization_id", "flow_log_destination"))
    spoke = InternetSpoke(
        scope,
        "spoke",
        site=site,
        network=internet.range,
        nat_gateway_in_each_zone=internet.nat_gateway_in_each_zone,
        organization_id=variables["organization_id"],
        flow_log_destination=variables["flow_log_destination"],
    )
    _publish(scope, spoke)


def _publish(scope: Construct, spoke: CorporateSpoke | InternetSpoke) -> None:
    """Tell the account's workspace of a VPC that is made."""
    TerraformOutput(scope, VPC_ID, value=spoke.vpc_id, static_id=True)
    TerraformOutput(scope, SUBNET_IDS, value=list(spoke.private_subnet_ids.values()), static_id=True)


def define_variables(scope: Construct, names: tuple[str, ...]) -> dict[str, str]:
    """Define variables of a module, and return their values by name."""
    return variables.define_variables(scope, {name: _meaning(name) for name in names})


def _meaning(name: str) -> str:
    return _MEANINGS.get(name) or f"The subnet in {name.rpartition('_')[2]}"
