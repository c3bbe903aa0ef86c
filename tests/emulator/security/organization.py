"""An organization in the emulator with an account for security tooling and one for a workload."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Any

from tests.emulator.conftest import Client

_managements = count(370000000001)
_emails = count()


@dataclass(frozen=True)
class Organization:
    """Its accounts by what they are for."""

    client: Client
    id: str
    management: str
    root: str
    tooling: str
    workload: str

    @property
    def workload_email(self) -> str:
        """The address of the workload's account."""
        described = self.client("organizations", self.management).describe_account(AccountId=self.workload)
        return str(described["Account"]["Email"])

    def join(self) -> str:
        """Create one more account."""
        return _account(self.client("organizations", self.management), "joined")

    def leave(self, account_id: str) -> None:
        """Remove an account from the organization."""
        self.client("organizations", self.management).remove_account_from_organization(AccountId=account_id)

    def trusted(self) -> set[str]:
        """List the services that have trusted access."""
        listed = self.client("organizations", self.management).list_aws_service_access_for_organization()
        return {service["ServicePrincipal"] for service in listed["EnabledServicePrincipals"]}

    def administrators(self, principal: str) -> list[str]:
        """List the accounts that AWS Organizations knows as administrators of a service."""
        organizations = self.client("organizations", self.management)
        listed = organizations.list_delegated_administrators(ServicePrincipal=principal)
        return [account["Id"] for account in listed["DelegatedAdministrators"]]


def new_organization(client: Client) -> Organization:
    """Create an organization whose management account no other test has."""
    management = str(next(_managements))
    organizations = client("organizations", management)
    id_ = organizations.create_organization(FeatureSet="ALL")["Organization"]["Id"]
    root = organizations.list_roots()["Roots"][0]["Id"]
    tooling, workload = (_account(organizations, name) for name in ("tooling", "workload"))
    return Organization(client, id_, management, root, tooling, workload)


def _account(organizations: Any, name: str) -> str:
    created = organizations.create_account(AccountName=name, Email=f"security-{next(_emails)}@a.example")
    return str(created["CreateAccountStatus"]["AccountId"])
