"""Organization policies and their attachments: the guardrails of every target, as packed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cdktf_cdktf_provider_aws.organizations_policy import OrganizationsPolicy
from cdktf_cdktf_provider_aws.organizations_policy_attachment import OrganizationsPolicyAttachment
from constructs import Construct

from modules.organization.guardrails.policies import GuardrailPolicy
from modules.organization.organization import Organization
from modules.organization.organizational_units import unit_id
from modules.specification.reserved_text import literal, put_in


class GuardrailPolicies(Construct):
    """Define organization policies, and attach each to its root or unit.

    A policy's address is made of its target, its kind and its number, never of the guardrails in it: one guardrail
    more changes a policy in place, and nothing is without it for a moment.

    Args:
        scope: The stack, or the construct, that owns the policies.
        id_: The start of the policies' addresses.
        policies: What to define.
        organization: The organization. Its id takes the place of the one that policies were packed with.
        unit_ids: Each unit's id, by its path of names.

    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        policies: Iterable[GuardrailPolicy],
        organization: Organization,
        unit_ids: Mapping[tuple[str, ...], str],
    ) -> None:
        super().__init__(scope, id_)
        for policy in policies:
            target = ("units", *map(unit_id, policy.target)) if policy.target else ("root",)
            scope_of_policy = _namespace(self, policy.kind_id, *target, str(policy.number))
            defined = OrganizationsPolicy(
                scope_of_policy,
                "Default",
                name=policy.name,
                description=policy.description,
                type=policy.kind.value,
                content=put_in(literal(policy.content), lambda _: organization.organization_id),
                depends_on=[organization.dependable],
            )
            OrganizationsPolicyAttachment(
                scope_of_policy,
                "attachment",
                policy_id=defined.id,
                target_id=unit_ids[policy.target] if policy.target else organization.root_id,
            )


def _namespace(scope: Construct, *ids: str) -> Construct:
    """Return the construct at a path, which is made where it is missing."""
    for id_ in ids:
        scope = scope.node.try_find_child(id_) or Construct(scope, id_)  # type: ignore[assignment]
    return scope
