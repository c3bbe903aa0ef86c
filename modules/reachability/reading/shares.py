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

Unit = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """One thing that other accounts may use."""

    name: str
    units: set[Unit] = field(default_factory=set)
    """Paths of the organizational units whose accounts may use it, those below them included; the empty path stands
    for the whole organization."""
    strangers: set[str] = field(default_factory=set)
    """With whom else it is shared."""
    users: set[str] = field(default_factory=set)
    """Keys of the accounts that use it."""


def read_shares(resources: Sequence[Resource]) -> Mapping[str, Shared]:
    """Return everything that may be shared, by its identity."""
    owners = {resource.identity: resource.account for resource in resources if resource.kind in _USED}
    found = {resource.identity: Shared(resource.name) for resource in resources if resource.kind in _USED}
    for user in resources:
        used = user.text(_USES[user.kind]) if user.kind in _USES else None
        if used in found and user.account is not None and user.account != owners[used]:
            found[used].users.add(user.account)
    principals: dict[str, list[str]] = {}
    for share, principal in _associations(resources, "aws_ram_principal_association", "principal"):
        principals.setdefault(share, []).append(principal)
    open_ = {
        share.identity
        for share in resources
        if share.kind == "aws_ram_resource_share" and share.values.get("allow_external_principals") is not False
    }
    paths = _paths(resources)
    for share, shared in _associations(resources, "aws_ram_resource_association", "resource_arn"):
        if shared not in found:
            continue
        if share in open_:
            found[shared].strangers.add("anybody who is invited")
        for principal in principals.get(share, ()):
            if principal in paths:
                found[shared].units.add(paths[principal])
            else:
                found[shared].strangers.add(principal)
    return found


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
