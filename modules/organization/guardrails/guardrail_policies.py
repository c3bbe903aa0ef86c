"""Organization policies and their attachments: the guardrails of every target, as packed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.cloudcontrolapi_resource import CloudcontrolapiResource
from cdktf_cdktf_provider_aws.organizations_policy import OrganizationsPolicy
from cdktf_cdktf_provider_aws.organizations_policy_attachment import OrganizationsPolicyAttachment
from constructs import Construct

from modules.organization.guardrails.policies import GuardrailPolicy
from modules.organization.spec import PROVIDER_POLICY_TYPES
from modules.organization.unit_ids import unit_id
from modules.specification.reserved_text import literal, marked, put_in

CLOUD_CONTROL_TYPE = "AWS::Organizations::Policy"
"""What Cloud Control API calls a policy (AWS CloudFormation Template Reference)."""

_TARGET = "target"


class GuardrailPolicies(Construct):
    """Define organization policies, and attach each to its root, unit or account.

    A policy's address is made of its target, its kind and its number, never of the guardrails in it: one guardrail
    more changes a policy in place, and nothing is without it for a moment. A kind that the AWS provider does not know
    is made through Cloud Control API, which attaches it as well.

    Args:
        scope: The stack, or the construct, that owns the policies.
        id_: The start of the policies' addresses.
        policies: What to define.
        organization_id: The organization's id. It takes the place of the one that policies were packed with.
        target_ids: Ids of what policies are attached to, by `GuardrailPolicy.place`.
        tags: Tags of what the provider does not tag by itself.
        after: What must be there before, although nothing of it is referred to.

    """

    def __init__(  # noqa: PLR0913 - keyword-only
        self,
        scope: Construct,
        id_: str,
        *,
        policies: Iterable[GuardrailPolicy],
        organization_id: str,
        target_ids: Mapping[tuple[str, ...], str],
        tags: Mapping[str, str],
        after: Iterable[ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        self._organization_id, self._target_ids, self._tags, self._after = (
            organization_id,
            target_ids,
            tags,
            list(after),
        )
        for policy in policies:
            scope_of_policy = _namespace(self, policy.kind_id, *map(unit_id, policy.place), str(policy.number))
            if policy.kind in PROVIDER_POLICY_TYPES:
                self._by_provider(scope_of_policy, policy)
            else:
                self._by_cloud_control(scope_of_policy, policy)

    def _by_provider(self, scope: Construct, policy: GuardrailPolicy) -> None:
        defined = OrganizationsPolicy(
            scope,
            "Default",
            name=policy.name,
            description=policy.description,
            type=policy.kind.value,
            content=put_in(literal(policy.content), lambda _: self._organization_id),
            depends_on=self._after or None,
        )
        OrganizationsPolicyAttachment(
            scope, "attachment", policy_id=defined.id, target_id=self._target_ids[policy.place]
        )

    def _by_cloud_control(self, scope: Construct, policy: GuardrailPolicy) -> None:
        desired = {
            "Name": policy.name,
            "Description": policy.description,
            "Type": policy.kind.value,
            "Content": policy.document,
            "TargetIds": [marked(_TARGET)],
            "Tags": [{"Key": key, "Value": value} for key, value in sorted(self._tags.items())],
        }
        values = {_TARGET: self._target_ids[policy.place]}
        CloudcontrolapiResource(
            scope,
            "Default",
            type_name=CLOUD_CONTROL_TYPE,
            desired_state=put_in(
                literal(json.dumps(desired, ensure_ascii=False)), lambda name: values.get(name, self._organization_id)
            ),
            depends_on=self._after or None,
        )


def _namespace(scope: Construct, *ids: str) -> Construct:
    """Return the construct at a path, which is made where it is missing."""
    for id_ in ids:
        scope = scope.node.try_find_child(id_) or Construct(scope, id_)  # type: ignore[assignment]
    return scope
