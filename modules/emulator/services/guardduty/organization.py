"""The organization: its delegated administrator, and what accounts get by themselves.

Behaviour from "EnableOrganizationAdminAccount", "DisableOrganizationAdminAccount", "ListOrganizationAdminAccounts",
"UpdateOrganizationConfiguration" and "DescribeOrganizationConfiguration": `ALL` enrols every account of the
organization, `NEW` those that join from then on. From "Managing GuardDuty accounts with AWS Organizations": GuardDuty
is turned on in the administrator; the management account needs a detector of its own before it can be a member.
"""

from __future__ import annotations

from typing import Any

from modules.emulator.organization_service import (
    OrganizationService,
    Refusals,
    administrator_of,
    members_of,
)
from modules.emulator.organization_tree import is_management_account
from modules.emulator.records import Call, Record, Resource
from modules.emulator.records.operations import Operation
from modules.emulator.services.guardduty import detectors, features
from modules.emulator.services.guardduty.detectors import own_detector

_BAD = "BadRequestException"
_CONFIGURATION = Resource("OrganizationConfiguration")


class _GuardDuty(OrganizationService):
    def turn_on(self, call: Call) -> None:
        if not self.is_on(call):
            detectors.turn_on(call)

    def is_on(self, call: Call) -> bool:
        return detectors.detector_of(call) is not None

    def turn_off(self, call: Call) -> None:
        call.records(_CONFIGURATION).clear()

    def enrols(self, call: Call, account_id: str, *, has_joined: bool) -> bool:
        wanted = ("ALL", "NEW") if has_joined else ("ALL",)
        return configuration(call)["AutoEnableOrganizationMembers"] in wanted and self.can_be_member(call, account_id)

    def can_be_member(self, call: Call, account_id: str) -> bool:
        """Tell whether GuardDuty may turn itself on in an account, or is on there."""
        return not is_management_account(account_id) or self.is_on(call.at(account_id))

    def set_up(self, call: Call, member: Record) -> None:
        detector = detectors.detector_of(call.at(member["account_id"]))
        own = detectors.detector_of(call)
        if detector and own:
            detector["FindingPublishingFrequency"] = own["FindingPublishingFrequency"]
            features.apply_to_member(detector["Features"], configuration(call)["Features"], is_new=True)


ORGANIZATION = _GuardDuty(
    principal="guardduty.amazonaws.com",
    refusals=Refusals(
        not_management=_BAD,
        not_administrator=_BAD,
        second_administrator=_BAD,
        not_in_organization=_BAD,
        no_administrator=_BAD,
    ),
)


def configuration(call: Call) -> Record:
    """Give the organization's configuration, as the calling administrator has it."""
    found = call.records(_CONFIGURATION)
    if not found:
        found.append({"AutoEnableOrganizationMembers": "NONE", "Features": features.of_new_organization()})
    return found[0]


def _designate(call: Call) -> dict[str, Any]:
    ORGANIZATION.designate(call, call.input["AdminAccountId"])
    return {}


def _dismiss(call: Call) -> dict[str, Any]:
    ORGANIZATION.dismiss(call, call.input["AdminAccountId"])
    return {}


def _list(call: Call) -> dict[str, Any]:
    ORGANIZATION.require_management(call)
    found = administrator_of(call)
    return {"AdminAccounts": [{"AdminAccountId": found, "AdminStatus": "ENABLED"}] if found else []}


def _describe(call: Call) -> dict[str, Any]:
    own_detector(call)
    ORGANIZATION.require_administrator(call)
    found = configuration(call)
    return found | {
        "AutoEnable": found["AutoEnableOrganizationMembers"] != "NONE",
        "MemberAccountLimitReached": False,
        "DataSources": features.organization_data_sources(found["Features"]),
    }


def _update(call: Call) -> dict[str, Any]:
    own_detector(call)
    ORGANIZATION.require_administrator(call)
    members, automatic = call.input.get("AutoEnableOrganizationMembers"), call.input.get("AutoEnable")
    if members is None and automatic is None:
        raise features.refused(call, "autoEnable or autoEnableOrganizationMembers must be given")
    asked = [*features.from_data_sources(call, call.input, "AutoEnable"), *(call.input.get("Features") or ())]
    found = configuration(call)
    features.set_features(call, found["Features"], asked, "AutoEnable")
    found["AutoEnableOrganizationMembers"] = members or ("NEW" if automatic else "NONE")
    ORGANIZATION.follow(call)
    for member in members_of(call):
        detector = detectors.detector_of(call.at(member["account_id"]))
        if detector:
            features.apply_to_member(detector["Features"], found["Features"], is_new=False)
    return {}


OPERATIONS: dict[str, Operation] = {
    "EnableOrganizationAdminAccount": _designate,
    "DisableOrganizationAdminAccount": _dismiss,
    "ListOrganizationAdminAccounts": _list,
    "DescribeOrganizationConfiguration": _describe,
    "UpdateOrganizationConfiguration": _update,
}
