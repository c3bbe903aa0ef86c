"""What one account shares with others, and what they use of it, out of Terraform resources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from modules.synthesized.resources import Resource

_UNIT, _ORGANIZATION = "aws_organizations_organizational_unit", "aws_organizations_organization"

_USES = {
    "aws_ec2_transit_gateway_vpc_attachment": "transit_gateway_id",
    "aws_vpc": "ipv4_ipam_pool_id",
    "aws_route53profiles_association": "profile_id",
}
"""What uses something that may be in another account, and the argument that names it."""
_USED = frozenset({"aws_ec2_transit_gateway", "aws_vpc_ipam_pool", "aws_route53profiles_profile"})

_ATTACHMENT, _SUBNET = "aws_ec2_transit_gateway_vpc_attachment", "aws_subnet"
PRINCIPAL, SHARED_RESOURCE = "aws_ram_principal_association", "aws_ram_resource_association"

_OF_SAGEMAKER = "arn:aws:sagemaker:"

ACCOUNT = "account "
"""Stands before the key of an account that something is shared with, where its id would stand."""

Unit = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Principals:
    """With whom something is to be shared."""

    units: frozenset[Unit] = frozenset()
    """Paths of organizational units."""
    accounts: frozenset[str] = frozenset()
    """Keys of accounts."""


@dataclass(frozen=True, slots=True)
class Shared:
    """One thing that other accounts may use."""

    name: str
    units: set[Unit] = field(default_factory=set)
    """Paths of the organizational units whose accounts may use it, those below them included; the empty path stands
    for the whole organization."""
    accounts: set[str] = field(default_factory=set)
    """Keys of the single accounts that may use it."""
    strangers: set[str] = field(default_factory=set)
    """With whom else it is shared."""
    users: set[str] = field(default_factory=set)
    """Keys of the accounts that use it."""
    shares: set[str] = field(default_factory=set)
    """By what it is shared."""
    companions: set[str] = field(default_factory=set)
    """Keys of the accounts that use anything that is shared by the same, this included."""


def read_shares(resources: Sequence[Resource]) -> Mapping[str, Shared]:
    """Return everything that may be shared and is used by what is synthesized, by its identity, with its users."""
    owners = {resource.identity: resource.account for resource in resources if resource.kind in _USED}
    found = _shared(resources, [resource for resource in resources if resource.kind in _USED])
    for user in resources:
        used = user.text(_USES[user.kind]) if user.kind in _USES else None
        if used in found and user.account is not None and user.account != owners[used]:
            found[used].users.add(user.account)
    for shared in found.values():
        together = (other for other in found.values() if other is shared or other.shares & shared.shares)
        shared.companions.update(*(other.users for other in together))
    return found


def read_shared_subnets(resources: Sequence[Resource]) -> Iterator[tuple[str, bool, Shared]]:
    """Give every subnet with its VPC's name, and whether workloads are in it: those of an attachment have none.

    Who uses it nobody sees: workloads are in no workspace.
    """
    names = {resource.identity: resource.name for resource in resources if resource.kind == "aws_vpc"}
    subnets = [resource for resource in resources if resource.kind == _SUBNET]
    attached = {
        subnet
        for attachment in resources
        if attachment.kind == _ATTACHMENT
        for subnet in attachment.values.get("subnet_ids") or ()
    }
    found = _shared(resources, subnets)
    for subnet in subnets:
        yield names.get(subnet.text("vpc_id") or "", ""), subnet.identity not in attached, found[subnet.identity]


def _shared(resources: Sequence[Resource], kept: Iterable[Resource]) -> dict[str, Shared]:
    """Return with whom some resources are shared, by their identities."""
    found = {resource.identity: Shared(resource.name) for resource in kept}
    principals: dict[str, list[str]] = {}
    for share, principal in _associations(resources, PRINCIPAL, "principal"):
        principals.setdefault(share, []).append(principal)
    open_ = {
        share.identity
        for share in resources
        if share.kind == "aws_ram_resource_share" and share.values.get("allow_external_principals") is not False
    }
    paths = _paths(resources)
    for share, arn in _associations(resources, SHARED_RESOURCE, "resource_arn"):
        # What exists already is known by its id, which its ARN ends with.
        shared = arn if arn in found else arn.rpartition("/")[2]
        if shared not in found:
            continue
        found[shared].shares.add(share)
        if share in open_:
            found[shared].strangers.add("anybody who is invited")
        for principal in principals.get(share, ()):
            if principal in paths:
                found[shared].units.add(paths[principal])
            elif principal.startswith(ACCOUNT):
                found[shared].accounts.add(principal.removeprefix(ACCOUNT))
            else:
                found[shared].strangers.add(principal)
    return found


def shares_of_others(resources: Sequence[Resource]) -> frozenset[str]:
    """Return the shares, by identity, that share something of SageMaker and nothing else: no network knows of it."""
    shared: dict[str, list[str]] = {}
    for share, arn in _associations(resources, SHARED_RESOURCE, "resource_arn"):
        shared.setdefault(share, []).append(arn)
    return frozenset(share for share, arns in shared.items() if all(arn.startswith(_OF_SAGEMAKER) for arn in arns))


def _associations(resources: Iterable[Resource], kind: str, end: str) -> Iterator[tuple[str, str]]:
    """Give the share and the other end of each association."""
    for association in resources:
        if association.kind == kind:
            yield association.text("resource_share_arn") or "", association.text(end) or ""


def _paths(resources: Sequence[Resource]) -> dict[str, Unit]:
    """Return the path of names of each organizational unit, by its identity; of the organization the empty one."""
    units = {resource.identity: resource for resource in resources if resource.kind == _UNIT}
    found: dict[str, Unit] = {resource.identity: () for resource in resources if resource.kind == _ORGANIZATION}
    for identity in units:
        path, parent = list[str](), identity
        while (unit := units.get(parent)) is not None:
            path.insert(0, unit.text("name") or "")
            parent = unit.text("parent_id") or ""
        found[identity] = tuple(path)
    return found
