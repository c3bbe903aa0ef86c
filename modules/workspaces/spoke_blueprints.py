"""The blueprints of spokes: which an environment has, and what an account's workspace hands to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cdktf import TerraformOutput, TerraformVariable
from constructs import Construct

from modules.accounts.spec import Connectivity
from modules.landing_zone import LandingZone
from modules.network.dns.plan import has_profile
from modules.network.placements import Spoke, spokes
from modules.network.spec import NetworkSpec
from modules.network.spokes.corporate_spoke import CorporateSpoke, HubConnection, SpokeSite
from modules.network.spokes.internet_spoke import InternetSpoke
from modules.workspaces.network_hub import HubOutputs
from modules.workspaces.network_ipam import IpamOutputs
from modules.workspaces.workspace import Workspace

ATTACHMENT_ID = "attachment_id"
"""The output of a corporate spoke's module."""

_MEANINGS = {
    "segment": "The segment that the VPC belongs to",
    "pool_id": "The IPAM pool that the VPC's range comes from",
    "transit_gateway_id": "The hub's transit gateway",
    "organization_id": "The organization whose principals and resources the gateway endpoints admit",
    "flow_log_destination": "The ARN that records of traffic go to",
    "profile_id": "The hub's Route 53 Profile",
}


def spoke_blueprint(spoke: Spoke) -> str:
    """Return the name of a spoke's blueprint. What differs between two is in the name."""
    if spoke.to is Connectivity.CORPORATE:
        return f"corporate-spoke-{spoke.hub}-{spoke.vpc_prefix}"
    return f"internet-spoke-{spoke.hub}"


def spoke_blueprints(zone: LandingZone) -> dict[str, Callable[[Construct], object]]:
    """Return every blueprint of a spoke that some account has, by name."""
    network = zone.network
    if network is None:
        return {}
    found = {spoke_blueprint(spoke): spoke for account in zone.roster for spoke in spokes(network, account)}
    return {name: _builder(network, spoke) for name, spoke in found.items()}


def spoke_variables(
    reader: Workspace, network: NetworkSpec, spoke: Spoke, hub: HubOutputs, ipam: IpamOutputs
) -> dict[str, str]:
    """Return what an account's workspace hands to a spoke's blueprint."""
    common = {
        "organization_id": hub.organization_id(reader),
        "flow_log_destination": hub.flow_log_destination(reader),
    }
    if spoke.segment is None:
        return common
    return {
        "segment": spoke.segment,
        "pool_id": ipam.pool_id(reader, spoke.hub, spoke.segment),
        "transit_gateway_id": hub.transit_gateway_id(reader),
        **common,
        **({"profile_id": hub.profile_id(reader)} if has_profile(network, spoke.hub) else {}),
    }


def _builder(network: NetworkSpec, spoke: Spoke) -> Callable[[Construct], object]:
    site = SpokeSite(
        region=network.region(spoke.hub),
        zone_ids=network.hubs[spoke.hub].zone_ids,
        trusted_accounts=network.endpoints.trusted_accounts,
    )
    if spoke.to is Connectivity.INTERNET:
        return lambda scope: _internet(scope, network, site)
    return lambda scope: _corporate(scope, site, spoke.vpc_prefix, has_profile=has_profile(network, spoke.hub))


def _corporate(scope: Construct, site: SpokeSite, vpc_prefix: int, *, has_profile: bool) -> None:
    told = _variables(scope, ("segment", "pool_id", "transit_gateway_id", "organization_id", "flow_log_destination"))
    profile_id = _variables(scope, ("profile_id",))["profile_id"] if has_profile else None
    hub = HubConnection(**told, profile_id=profile_id)
    spoke = CorporateSpoke(scope, "spoke", site=site, vpc_prefix=vpc_prefix, hub=hub)
    TerraformOutput(scope, ATTACHMENT_ID, value=spoke.attachment_id, static_id=True)


def _internet(scope: Construct, network: NetworkSpec, site: SpokeSite) -> None:
    said, told = network.internet_spokes, _variables(scope, ("organization_id", "flow_log_destination"))
    InternetSpoke(
        scope,
        "spoke",
        site=site,
        network=said.range,
        nat_gateway_in_each_zone=said.nat_gateway_in_each_zone,
        organization_id=told["organization_id"],
        flow_log_destination=told["flow_log_destination"],
    )


def _variables(scope: Construct, names: tuple[str, ...]) -> Mapping[str, str]:
    return {
        name: TerraformVariable(scope, name, type="string", nullable=False, description=_MEANINGS[name]).string_value
        for name in names
    }
