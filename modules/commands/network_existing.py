"""What exists already of a network, as the resources that the proof of reachability follows.

It is what its owner says of it: the gateway routes nothing by itself, a VPC sends to the hub all that is not its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from modules.accounts.roster import Account, account_for
from modules.accounts.spec import Function
from modules.accounts.vpc_spec import AccountVpcSpec
from modules.network.addresses.plan import ANYWHERE
from modules.network.plan.placements import corporate
from modules.network.spec.network import NetworkSpec
from modules.network.spokes.corporate_vpc import PRIVATE
from modules.reachability.reading.existing import GATEWAY_OF
from modules.synthesized.resources import Resource


def existing_resources(network: NetworkSpec, accounts: Sequence[Account]) -> Iterator[Resource]:
    """Give every transit gateway, route table and VPC that exists, and every attachment."""
    for hub, spec in network.hubs.items():
        if gateway := spec.transit_gateway:
            owner = account_for(Function.NETWORK, accounts).key
            off = {f"default_route_table_{what}": "disable" for what in ("association", "propagation")}
            yield _resource("aws_ec2_transit_gateway", gateway.id, owner, name=hub, **off)
            for table, id_ in gateway.route_tables.items():
                of = {"transit_gateway_id": gateway.id}
                yield _resource("aws_ec2_transit_gateway_route_table", id_, owner, name=f"{hub}-{table}", **of)
    for account, spoke in corporate(network, accounts):
        if account.vpc and account.vpc.id and spoke.segment:
            yield from _vpc(account.vpc, account.key, spoke.segment, spoke.hub)
            if account.vpc.attachment_id:
                yield _resource(
                    "aws_ec2_transit_gateway_vpc_attachment",
                    account.vpc.attachment_id,
                    account.key,
                    name=spoke.segment,
                    transit_gateway_id=f"{GATEWAY_OF}{spoke.hub}",
                    vpc_id=account.vpc.id,
                    subnet_ids=list(account.vpc.attachment_subnet_ids.values()),
                )


def believed(network: NetworkSpec, accounts: Sequence[Account]) -> Iterator[str]:
    """Tell people what nobody proves of what exists."""
    for hub, spec in network.hubs.items():
        if gateway := spec.transit_gateway:
            yield f"{hub}: {gateway.id} associates and propagates nothing by default (a plan fails otherwise)"
            for table, id_ in gateway.route_tables.items():
                yield f"{hub}: {id_} ({table}) has no route, association or propagation beside those made here"
    for account, spoke in corporate(network, accounts):
        if account.vpc and account.vpc.id:
            ranges = " and ".join(map(str, (account.vpc.range, *account.vpc.secondary_ranges)))
            vpc = f"{account.key}: {account.vpc.id} is {ranges}"
            yield f"{vpc}, sends everything else to {spoke.hub}, and has no other way in or out"


def _vpc(vpc: AccountVpcSpec, account: str, segment: str, hub: str) -> Iterator[Resource]:
    """Give a VPC with a subnet for workloads in each zone, beside the one of the attachment, and one table."""
    id_ = vpc.id or ""
    yield _resource("aws_vpc", id_, account, name=segment, cidr_block=str(vpc.range))
    for range_ in vpc.secondary_ranges:
        association = f"{id_}:{range_}"
        values = {"vpc_id": id_, "cidr_block": str(range_)}
        yield _resource("aws_vpc_ipv4_cidr_block_association", association, account, name=segment, **values)
    table = f"{id_}:route-table"
    yield _resource("aws_route_table", table, account, name=segment, vpc_id=id_)
    yield _resource(
        "aws_route",
        f"{id_}:route",
        account,
        name=segment,
        route_table_id=table,
        destination_cidr_block=str(ANYWHERE),
        transit_gateway_id=f"{GATEWAY_OF}{hub}",
    )
    for zone_id, subnet_id in vpc.attachment_subnet_ids.items():
        for subnet, tier in ((subnet_id, "attachment"), (f"{id_}:{zone_id}", PRIVATE)):
            name = f"{segment}-{tier}-{zone_id}"
            yield _resource("aws_subnet", subnet, account, name=name, vpc_id=id_, availability_zone_id=zone_id)
        yield _resource(
            "aws_route_table_association",
            f"{id_}:association-{zone_id}",
            account,
            name=segment,
            route_table_id=table,
            subnet_id=f"{id_}:{zone_id}",
        )


def _resource(kind: str, identity: str, account: str, *, name: str, **values: Any) -> Resource:
    return Resource(
        identity=identity, address=identity, kind=kind, values={"tags": {"Name": name}, **values}, account=account
    )
