"""Delivery by HCP Terraform: the roles that its runs work as in each account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.delivery.classes import Phase
from modules.delivery.hcp_roles import HcpRuns
from modules.delivery.hcp_template import Template, hcp_template, parameters
from modules.delivery.spec import DeliverySpec, HcpSpec
from modules.landing_zone.catalog import owners
from modules.landing_zone.delivery import runs_of
from modules.landing_zone.specification import LandingZone
from modules.naming import templates_bucket


@dataclass(frozen=True, slots=True)
class HcpAccount:
    """One account that runs work in."""

    account: Account
    parts: list[tuple[str, ...]]
    """The workspaces that each of its roles trusts."""

    @property
    def is_management(self) -> bool:
        """Whether it is the management account, which no stack set reaches."""
        return Function.MANAGEMENT in self.account.functions

    @property
    def workspaces(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(workspace for part in self.parts for workspace in part)


@dataclass(frozen=True, slots=True)
class HcpDelivery:
    """All of them, and what their roles are made with."""

    runs: HcpRuns
    accounts: tuple[HcpAccount, ...]
    """The management account is the first."""
    objects: tuple[str, ...]
    """ARNs, with `*`, of the objects that Terraform keeps in states: templates of products."""

    def template(self, account: HcpAccount) -> Template:
        """Return the template of an account's roles; those of all but the management account are equal."""
        return hcp_template(self.runs, parts=len(account.parts), objects=self.objects)

    def parameters(self, account: HcpAccount) -> dict[str, str]:
        """Return the values of the parameters of an account's template."""
        return parameters(self.runs, account.parts)

    def role_names(self, workspace: str, account: HcpAccount) -> dict[Phase, str]:
        """Return the names of the roles that runs of a workspace work as in their account."""
        part = next(number for number, part in enumerate(account.parts, start=1) if workspace in part)
        return {phase: self.runs.role_name(phase, part) for phase in Phase}


def hcp_delivery(zone: LandingZone, spec: HcpSpec, delivery: DeliverySpec, keys: Mapping[str, str]) -> HcpDelivery:
    """Return what runs work as.

    Args:
        zone: The environment.
        spec: What it says of HCP Terraform.
        delivery: What that is a part of.
        keys: The key of the account that each workspace works in, by workspace.

    Raises:
        LandingZoneError: a role would have to trust more workspaces than it can name.

    """
    runs = HcpRuns(backend=runs_of(zone), delivery=delivery, spec=spec)
    in_order = sorted(zone.every_account, key=lambda account: Function.MANAGEMENT not in account.functions)
    accounts = []
    for account in in_order:
        workspaces = [workspace for workspace, key in keys.items() if key == account.key]
        if Function.MANAGEMENT in account.functions:
            accounts.append(HcpAccount(account, runs.parts(workspaces)))
        elif workspaces:
            accounts.append(HcpAccount(account, runs.only_part(account.key, workspaces)))
    templates = f"arn:aws:s3:::{templates_bucket(zone.organization.name, '*')}/*"
    return HcpDelivery(runs, tuple(accounts), (templates,) if owners(zone) else ())
