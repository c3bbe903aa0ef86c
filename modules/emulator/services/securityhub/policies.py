"""Configuration policies of central configuration, and what they are associated with.

Behaviour from "CreateConfigurationPolicy", "UpdateConfigurationPolicy", "DeleteConfigurationPolicy",
"StartConfigurationPolicyAssociation", "GetConfigurationPolicyAssociation" and those beside them. Associations succeed
at once.
"""

from __future__ import annotations

from typing import Any

from moto.core.utils import utcnow

from modules.emulator.organization_service import administrator_of
from modules.emulator.organization_tree import path_to_root
from modules.emulator.records import Call, Record, create, delete, describe, update
from modules.emulator.records.operations import Operation
from modules.emulator.services.securityhub import standards
from modules.emulator.services.securityhub.central import (
    ASSOCIATION,
    POLICY,
    SELF_MANAGED,
    association_of,
    is_central,
    is_enabling,
)

_POLICIES = 20  # AWS Security Hub User Guide, "Security Hub quotas"
_TYPES = {"AccountId": "ACCOUNT", "OrganizationalUnitId": "ORGANIZATIONAL_UNIT", "RootId": "ROOT"}


def _centrally(perform: Operation) -> Operation:
    def centrally(call: Call) -> dict[str, Any]:
        if administrator_of(call) != call.account_id or not is_central(call):
            message = "Must be a Security Hub delegated administrator with Central Configuration enabled"
            raise call.refusal("AccessDeniedException", message)
        return perform(call)

    return centrally


def _check_new(call: Call, policy: Record) -> None:
    if len(call.records(POLICY)) >= _POLICIES:
        raise call.refusal("LimitExceededException", f"The quota of configuration policies is {_POLICIES}")
    _check(call, policy)


def _check(call: Call, policy: Record) -> None:
    content = policy["ConfigurationPolicy"].get("SecurityHub", {})
    arns = content.get("EnabledStandardIdentifiers") or ()
    unknown = sorted(set(arns) - set(standards.known_arns(call)))
    if unknown:
        raise call.refusal("InvalidInputException", f"The standard {unknown[0]} does not exist in {call.region}")
    controls = content.get("SecurityControlsConfiguration")
    if bool(content.get("ServiceEnabled")) != (controls is not None):
        message = "SecurityControlsConfiguration must be given where Security Hub is enabled, and only there"
        raise call.refusal("InvalidInputException", message)
    lists = ("EnabledSecurityControlIdentifiers", "DisabledSecurityControlIdentifiers")
    if controls is not None and sum(controls.get(name) is not None for name in lists) != 1:
        raise call.refusal("InvalidInputException", "Either enabled or disabled controls must be listed")


def _check_unused(call: Call, policy: Record) -> None:
    used = [
        association["TargetId"]
        for association in call.records(ASSOCIATION)
        if association["ConfigurationPolicyId"] == policy["Id"]
    ]
    if used:
        message = f"The policy is associated with {', '.join(used)}"
        raise call.refusal("ResourceConflictException", message, resource_id=policy["Id"])


def _list(call: Call) -> dict[str, Any]:
    shown = [policy | {"ServiceEnabled": is_enabling(policy)} for policy in call.records(POLICY)]
    return {"ConfigurationPolicySummaries": shown}


def _target(call: Call) -> tuple[str, str]:
    """Give the type and the id of the target.

    Raises:
        ServiceException: it is not in the organization, or not of this type.

    """
    given = [
        (type_, str(id_)) for name, id_ in (call.input.get("Target") or {}).items() if id_ and (type_ := _TYPES[name])
    ]
    prefixes = {"ORGANIZATIONAL_UNIT": "ou-", "ROOT": "r-", "ACCOUNT": ""}
    if len(given) != 1 or not given[0][1].startswith(prefixes[given[0][0]]):
        raise call.refusal("InvalidInputException", "Target must be an account, an organizational unit or the root")
    if not path_to_root(call.account_id, given[0][1]):
        message = f"The target {given[0][1]} is not in the organization"
        raise call.refusal("ResourceNotFoundException", message, resource_id=given[0][1])
    return given[0]


def _associate(call: Call) -> dict[str, Any]:
    type_, target_id = _target(call)
    is_own = call.input["ConfigurationPolicyIdentifier"] == SELF_MANAGED
    policy_id = SELF_MANAGED if is_own else call.find(POLICY)["Id"]
    kept = call.records(ASSOCIATION)
    kept[:] = [association for association in kept if association["TargetId"] != target_id]
    kept.append(
        {
            "ConfigurationPolicyId": policy_id,
            "TargetId": target_id,
            "TargetType": type_,
            "AssociationType": "APPLIED",
            "AssociationStatus": "SUCCESS",
            "UpdatedAt": utcnow(),
        }
    )
    return kept[-1]


def _get_association(call: Call) -> dict[str, Any]:
    type_, target_id = _target(call)
    found = association_of(call, target_id)
    if found is None:
        raise call.refusal("ResourceNotFoundException", f"No policy holds for {target_id}", resource_id=target_id)
    association, is_inherited = found
    kind = "INHERITED" if is_inherited else "APPLIED"
    return association | {"TargetId": target_id, "TargetType": type_, "AssociationType": kind}


def _disassociate(call: Call) -> dict[str, Any]:
    _, target_id = _target(call)
    wanted = call.input["ConfigurationPolicyIdentifier"]
    policy_id = SELF_MANAGED if wanted == SELF_MANAGED else call.find(POLICY)["Id"]
    kept = call.records(ASSOCIATION)
    found = [
        association
        for association in kept
        if (association["TargetId"], association["ConfigurationPolicyId"]) == (target_id, policy_id)
    ]
    if not found:
        message = f"The policy is not associated with {target_id}"
        raise call.refusal("ResourceNotFoundException", message, resource_id=target_id)
    kept.remove(found[0])
    return {}


OPERATIONS: dict[str, Operation] = {
    name: _centrally(perform)
    for name, perform in {
        "CreateConfigurationPolicy": create(POLICY, check=_check_new),
        "GetConfigurationPolicy": describe(POLICY),
        "ListConfigurationPolicies": _list,
        "UpdateConfigurationPolicy": update(POLICY, check=_check),
        "DeleteConfigurationPolicy": delete(POLICY, check=_check_unused),
        "StartConfigurationPolicyAssociation": _associate,
        "GetConfigurationPolicyAssociation": _get_association,
        "ListConfigurationPolicyAssociations": lambda call: {
            "ConfigurationPolicyAssociationSummaries": list(call.records(ASSOCIATION))
        },
        "StartConfigurationPolicyDisassociation": _disassociate,
    }.items()
}
