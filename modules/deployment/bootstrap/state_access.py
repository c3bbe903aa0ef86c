"""The roles that Terraform works with states as, and the policies that say which states each workspace reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cdktf_cdktf_provider_aws.iam_policy import IamPolicy
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from cdktf_cdktf_provider_aws.iam_role_policy_attachment import IamRolePolicyAttachment
from constructs import Construct

from modules.aws_limits import ROLE_TRUST_POLICY_LENGTH
from modules.deployment.reading_policies import reading_policies
from modules.deployment.state_roles import StateRole, States
from modules.specification.errors import LandingZoneError
from modules.storage.statements import Statement, policy, policy_length

_DESCRIPTIONS = {
    StateRole.READER: "What Terraform reads states as, and locks the one that it plans",
    StateRole.WRITER: "What Terraform works as with the state of the workspace that it applies",
}


class StateAccess(Construct):
    """Define the two roles, with what their sessions read by the tag that they have.

    A policy of what is read is one of several that nothing tells apart but a number: which statement is in which one
    follows from their lengths, and a change of it is an update.

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        states: The states.
        key_arn: The key that encrypts them.
        reads: Workspaces whose states each workspace reads, by workspace.
        administrators: ARNs of roles that work for any workspace, with `*`.
        deliverers: ARNs of roles of pipelines, by the role that they work with states as.
        policies_of_a_role: How many policies a role can have.

    """

    def __init__(  # noqa: PLR0913 - each is a property of its own
        self,
        scope: Construct,
        id_: str,
        *,
        states: States,
        key_arn: str,
        reads: Mapping[str, Sequence[str]],
        administrators: Sequence[str],
        deliverers: Mapping[StateRole, Sequence[str]],
        policies_of_a_role: int,
    ) -> None:
        super().__init__(scope, id_)
        parts = Construct(self, "reads")
        policies = [
            IamPolicy(
                parts,
                f"part-{number}",
                name=f"landing-zone-state-reads-{number}",
                description="States that workspaces read beside their own",
                policy=policy(statements),
            )
            for number, statements in enumerate(reading_policies(reads, at_most=policies_of_a_role), start=1)
        ]
        for role in StateRole:
            trust = list(states.trust(administrators, deliverers.get(role, ())))
            _refuse_long(trust)
            _define(self, role, trust=trust, rights=states.rights(role, key_arn), policies=policies)


def _define(
    scope: Construct,
    name: StateRole,
    *,
    trust: Iterable[Statement],
    rights: Iterable[Statement],
    policies: Iterable[IamPolicy],
) -> None:
    of_role = Construct(scope, name.rpartition("-")[2])
    role = IamRole(of_role, "Default", name=name, description=_DESCRIPTIONS[name], assume_role_policy=policy(trust))
    IamRolePolicy(of_role, "policy", name="own-state", role=role.name, policy=policy(rights))
    for each in policies:
        IamRolePolicyAttachment(of_role, each.node.id, role=role.name, policy_arn=each.arn)


def _refuse_long(trust: Sequence[Statement]) -> None:
    length = policy_length(trust)
    if length > ROLE_TRUST_POLICY_LENGTH.value:
        raise LandingZoneError(
            "who works with states must fit into the trust of a role",
            got=f"{length} characters",
            why=f"at most {ROLE_TRUST_POLICY_LENGTH}",
            fix="name fewer administrators in deployment.bootstrap.access, or end a name with `*`",
        )
