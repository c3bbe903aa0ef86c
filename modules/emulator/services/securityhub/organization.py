"""The organization: its delegated administrator, and how accounts are enrolled, locally or centrally.

Behaviour from "EnableOrganizationAdminAccount" and those beside it, from "UpdateOrganizationConfiguration", from
"Enabling central configuration in Security Hub CSPM" (an aggregator, and nothing enabled by itself), and from
"CreateMembers": the management account has to enable Security Hub itself before it can be a member.
"""

from __future__ import annotations

from typing import Any

from modules.emulator.organization_service import (
    OrganizationService,
    Refusals,
    accounts_of,
    administrator_of,
)
from modules.emulator.organization_tree import is_management_account, management_account_of
from modules.emulator.records import Call, Record
from modules.emulator.records.operations import Operation
from modules.emulator.services.securityhub import hub, standards
from modules.emulator.services.securityhub.central import (
    AGGREGATOR,
    ASSOCIATION,
    CONFIGURATION,
    POLICY,
    configuration,
    home_of,
    is_central,
    is_enabling,
    linked_regions,
    policy_for,
)


class _SecurityHub(OrganizationService):
    def turn_on(self, call: Call) -> None:
        if not self.is_on(call):
            hub.turn_on(call, {"EnableDefaultStandards": home_of(call) is None and _has_default_standards(call)})

    def is_on(self, call: Call) -> bool:
        return hub.hub_of(call) is not None

    def turn_off(self, call: Call) -> None:
        call.records(CONFIGURATION).clear()

    def can_be_member(self, call: Call, account_id: str) -> bool:
        """Tell whether Security Hub may turn itself on in an account, or is on there."""
        return not is_management_account(account_id) or self.is_on(call.at(account_id))

    def enrols(self, call: Call, account_id: str, *, has_joined: bool) -> bool:
        home = home_of(call)
        if home is None:
            wanted = has_joined and bool(configuration(call)["AutoEnable"])
        else:
            policy = policy_for(home, account_id)
            wanted = policy is not None and is_enabling(policy)
        return wanted and self.can_be_member(call, account_id)

    def set_up(self, call: Call, member: Record) -> None:
        """Leave it to `follow`, which configures what a policy says each time."""

    def follow(self, call: Call) -> None:
        super().follow(call)
        administrator = administrator_of(call)
        home = home_of(call)
        if administrator is None or home is None:
            return
        for account_id in accounts_of(home):
            policy = policy_for(home, account_id)
            if policy is not None and self.can_be_member(call, account_id):
                self._configure(call.at(administrator), account_id, policy)

    def _configure(self, administrator: Call, account_id: str, policy: Record) -> None:
        account = administrator.at(account_id)
        if is_enabling(policy):
            self.turn_on(account)
            standards.unsubscribe_all(account)
            arns = policy["ConfigurationPolicy"]["SecurityHub"].get("EnabledStandardIdentifiers") or ()
            # a policy names standards as they are in the home Region
            local = {arn.partition("::")[2]: arn for arn in standards.known_arns(account)}
            standards.subscribe(account, [local[arn.partition("::")[2]] for arn in arns])
        elif account_id != administrator.account_id:
            self.remove_member(administrator, account_id)
            hub.turn_off(account)


def _has_default_standards(call: Call) -> bool:
    administrator = administrator_of(call)
    if administrator in (None, call.account_id):
        return True
    return bool(configuration(call.at(administrator))["AutoEnableStandards"] == "DEFAULT")


ORGANIZATION = _SecurityHub(
    principal="securityhub.amazonaws.com",
    refusals=Refusals(
        not_management="InvalidAccessException",
        not_administrator="InvalidAccessException",
        second_administrator="ResourceConflictException",
        not_in_organization="InvalidInputException",
        no_administrator="ResourceNotFoundException",
    ),
)


def _designate(call: Call) -> dict[str, Any]:
    if administrator_of(call) != call.input["AdminAccountId"]:
        ORGANIZATION.designate(call, call.input["AdminAccountId"])
    ORGANIZATION.require_management(call)
    return {}


def _dismiss(call: Call) -> dict[str, Any]:
    ORGANIZATION.require_management(call)
    if home_of(call):
        message = "The administrator configures the organization centrally, and cannot be removed"
        raise call.refusal("InvalidInputException", message)
    ORGANIZATION.dismiss(call, call.input["AdminAccountId"])
    return {}


def _list(call: Call) -> dict[str, Any]:
    ORGANIZATION.require_management(call)
    found = administrator_of(call)
    return {"AdminAccounts": [{"AccountId": found, "Status": "ENABLED"}] if found else []}


def _describe(call: Call) -> dict[str, Any]:
    ORGANIZATION.require_administrator(call)
    found = configuration(call)
    shown = {"ConfigurationType": found["ConfigurationType"], "Status": "ENABLED"}
    return found | {"MemberAccountLimitReached": False, "OrganizationConfiguration": shown}


def _update(call: Call) -> dict[str, Any]:
    ORGANIZATION.require_administrator(call)
    found = configuration(call)
    asked = call.input.get("OrganizationConfiguration") or {}
    changed = {
        "AutoEnable": call.input["AutoEnable"],
        "AutoEnableStandards": call.input.get("AutoEnableStandards") or found["AutoEnableStandards"],
        "ConfigurationType": asked.get("ConfigurationType") or found["ConfigurationType"],
    }
    if changed["ConfigurationType"] == "CENTRAL":
        _check_central(call, changed)
    elif is_central(call):
        for resource in (ASSOCIATION, POLICY):
            call.records(resource).clear()
    found.update(changed)
    if is_central(call):
        _administer_linked_regions(call)
    return {}


def _check_central(call: Call, changed: Record) -> None:
    if changed["AutoEnable"] or changed["AutoEnableStandards"] != "NONE":
        message = "Auto Enable and AutoEnableStandards can not be enabled for Central Configuration"
        raise call.refusal("InvalidInputException", message)
    if is_management_account(call.account_id):
        raise call.refusal("InvalidInputException", "The management account cannot use Central Configuration")
    if not call.records(AGGREGATOR):
        raise call.refusal(
            "InvalidInputException", f"Central Configuration needs a finding aggregator in {call.region}"
        )


def _administer_linked_regions(call: Call) -> None:
    """Make the account the administrator of every Region that is linked, where it is not yet."""
    management = call.at(management_account_of(call.account_id))
    for region in sorted(linked_regions(call)):
        linked = management.at(management.account_id, region)
        if administrator_of(linked) is None:
            ORGANIZATION.designate(linked, call.account_id)


OPERATIONS: dict[str, Operation] = {
    "EnableOrganizationAdminAccount": _designate,
    "DisableOrganizationAdminAccount": _dismiss,
    "ListOrganizationAdminAccounts": _list,
    "DescribeOrganizationConfiguration": hub.needing_hub(_describe),
    "UpdateOrganizationConfiguration": hub.needing_hub(_update),
}
