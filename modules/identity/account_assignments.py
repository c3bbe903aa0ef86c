"""Assignments: a group has a permission set in an account."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.ssoadmin_account_assignment import (
    SsoadminAccountAssignment,
    SsoadminAccountAssignmentTimeouts,
)
from constructs import Construct

_PATIENCE = "30m"
"""Identity Center works on ten assignments at once, whoever asks; the others wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentRequest:
    """One assignment to define."""

    group: str
    """The group's key."""
    group_id: str
    """Token: its id."""
    account: str
    """What tells the account apart in addresses."""
    account_id: str
    """The account's id; may be a token."""
    permission_set: str
    """The permission set's name."""
    permission_set_arn: str
    """Token: its ARN."""
    after: Sequence[ITerraformDependable] = ()
    """What must be there before: the permission set's policies, where this workspace attaches them."""


class AccountAssignments(Construct):
    """Define assignments. Each address is made of the group, the account and the permission set, in this order."""

    def __init__(self, scope: Construct, id_: str, *, instance_arn: str, requests: Iterable[AssignmentRequest]) -> None:
        super().__init__(scope, id_)
        for request in requests:
            SsoadminAccountAssignment(
                _namespace(self, request.group, request.account),
                request.permission_set,
                instance_arn=instance_arn,
                permission_set_arn=request.permission_set_arn,
                principal_id=request.group_id,
                principal_type="GROUP",
                target_id=request.account_id,
                target_type="AWS_ACCOUNT",
                timeouts=SsoadminAccountAssignmentTimeouts(create=_PATIENCE, delete=_PATIENCE),
                depends_on=list(request.after) or None,
            )


def _namespace(scope: Construct, *ids: str) -> Construct:
    """Return the construct at a path, which is made where it is missing."""
    for id_ in ids:
        scope = scope.node.try_find_child(id_) or Construct(scope, id_)  # type: ignore[assignment]
    return scope
