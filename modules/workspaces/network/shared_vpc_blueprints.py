"""The blueprints of shared VPCs: the VPC itself, and what an account that shares in one tells its templates."""

from __future__ import annotations

from dataclasses import dataclass

from cdktf import TerraformOutput
from constructs import Construct

from modules.network.plan.placements import Origin
from modules.network.spec.network import NetworkSpec
from modules.network.spokes.corporate_vpc import CorporateVpc
from modules.network.spokes.shared_spoke import SharedSpoke
from modules.workspaces.network.spoke_blueprints import (
    ATTACHMENT_ID,
    connection,
    define_variables,
    site_of,
    subnet_key,
)

VPC_ID, VPC_CIDR = "vpc_id", "vpc_cidr"
"""Outputs of a shared VPC's module."""


def subnet_arn_key(zone_id: str) -> str:
    """Name the output of the ARN of a zone's subnet."""
    return f"subnet_arn_{zone_id}"


@dataclass(frozen=True)
class SharedVpcBlueprint:
    """A VPC of a segment without anything that belongs to one account. What differs between two is in the name."""

    network: NetworkSpec
    hub: str
    vpc_prefix: int
    origin: Origin
    is_the_gateway_s_account: bool

    @property
    def name(self) -> str:
        """The module's name."""
        kind = "shared-range-vpc" if self.origin is Origin.RANGE else "shared-vpc"
        owner = "" if self.is_the_gateway_s_account else "foreign-"
        return f"{owner}{kind}-{self.hub}-{self.vpc_prefix}"

    def define(self, scope: Construct) -> None:
        """Define the VPC with its attachment."""
        vpc = CorporateVpc(
            scope,
            "vpc",
            name=define_variables(scope, ("name",))["name"],
            site=site_of(self.network, self.hub),
            vpc_prefix=self.vpc_prefix,
            hub=connection(scope, self.network, self.hub, self.origin),
            is_the_gateway_s_account=self.is_the_gateway_s_account,
        )
        outputs = {ATTACHMENT_ID: vpc.attachment_id, VPC_ID: vpc.vpc_id, VPC_CIDR: vpc.vpc_cidr}
        outputs |= {subnet_key(zone_id): id_ for zone_id, id_ in vpc.private_subnet_ids.items()}
        outputs |= {subnet_arn_key(zone_id): arn for zone_id, arn in vpc.private_subnet_arns.items()}
        for name, value in outputs.items():
            TerraformOutput(scope, name, value=value, static_id=True)


@dataclass(frozen=True)
class SharedSpokeBlueprint:
    """What an account has of a shared VPC: the parameters that templates find it by."""

    network: NetworkSpec
    hub: str

    @property
    def name(self) -> str:
        """The module's name."""
        return f"shared-spoke-{self.hub}"

    def define(self, scope: Construct) -> None:
        """Define the parameters."""
        zone_ids = self.network.hubs[self.hub].zone_ids
        variables = define_variables(scope, (VPC_ID, VPC_CIDR, "segment"))
        subnets = define_variables(scope, tuple(subnet_key(zone_id) for zone_id in zone_ids))
        SharedSpoke(
            scope,
            "spoke",
            vpc_id=variables[VPC_ID],
            vpc_cidr=variables[VPC_CIDR],
            private_subnet_ids=dict(zip(zone_ids, subnets.values(), strict=True)),
            segment=variables["segment"],
        )
