"""The resource policy of an organization, which delegates the management of policies to member accounts.

Behaviour from the AWS Organizations API Reference, pages "PutResourcePolicy", "DescribeResourcePolicy",
"DeleteResourcePolicy", "TagResource", "UntagResource" and "ListTagsForResource".
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from moto.organizations.models import organizations_backends
from moto.organizations.responses import OrganizationsResponse

from modules.emulator.organization_tree import management_account_of, organization_of
from modules.emulator.records import Call, Errors, Record, Resource, Service
from modules.emulator.records.resource import Random
from modules.emulator.records.tag_shapes import from_shape

POLICY = Resource("ResourcePolicy", tags="Tags")


def register() -> None:
    """Add the operations, and tags of the policy to moto's own operations on tags."""
    SERVICE.extend(OrganizationsResponse)
    for method in ("tag_resource", "untag_resource", "list_tags_for_resource"):
        setattr(OrganizationsResponse, method, _tagged(getattr(OrganizationsResponse, method)))


def content_of(management: str) -> str | None:
    """Tell the policy of the organization that an account manages, if there is one."""
    policies = SERVICE.backends[management]["aws"].records.get(POLICY.name)
    return policies[0]["Content"] if policies else None


def _put(call: Call) -> dict[str, Any]:
    _check_json(call)
    organization = _managed(call)
    policies = call.records(POLICY)
    if not policies:
        id_ = f"rp-{Random():8}"
        arn = f"arn:{call.partition}:organizations::{call.account_id}:resourcepolicy/{organization.org.id}/{id_}"
        policies.append({"Id": id_, "Arn": arn, "Tags": from_shape(call.input.get("Tags"))})
    policies[0]["Content"] = call.input["Content"]
    return _shown(policies[0])


def _describe(call: Call) -> dict[str, Any]:
    if organization_of(call.account_id) is None:
        raise call.refusal("AWSOrganizationsNotInUseException", "Your account is not a member of an organization.")
    return _shown(_only(call.at(management_account_of(call.account_id))))


def _delete(call: Call) -> dict[str, Any]:
    _managed(call)
    call.records(POLICY).remove(_only(call))
    return {}


def _only(call: Call) -> Record:
    policies = call.records(POLICY)
    if not policies:
        raise call.refusal("ResourcePolicyNotFoundException", "We can't find a resource policy in your organization.")
    return policies[0]


def _shown(policy: Record) -> dict[str, Any]:
    summary = {"Id": policy["Id"], "Arn": policy["Arn"]}
    return {"ResourcePolicy": {"ResourcePolicySummary": summary, "Content": policy["Content"]}}


def _managed(call: Call) -> Any:
    organization = organizations_backends[call.account_id][call.partition]
    if organization.org is None:
        raise call.refusal("AWSOrganizationsNotInUseException", "Your account manages no organization.")
    return organization


def _check_json(call: Call) -> None:
    try:
        statements = json.loads(call.input["Content"])["Statement"]
    except (ValueError, TypeError, KeyError) as error:
        message = f"The provided policy document does not meet the requirements: {error}"
        raise call.refusal("InvalidInputException", message, Reason="INVALID_RESOURCE_POLICY_JSON") from error
    if not statements:
        raise call.refusal("InvalidInputException", "The policy has no statement")


def _tagged(of_moto: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Answer for the resource policy, of whose id moto knows nothing, and leave the rest to moto."""

    @wraps(of_moto)
    def tagged(response: Any) -> Any:
        asked = response.request_params
        policies = SERVICE.backends[response.current_account][response.partition].records.get(POLICY.name, [])
        policy = next((policy for policy in policies if policy["Id"] == asked.get("ResourceId")), None)
        if policy is None:
            return of_moto(response)
        policy["Tags"].update(from_shape(asked.get("Tags")))
        for key in asked.get("TagKeys", ()):
            policy["Tags"].pop(key, None)
        shown = [{"Key": key, "Value": value} for key, value in policy["Tags"].items()]
        return json.dumps({"Tags": shown} if of_moto.__name__ == "list_tags_for_resource" else {})

    return tagged


SERVICE = Service(
    "organizations",
    errors=Errors("InvalidInputException", "ResourcePolicyNotFoundException"),
    operations={"PutResourcePolicy": _put, "DescribeResourcePolicy": _describe, "DeleteResourcePolicy": _delete},
    regional=False,
)
