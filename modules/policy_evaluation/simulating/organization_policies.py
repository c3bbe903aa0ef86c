"""The policies of an organization as the simulator takes them, with what AWS itself attaches beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from modules.policy_evaluation.reading.inputs import EVALUATED, RCP, SCP, Account
from modules.policy_evaluation.reading.organization_tree import OrganizationPolicy, OrganizationTree, UnitPath, shown
from modules.policy_evaluation.simulating.simulator import Batch, Level, PolicyDocument

EVERYTHING = {"Effect": "Allow", "Action": "*", "Resource": "*"}

FULL_ACCESS = "FullAWSAccess"
"""What AWS attaches to every root, unit and account. Its like for resources is the simulator's to add."""

IDENTITY, RESOURCE = "the principal's own policy, which allows everything", "the resource's policy, which allows all"

NOWHERE = "no control policies"
"""The path of what is outside the organization, and of what organization policies leave alone."""


@dataclass(frozen=True, slots=True)
class ControlPaths:
    """Names of the paths that are in the batches of one environment."""

    identity: tuple[str, ...] = (IDENTITY,)
    resource_policy: str = RESOURCE

    def principal(self, account: Account | None) -> str:
        """Name the path of service control policies over a principal's account."""
        return _name(SCP, account)

    def resource(self, account: Account | None) -> str:
        """Name the path of resource control policies over a resource's account."""
        return _name(RCP, account)


def _name(kind: str, account: Account | None) -> str:
    """Name a path. Neither kind has an effect in the management account (AWS Organizations User Guide)."""
    return NOWHERE if account is None or account.is_management else f"{kind} {shown(account.unit)}"


def policy_key(policy: OrganizationPolicy) -> str:
    """Name a policy in a batch: names are unique among policies of a kind."""
    return f"{policy.kind} {policy.name}"


def batch_of(tree: OrganizationTree) -> Batch:
    """Return a batch without requests that has every policy, and the path of every unit."""
    return Batch(policies=dict(_documents(tree)), paths={NOWHERE: (), **dict(_paths(tree))})


def _documents(tree: OrganizationTree) -> Iterator[tuple[str, PolicyDocument]]:
    yield FULL_ACCESS, PolicyDocument(SCP, _document(EVERYTHING))
    yield IDENTITY, PolicyDocument("IDENTITY_POLICY", _document(EVERYTHING))
    yield RESOURCE, PolicyDocument("RESOURCE_POLICY", _document({**EVERYTHING, "Principal": "*"}))
    for _, policy in tree.of_kinds(*EVALUATED):
        yield policy_key(policy), PolicyDocument(policy.kind, policy.document)


def _paths(tree: OrganizationTree) -> Iterator[tuple[str, tuple[Level, ...]]]:
    for kind in EVALUATED:
        for unit in tree.attached:
            yield f"{kind} {shown(unit)}", tuple(_levels(tree, unit, kind))


def _levels(tree: OrganizationTree, unit: UnitPath, kind: str) -> Iterator[Level]:
    theirs = (FULL_ACCESS,) if kind == SCP else ()
    for at, policies in tree.along(unit, kind):
        yield Level(shown(at), (*theirs, *map(policy_key, policies)))
    if kind == SCP:
        yield Level("the account", theirs)


def _document(statement: dict[str, str]) -> dict[str, object]:
    return {"Version": "2012-10-17", "Statement": [statement]}
