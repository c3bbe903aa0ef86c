"""A service that one account administers for its organization, Region by Region: its administrator and its members.

Amazon GuardDuty, AWS Security Hub, Amazon Macie, Amazon Inspector and Amazon Detective have this in common, by the page
"Managing accounts with AWS Organizations" of each one's user guide: the management account designates the
administrator, in each Region, and the same one in all. That gives the service trusted access, registers the account
with AWS Organizations, and turns the service on in it. Its members are accounts of the organization; one that leaves is
none any more, and those that join later are enrolled as the administrator says.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from moto.core.exceptions import ServiceException
from moto.core.utils import utcnow

from modules.emulator.organization_tree import (
    is_delegated_administrator,
    is_management_account,
    management_account_of,
    organization_of,
)
from modules.emulator.records import Call, Record, Resource
from modules.emulator.records.operations import Operation

_ADMINISTRATION = Resource("Administration")  # kept in the management account
_MEMBER = Resource("Member")  # kept in the administrator's account


@dataclass(frozen=True, kw_only=True)
class Refusals:
    """The code of the service's errors, by what is wrong."""

    not_management: str
    not_administrator: str
    second_administrator: str
    not_in_organization: str
    no_administrator: str


def administrator_of(call: Call) -> str | None:
    """Tell which account administers the service in the Region, for the organization of the caller."""
    found = call.at(management_account_of(call.account_id)).records(_ADMINISTRATION)
    return str(found[0]["account_id"]) if found else None


def members_of(call: Call) -> list[Record]:
    """List the members of the calling administrator. Each has `account_id`, `email`, `status` and `since`."""
    return call.records(_MEMBER)


def membership_of(call: Call) -> Record | None:
    """Give the caller's record as a member, or None."""
    administrator = administrator_of(call)
    found = members_of(call.at(administrator)) if administrator else []
    return next((member for member in found if member["account_id"] == call.account_id), None)


def accounts_of(call: Call) -> dict[str, Any]:
    """Give moto's active accounts of the caller's organization, by id; those that are closed do not count."""
    organization = organization_of(call.account_id)
    accounts = organization.accounts if organization else []
    return {account.id: account for account in accounts if account.status == "ACTIVE"}


@dataclass(frozen=True, kw_only=True)
class OrganizationService(ABC):
    """What one service says of its administrator and its members."""

    principal: str
    refusals: Refusals

    @abstractmethod
    def turn_on(self, call: Call) -> None:
        """Turn the service on in the calling account, unless it is on."""

    @abstractmethod
    def is_on(self, call: Call) -> bool:
        """Tell whether the service is on in the calling account."""

    @abstractmethod
    def enrols(self, call: Call, account_id: str, *, has_joined: bool) -> bool:
        """Tell whether the calling administrator lets an account be enrolled by itself."""

    @abstractmethod
    def turn_off(self, call: Call) -> None:
        """End what the calling administrator had as such."""

    @abstractmethod
    def set_up(self, call: Call, member: Record) -> None:
        """Set up what the calling administrator enrolled."""

    def designate(self, call: Call, account_id: str) -> None:
        """Make an account the administrator in the Region.

        Raises:
            ServiceException: the caller does not manage the organization, the account is not in it, or another one is
                the administrator here or in another Region.

        """
        self.require_management(call)
        if account_id not in accounts_of(call):
            raise self._not_in_organization(call, account_id)
        current = administrator_of(call)
        others = [admin.account.id for admin in organization_of(call.account_id).admins if self._names(admin)]
        if current or (others and account_id not in {*others, call.account_id}):
            named = current or others[0]
            message = f"The account {named} is the delegated administrator already; there is one, in all Regions"
            raise call.refusal(self.refusals.second_administrator, message, resource_id=named)
        self._register(call, account_id, is_registered=account_id in others)
        call.records(_ADMINISTRATION).append({"account_id": account_id, "known": set(accounts_of(call))})
        self.turn_on(call.at(account_id))

    def _names(self, admin: Any) -> bool:
        return self.principal in admin.services

    def _register(self, call: Call, account_id: str, *, is_registered: bool) -> None:
        organization = organization_of(call.account_id)
        organization.enable_aws_service_access(ServicePrincipal=self.principal)
        if account_id != call.account_id and not is_registered:
            organization.register_delegated_administrator(AccountId=account_id, ServicePrincipal=self.principal)

    def dismiss(self, call: Call, account_id: str) -> None:
        """End an administration: its members stand alone, and AWS Organizations keeps the registration.

        Raises:
            ServiceException: the caller does not manage the organization, or the account is not the administrator.

        """
        self.require_management(call)
        if administrator_of(call) != account_id:
            message = f"The account {account_id} is not the delegated administrator"
            raise call.refusal(self.refusals.no_administrator, message, resource_id=account_id)
        self._end(call)

    def _end(self, call: Call) -> None:
        for administration in call.records(_ADMINISTRATION):
            administrator = call.at(administration["account_id"])
            self.turn_off(administrator)
            members_of(administrator).clear()
        call.records(_ADMINISTRATION).clear()

    def require_management(self, call: Call) -> None:
        """Refuse who does not manage an organization."""
        if not is_management_account(call.account_id):
            message = f"The account {call.account_id} is not the management account of an organization"
            raise call.refusal(self.refusals.not_management, message)

    def require_administrator(self, call: Call) -> None:
        """Refuse who is not the administrator in the Region."""
        if administrator_of(call) != call.account_id:
            message = f"Account {call.account_id} is not an administrator for this organization"
            raise call.refusal(self.refusals.not_administrator, message)

    def add_member(self, call: Call, account_id: str, email: str = "") -> Record:
        """Make an account of the organization a member of the calling administrator, and turn the service on there.

        Raises:
            ServiceException: the account is not in the organization, or is the administrator itself.

        """
        if account_id not in accounts_of(call) or account_id == call.account_id:
            raise self._not_in_organization(call, account_id)
        return self._enrol(call, account_id, email)

    def _enrol(self, call: Call, account_id: str, email: str) -> Record:
        self.turn_on(call.at(account_id))
        self.remove_member(call, account_id)
        member = {"account_id": account_id, "email": email, "status": "Enabled", "since": utcnow()}
        members_of(call).append(member)
        self.set_up(call, member)
        return member

    @staticmethod
    def remove_member(call: Call, account_id: str) -> None:
        """Forget a member of the calling administrator. The service stays on in it."""
        members_of(call)[:] = [member for member in members_of(call) if member["account_id"] != account_id]

    def _not_in_organization(self, call: Call, account_id: str) -> ServiceException:
        message = f"The account {account_id} is not another account of the organization"
        return call.refusal(self.refusals.not_in_organization, message, resource_id=account_id)

    def watching(self, operations: Mapping[str, Operation]) -> dict[str, Operation]:
        """Let every operation see the organization as it is now: who left, and who joined."""
        return {name: self._watching(perform) for name, perform in operations.items()}

    def _watching(self, perform: Operation) -> Operation:
        @wraps(perform)
        def watching(call: Call) -> dict[str, Any]:
            self.follow(call)
            return perform(call)

        return watching

    def follow(self, call: Call) -> None:
        """Follow the organization of the caller: end what has no administrator, drop who left, enrol who joined."""
        management = call.at(management_account_of(call.account_id))
        for administration in list(management.records(_ADMINISTRATION)):
            administrator = call.at(administration["account_id"])
            if not self._still_administers(management, administrator):
                self._end(management)
                return
            accounts = accounts_of(administrator)
            for gone in {member["account_id"] for member in members_of(administrator)} - set(accounts):
                self.remove_member(administrator, gone)
            joined = set(accounts) - administration["known"]
            administration["known"] = set(accounts)
            self._enrol_those_who(administrator, accounts, joined)

    def _still_administers(self, management: Call, administrator: Call) -> bool:
        account_id = administrator.account_id
        return account_id == management.account_id or is_delegated_administrator(account_id, self.principal)

    def _enrol_those_who(self, administrator: Call, accounts: dict[str, Any], joined: set[str]) -> None:
        members = {member["account_id"] for member in members_of(administrator)}
        for account_id, account in accounts.items():
            if account_id in members or account_id == administrator.account_id:
                continue
            if self.enrols(administrator, account_id, has_joined=account_id in joined):
                self._enrol(administrator, account_id, str(account.email))
