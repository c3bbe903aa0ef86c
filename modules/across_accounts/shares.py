"""What accounts share by AWS RAM, read as the policies that shares put on what they share.

The permission of a share becomes a policy of each of its resources, for the principals of the share (AWS RAM User
Guide, Managing permissions in AWS RAM).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from modules.across_accounts.kinds import FEATURE_CATALOG, FEATURE_GROUP
from modules.across_accounts.stand_ins import StandIns
from modules.specification.errors import LandingZoneError
from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import Resource
from modules.synthesized.unknowns import Identity

SHARE, _RESOURCE, _PRINCIPAL = "aws_ram_resource_share", "aws_ram_resource_association", "aws_ram_principal_association"

_ACTIONS: Mapping[tuple[str, str], tuple[str, ...]] = {
    (FEATURE_CATALOG, "AWSRAMPermissionSageMakerCatalogResourceSearch"): ("Search",),
    (FEATURE_GROUP, "AWSRAMPermissionSageMakerFeatureGroupReadOnly"): (
        "BatchGetRecord",
        "DescribeFeatureGroup",
        "DescribeFeatureMetadata",
        "GetRecord",
    ),
}
"""What AWS's permissions allow, by what is shared (Amazon SageMaker AI Developer Guide, Share your feature group
catalog, and Enabling cross account access; read 29 November 2026)."""

_KINDS = {"sagemaker-catalog": FEATURE_CATALOG, "feature-group": FEATURE_GROUP}
"""What a resource of SageMaker is called here, by the part of its ARN that says so."""
_ARN = re.compile(rf"arn:aws:sagemaker:[a-z0-9-]+:[^:]+:({'|'.join(_KINDS)})/[\w-]+")

_OF_NETWORKS = frozenset(
    {
        "aws_ec2_transit_gateway",
        "aws_route53_resolver_firewall_rule_group",
        "aws_route53profiles_profile",
        "aws_subnet",
        "aws_vpc_ipam_pool",
    }
)
"""Types whose shares let nobody at data: who reaches whom through them is proved by `network check`."""


@dataclass(frozen=True, slots=True)
class Shared:
    """One thing that one share shares."""

    kind: str
    arn: str
    share: Resource
    document: Mapping[str, Any]
    """What the share makes its policy."""


def shared_things(synthesized: Synthesized, stand_ins: StandIns) -> Iterator[Shared]:
    """Give what shares let other accounts at, as far as it is data.

    Raises:
        LandingZoneError: a share may let somebody at data, and its resource or its permission is not known.

    """
    found = list(synthesized.resources({SHARE, _RESOURCE, _PRINCIPAL}))
    shares = {share.identity: share for share in found if share.kind == SHARE}
    principals: dict[str, list[Resource]] = {}
    for each in found:
        if each.kind == _PRINCIPAL:
            principals.setdefault(_share_of(each), []).append(each)
    for association in found:
        if association.kind == _RESOURCE and not _is_of_network(association):
            share, arn = shares[_share_of(association)], stand_ins.text(association, "resource_arn")
            kind = _kind(arn, association)
            let_in = [stand_ins.text(each, "principal") for each in principals.get(share.identity, ())]
            statement = _statement(kind, arn, share, let_in)
            yield Shared(kind, arn, share, {"Version": "2012-10-17", "Statement": [statement]})


def _share_of(association: Resource) -> str:
    share = association.values.get("resource_share_arn")
    return share.resource if isinstance(share, Identity) else str(share)


def _is_of_network(association: Resource) -> bool:
    shared = association.values.get("resource_arn")
    return isinstance(shared, Identity) and shared.address.partition(".")[0] in _OF_NETWORKS


def _kind(arn: str, association: Resource) -> str:
    if found := _ARN.fullmatch(arn):
        return _KINDS[found[1]]
    raise LandingZoneError(
        "who reaches what is shared must be known",
        got=f"{arn} in {association.identity}",
        why="a share of AWS RAM is a policy of what it shares, which may let other accounts read or change that",
        fix="follow its type in modules/across_accounts/shares.py, or list it there where it lets nobody at data",
    )


def _statement(kind: str, arn: str, share: Resource, principals: Sequence[str]) -> dict[str, Any]:
    permissions = [str(each).rpartition("/")[2] for each in share.values.get("permission_arns") or [""]]
    unknown = [permission for permission in permissions if (kind, permission) not in _ACTIONS]
    if unknown:
        raise LandingZoneError(
            "what a share allows must be known",
            got=f"{unknown[0] or 'the default permission'} in {share.identity}",
            why="a permission of AWS RAM says what accounts do with what is shared",
            fix="write its actions in modules/across_accounts/shares.py, as AWS's page on the permission has them",
        )
    return {
        "Sid": "Shared",
        "Effect": "Allow",
        "Principal": {"AWS": [*principals]},
        "Action": [f"sagemaker:{action}" for permission in permissions for action in _ACTIONS[kind, permission]],
        # Searching works on nothing that has an ARN: of which catalog something is found is what the share says.
        "Resource": "*" if kind == FEATURE_CATALOG else arn,
    }
