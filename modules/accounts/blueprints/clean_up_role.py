"""The role that empties an account after it was suspended."""

from __future__ import annotations

from collections.abc import Sequence

from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from constructs import Construct

from modules.storage.statements import Statement, policy

_SESSION_SECONDS = 4 * 60 * 60


class CleanUpRole(Construct):
    """Define the only role that works in a suspended account; it can do nothing before the account is suspended.

    In an organizational unit for suspended accounts a guardrail denies everything to everybody else, so nobody could
    make the role there. What it may do hangs on where the account is (`aws:PrincipalOrgPaths`, AWS global condition
    context keys): as long as that is not below one of these units, it may do nothing.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        name: The role's name.
        trusted_account_id: The management account, whose administrators empty accounts.
        trusted_role_patterns: ARNs, with `*`, of the roles there that may work as it.
        unit_paths: The place of each unit for suspended accounts: `o-<organization>/r-<root>/ou-<unit>`.

    """

    def __init__(  # noqa: PLR0913 - each is a property of its own
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        trusted_account_id: str,
        trusted_role_patterns: Sequence[str],
        unit_paths: Sequence[str],
    ) -> None:
        super().__init__(scope, id_)
        role = IamRole(
            self,
            "Default",
            name=name,
            description="Empties the account after it was suspended; may do nothing before",
            assume_role_policy=policy([_trust(trusted_account_id, trusted_role_patterns)]),
            max_session_duration=_SESSION_SECONDS,
        )
        IamRolePolicy(self, "policy", name="clean-up", role=role.name, policy=policy([_everything_below(unit_paths)]))


def _trust(account_id: str, role_patterns: Sequence[str]) -> Statement:
    return {
        "Sid": "TrustWhoManagesAccounts",
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{account_id}:root"},
        "Action": ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
        "Condition": {"ArnLike": {"aws:PrincipalArn": [*role_patterns]}},
    }


def _everything_below(unit_paths: Sequence[str]) -> Statement:
    return {
        "Sid": "EmptyTheAccountOnceItIsSuspended",
        "Effect": "Allow",
        "Action": "*",
        "Resource": "*",
        "Condition": {"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": [f"{path}/*" for path in unit_paths]}},
    }
