"""What runs of HCP Terraform work as: a role that plans and one that applies in every account. No cdktf here.

Run variables are the same in both phases, so no provider could assume another role in each. A run begins as the role of
its phase in the account that its workspace works in, and goes to no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from modules.aws_limits import RAISED_ROLE_TRUST_POLICY_LENGTH, ROLE_TRUST_POLICY_LENGTH
from modules.delivery.classes import Phase
from modules.delivery.spec import DeliverySpec, HcpSpec
from modules.delivery.trusts import provider_arn, trust_hcp
from modules.deployment.spec import CloudBackendSpec
from modules.specification.errors import LandingZoneError
from modules.storage.statements import Statement, policy_length

_AN_ACCOUNT = "1" * 12
"""Stands for an account's id where only its length counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HcpRuns:
    """Where runs come from, and what they are called in their tokens."""

    backend: CloudBackendSpec
    """With a project."""
    delivery: DeliverySpec
    spec: HcpSpec

    def role_name(self, phase: Phase, part: int = 1) -> str:
        """Return the name of a role; parts count from 1, and the first has the plain name."""
        name = self.delivery.plan_role if phase is Phase.PLAN else self.spec.apply_role
        return name if part == 1 else f"{name}-{part}"

    def subjects(self, workspaces: Sequence[str], phase: Phase) -> list[str]:
        """Return what tokens of a phase call workspaces."""
        of = f"organization:{self.backend.organization}:project:{self.backend.project}"
        return [f"{of}:workspace:{workspace}:run_phase:{phase}" for workspace in workspaces]

    def trust(self, workspaces: Sequence[str], phase: Phase, account_id: str) -> Statement:
        """Return who may work as a role, as IAM has it."""
        host = self.backend.hostname
        provider, subjects = provider_arn(account_id, host), self.subjects(workspaces, phase)
        return trust_hcp(host, self.spec.audience, provider=provider, subjects=subjects)

    def only_part(self, account: str, workspaces: Sequence[str]) -> list[tuple[str, ...]]:
        """Return the workspaces of an account other than the management account: one role of a phase trusts them all.

        Policies of the organization and of buckets name that role.

        Raises:
            LandingZoneError: IAM takes no trust policy of that length.

        """
        length = self._length(workspaces)
        if length > RAISED_ROLE_TRUST_POLICY_LENGTH.value:
            raise LandingZoneError(
                "a role must be able to name every workspace that works as it",
                got=f"{len(workspaces)} workspaces in {account}: {length} characters",
                why=f"a trust policy has at most {RAISED_ROLE_TRUST_POLICY_LENGTH}",
                fix="give organization and project in HCP Terraform shorter names, or deliver with pipelines",
            )
        return [tuple(workspaces)]

    def parts(self, workspaces: Sequence[str]) -> list[tuple[str, ...]]:
        """Split the workspaces of the management account: as many for each role as its trust policy has room for."""
        return list(self._parts(workspaces))

    def needs_more_room(self, workspaces: Sequence[str]) -> bool:
        """Whether a trust policy is longer than IAM takes until somebody has the quota raised."""
        return self._length(workspaces) > ROLE_TRUST_POLICY_LENGTH.value

    def _parts(self, workspaces: Sequence[str]) -> Iterator[tuple[str, ...]]:
        part: tuple[str, ...] = ()
        for workspace in workspaces:
            if part and self.needs_more_room((*part, workspace)):
                yield part
                part = ()
            part = (*part, workspace)
        yield part

    def _length(self, workspaces: Sequence[str]) -> int:
        return policy_length([self.trust(workspaces, Phase.APPLY, _AN_ACCOUNT)])
