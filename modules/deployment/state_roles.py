"""The roles that Terraform works with states as, and what they may do there. No cdktf here.

Each session says by a tag for which workspace it works, and the tag is part of the key that it gets to (IAM User Guide,
Pass session tags in AWS STS; IAM policy elements: Variables and tags). What a session reads beside that is a matter of
`reading_policies.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from modules.deployment.spec import S3BackendSpec
from modules.deployment.state_names import s3_key
from modules.specification.reserved_text import literal
from modules.storage.grantees import through_s3
from modules.storage.statements import Statement, allow

TAG = "Workspace"
"""The key of the tag."""

WORK_AS = ("sts:AssumeRole", "sts:TagSession")
"""What whoever works as such a role asks for, and what the role must admit."""


class StateRole(StrEnum):
    """The roles, by their names."""

    READER = "landing-zone-state-reader"
    """It reads states and locks its own: for plans, and for whatever another workspace's state is read for."""
    WRITER = "landing-zone-state-writer"
    """It writes its own state, too."""

    def arn(self, account_id: str) -> str:
        """Return its ARN in the management account."""
        return f"arn:aws:iam::{account_id}:role/{self}"


def assuming(role: StateRole, account_id: str, workspace: str) -> dict[str, Any]:
    """Return what Terraform's backend is told of the role that it assumes.

    Terraform Language Documentation, Backend Type: s3, Assume Role Configuration; the same from 1.6 on.

    Args:
        role: The role.
        account_id: The management account.
        workspace: The workspace that it works for.

    """
    return {"role_arn": role.arn(account_id), "tags": {TAG: workspace}}


@dataclass(frozen=True, slots=True, kw_only=True)
class States:
    """The states of an environment, in the bucket that `bootstrap` makes for them."""

    backend: S3BackendSpec
    environment: str
    account_id: str
    """The management account."""

    @property
    def bucket_arn(self) -> str:
        """The ARN of the bucket."""
        return f"arn:aws:s3:::{self.backend.bucket}"

    def arn(self, workspace: str) -> str:
        """Return the ARN of a workspace's state."""
        return f"{self.bucket_arn}/{s3_key(self.backend, self.environment, workspace)}"

    @property
    def every_object(self) -> str:
        """The ARNs of all states, locks, and copies beside them."""
        return f"{self.bucket_arn}/{self.backend.key_prefix}/{self.environment}/*"

    def rights(self, role: StateRole, key_arn: str) -> Iterator[Statement]:
        """Give what a role may do for the workspace that its session is for.

        Names of states are no secret: without the right to list, S3 says of a state that is not there yet that access
        is denied, and not that it is not there (Amazon S3 API Reference, HeadObject).

        Args:
            role: The role.
            key_arn: The key that encrypts states.

        """
        own = self.arn(literal(f"${{aws:PrincipalTag/{TAG}}}"))
        yield allow("FindStates", ["s3:ListBucket"], [self.bucket_arn])
        yield allow("ReadItsState", ["s3:GetObject"], [own, f"{own}.tflock"])
        yield allow("LockItsState", ["s3:DeleteObject", "s3:PutObject"], [f"{own}.tflock"])
        if role is StateRole.WRITER:
            yield allow("WriteItsState", ["s3:PutObject"], [own])
        yield {
            "Sid": "DenyReadingOtherObjects",
            "Effect": "Deny",
            "Action": "s3:GetObject",
            "NotResource": [self.every_object],
        }
        uses = ["kms:Decrypt", "kms:GenerateDataKey"]
        yield allow("UseTheKeyOfStates", uses, [key_arn], through_s3(self.backend.region, self.bucket_arn))

    def trust(self, administrators: Iterable[str], deliverers: Iterable[str]) -> Iterator[Statement]:
        """Give who may work as a role: only for a workspace of the environment, and with no other tag.

        Args:
            administrators: ARNs of roles, with `*`.
            deliverers: ARNs of roles of pipelines, whose own policies say for which workspaces.

        """
        for sid, arns in (("Administrators", [*administrators]), ("Pipelines", [*deliverers])):
            if arns:
                yield {
                    "Sid": sid,
                    "Effect": "Allow",
                    "Principal": {"AWS": f"arn:aws:iam::{self.account_id}:root"},
                    "Action": [*WORK_AS],
                    "Condition": {"ArnLike": {"aws:PrincipalArn": arns}, **self._for_one_workspace()},
                }

    def _for_one_workspace(self) -> Mapping[str, Mapping[str, Any]]:
        return {
            "StringLike": {f"aws:RequestTag/{TAG}": f"{self.environment}-*"},
            "ForAllValues:StringEquals": {"aws:TagKeys": [TAG]},
        }

    def named_only(self, administrators: Iterable[str]) -> Statement:
        """Refuse whoever is none of the roles and no administrator, whatever a policy of theirs says.

        It is about objects alone: whoever governs the bucket can mend its policy.
        """
        roles = [role.arn(self.account_id) for role in StateRole]
        return {
            "Sid": "DenyWhoIsNotNamed",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": self.every_object,
            "Condition": {
                "ArnNotLike": {"aws:PrincipalArn": [*roles, *administrators]},
                "Bool": {"aws:PrincipalIsAWSService": "false"},
            },
        }


def administrator_arns(names: Iterable[str], account_id: str) -> list[str]:
    """Return the ARNs of roles by their names, with any path and with none."""
    return [f"arn:aws:iam::{account_id}:role/{path}{name}" for name in names for path in ("", "*/")]
