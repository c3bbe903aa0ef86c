"""An organization of one test: its management account, members made on demand, and services that it trusts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Organization:
    """Made with a client of the emulator: `client(service, account_id, region)`."""

    def __init__(self, client: Callable[..., Any], management: str, *trusted: str) -> None:
        self.management = management
        self.organizations = client("organizations", management)
        self.id = self.organizations.create_organization(FeatureSet="ALL")["Organization"]["Id"]
        for principal in trusted:
            self.organizations.enable_aws_service_access(ServicePrincipal=principal)

    def member(self, name: str) -> str:
        """Create an account and give its id."""
        created = self.organizations.create_account(AccountName=name, Email=f"{name}@{self.management}.example")
        return str(created["CreateAccountStatus"]["AccountId"])

    def delegate(self, account_id: str, *principals: str) -> str:
        """Make an account the administrator of services, by Organizations, and give its id."""
        for principal in principals:
            self.organizations.register_delegated_administrator(AccountId=account_id, ServicePrincipal=principal)
        return account_id
