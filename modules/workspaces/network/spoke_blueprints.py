"""The blueprints of spokes: which an environment has, and what an account's workspace hands to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cdktf import TerraformOutput, TerraformVariable
from constructs import Construct

from modules.accounts.spec import Connectivity
from modules.network.plan.dns import has_profile
from modules.network.plan.placements import Spoke
from modules.network.spec.network import NetworkSpec
from modules.network.spokes.corporate_spoke import CorporateSpoke, HubConnection, SpokeSite
from modules.network.spokes.internet_spoke import InternetSpoke
from modules.workspaces.base.workspace import Workspace
from modules.workspaces.network.hub import HubOutputs
from modules.workspaces.network.ipam import IpamOutputs

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


@dataclass(frozen=True)
class SpokeBlueprint:
    """The VPC of one spoke. What differs between two is in the name."""

    network: NetworkSpec
    hub: str
    to: Connectivity
    vpc_prefix: int | None

    @classmethod
    def of(cls, spoke: Spoke, network: NetworkSpec) -> SpokeBlueprint:
        """Choose the blueprint of a spoke."""
        prefix = spoke.vpc_prefix if spoke.to is Connectivity.CORPORATE else None
        return cls(network, spoke.hub, spoke.to, prefix)

    @property
    def name(self) -> str:
        """The module's name."""
        return f"{self.to.value}-spoke-{self.hub}" + (f"-{self.vpc_prefix}" if self.vpc_prefix else "")

    def define(self, scope: Construct) -> None:
        """Define the VPC, and for a corporate one its attachment."""
        site = SpokeSite(
            region=self.network.region(self.hub),
            zone_ids=self.network.hubs[self.hub].zone_ids,
            trusted_accounts=self.network.endpoints.trusted_accounts,
        )
        if self.vpc_prefix is None:
            _internet(scope, self.network, site)
        else:
            _corporate(scope, site, self.vpc_prefix, has_profile=has_profile(self.network, self.hub))


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
        "pool_id": ipam.pool_ids(reader, spoke.hub, spoke.segment),
        "transit_gateway_id": hub.transit_gateway_id(reader),
        **common,
        **({"profile_id": hub.profile_id(reader)} if has_profile(network, spoke.hub) else {}),
    }


def _corporate(scope: Construct, site: SpokeSite, vpc_prefix: int, *, has_profile: bool) -> None:
    variables = _variables(
        scope, ("segment", "pool_id", "transit_gateway_id", "organization_id", "flow_log_destination")
    )
    profile_id = _variables(scope, ("profile_id",))["profile_id"] if has_profile else None
    hub = HubConnection(**variables, profile_id=profile_id)
    spoke = CorporateSpoke(scope, "spoke", site=site, vpc_prefix=vpc_prefix, hub=hub)
    TerraformOutput(scope, ATTACHMENT_ID, value=spoke.attachment_id, static_id=True)


def _internet(scope: Construct, network: NetworkSpec, site: SpokeSite) -> None:
    internet, variables = network.internet_spokes, _variables(scope, ("organization_id", "flow_log_destination"))
    InternetSpoke(
        scope,
        "spoke",
        site=site,
        network=internet.range,
        nat_gateway_in_each_zone=internet.nat_gateway_in_each_zone,
        organization_id=variables["organization_id"],
        flow_log_destination=variables["flow_log_destination"],
    )


def _variables(scope: Construct, names: tuple[str, ...]) -> Mapping[str, str]:
    return {
        name: TerraformVariable(scope, name, type="string", nullable=False, description=_MEANINGS[name]).string_value
        for name in names
    }
