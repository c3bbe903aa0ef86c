"""The workspace of one shared VPC: the VPC in its owner's account, its share, and its place in the hub."""

from __future__ import annotations

from cdktf import TerraformHclModule
from cdktf_cdktf_provider_aws.ec2_transit_gateway_route_table_association import Ec2TransitGatewayRouteTableAssociation
from cdktf_cdktf_provider_aws.ec2_transit_gateway_route_table_propagation import Ec2TransitGatewayRouteTablePropagation
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct

from modules.accounts.roster import Account, account_for
from modules.accounts.spec import Connectivity, Function
from modules.network.hub.resource_share import ResourceShare
from modules.network.plan.attachments import learning_tables
from modules.network.plan.placements import Origin, Spoke
from modules.network.plan.routing import route_tables
from modules.network.plan.shared_vpcs import owner_of
from modules.network.spec.network import NetworkSpec
from modules.network.spec.shared_vpcs import SharedVpcSpec
from modules.organization.spec import unit_path
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.outputs import Output, Outputs
from modules.workspaces.base.providers import add_provider
from modules.workspaces.base.workspace import Workspace
from modules.workspaces.foundation.organization import OrganizationOutputs
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.network.hub import HubOutputs
from modules.workspaces.network.ipam import IpamOutputs
from modules.workspaces.network.network_workspace import network_of, unit_key
from modules.workspaces.network.shared_vpc_blueprints import (
    VPC_CIDR,
    VPC_ID,
    SharedVpcBlueprint,
    subnet_arn_key,
)
from modules.workspaces.network.spoke_blueprints import ATTACHMENT_ID, spoke_variables, subnet_key


class SharedVpcOutputs(Outputs):
    """All that another workspace may know of a shared VPC."""

    vpc_id = Output()
    vpc_cidr = Output()
    """Its range."""
    subnet_ids = Output()
    """The id of each subnet that is shared, by zone id."""


class SharedVpcWorkspace(Workspace):
    """Define a VPC in its owner's account, shared with those that are named and with nobody else.

    The network account lets it in: it is in the same workspace, for nobody but the network's people applies it.

    Args:
        deployment: The deployment.
        name: The VPC's name.
        organization: What is known of the organization.
        accounts: What is known of the accounts.
        hub: What is known of its hub.
        ipam: What is known of IPAM.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        deployment: Deployment,
        name: str,
        *,
        organization: OrganizationOutputs,
        accounts: AccountsOutputs,
        hub: HubOutputs,
        ipam: IpamOutputs,
    ) -> None:
        super().__init__(deployment, f"network-vpc-{name}")
        self._zone, self._accounts = deployment.environment.zone, accounts
        network = network_of(self._zone)
        spec = network.shared_vpcs[name]
        owner = owner_of(spec, self._zone.roster)
        network_account = account_for(Function.NETWORK, self._zone.roster)
        provider = self._provider_for(deployment, owner, network.region(spec.hub), alias=None)
        hub_provider = (
            None
            if owner == network_account
            else self._provider_for(deployment, network_account, network.region(spec.hub), alias="network")
        )
        spoke = _spoke(spec)
        blueprint = SharedVpcBlueprint(
            network, spec.hub, spec.prefix, spoke.origin, is_the_gateway_s_account=hub_provider is None
        )
        own = {"vpc_range": str(spec.range)} if spec.range else {}
        variables = spoke_variables(self, network, spoke, hub=hub, ipam=ipam, own=own)
        del variables["segment"]
        vpc = self.call("vpc", blueprint, provider=provider, variables={"name": name, **variables})
        zone_ids = network.hubs[spec.hub].zone_ids
        ResourceShare(
            self,
            "share",
            name=f"network-vpc-{name}",
            resource_arns={zone_id: vpc.get_string(subnet_arn_key(zone_id)) for zone_id in zone_ids},
            principal_arns=self._principals(spec, organization),
        )
        self._let_in(network, spec, vpc, hub, hub_provider)
        self.outputs = SharedVpcOutputs.publish(
            self,
            vpc_id=vpc.get_string(VPC_ID),
            vpc_cidr=vpc.get_string(VPC_CIDR),
            subnet_ids={zone_id: vpc.get_string(subnet_key(zone_id)) for zone_id in zone_ids},
        )

    def _provider_for(self, deployment: Deployment, account: Account, region: str, *, alias: str | None) -> AwsProvider:
        environment = deployment.environment
        return add_provider(
            self.default_scope,
            account_id=self._accounts.account_id(self, account),
            role_name=environment.role_name(account),
            region=region,
            tags=environment.tags(account),
            alias=alias,
        )

    def _principals(self, spec: SharedVpcSpec, organization: OrganizationOutputs) -> dict[str, str]:
        """Return the accounts and units that are named, by a name for each that no other has."""
        named = {account.key: account for account in self._zone.roster}
        accounts = {f"account-{key}": self._accounts.account_id(self, named[key]) for key in spec.accounts}
        units = {f"unit-{unit_key(unit_path(unit))}": organization.unit_arns[unit_path(unit)] for unit in spec.units}
        return accounts | units

    def _let_in(
        self,
        network: NetworkSpec,
        spec: SharedVpcSpec,
        vpc: TerraformHclModule,
        hub: HubOutputs,
        provider: AwsProvider | None,
    ) -> None:
        """Associate the attachment with its segment's table, and announce its range to those that are to know it."""
        branch = Construct(self, "attachment")
        Ec2TransitGatewayRouteTableAssociation(
            branch,
            "association",
            transit_gateway_attachment_id=vpc.get_string(ATTACHMENT_ID),
            transit_gateway_route_table_id=hub.route_table_ids(self, spec.segment),
            provider=provider,
        )
        learning = Construct(branch, "propagation")
        for table in learning_tables(route_tables(network, spec.hub), spec.segment):
            Ec2TransitGatewayRouteTablePropagation(
                learning,
                table,
                transit_gateway_attachment_id=vpc.get_string(ATTACHMENT_ID),
                transit_gateway_route_table_id=hub.route_table_ids(self, table),
                provider=provider,
            )


def shared_spoke_variables(
    reader: Workspace, network: NetworkSpec, name: str, shared_vpc: SharedVpcOutputs
) -> dict[str, str]:
    """Return what an account's workspace hands to the blueprint of what it has of a shared VPC."""
    spec = network.shared_vpcs[name]
    subnets = {
        subnet_key(zone_id): shared_vpc.subnet_ids(reader, zone_id) for zone_id in network.hubs[spec.hub].zone_ids
    }
    return {
        VPC_ID: shared_vpc.vpc_id(reader),
        VPC_CIDR: shared_vpc.vpc_cidr(reader),
        "segment": spec.segment,
        **subnets,
    }


def _spoke(spec: SharedVpcSpec) -> Spoke:
    """Return the VPC as what it is to the hub: a spoke like any other."""
    origin = Origin.RANGE if spec.range else Origin.POOL
    return Spoke(spec.hub, Connectivity.CORPORATE, spec.segment, spec.prefix, origin)
