"""The account that serves all ML teams, and what its parts are called."""

from __future__ import annotations

from dataclasses import dataclass

from modules.machine_learning.models.promotion import rule_name


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedAccount:
    """The account with the function `ml-shared-services`; each value may be a token."""

    organization: str
    """The organization's name."""
    organization_id: str
    account_id: str
    region: str
    """The home region."""

    @property
    def role_prefix(self) -> str:
        """What the ARNs of its services' roles begin with."""
        return f"arn:aws:iam::{self.account_id}:role/platform/"

    @property
    def key_alias(self) -> str:
        """The alias of its key. Guardrails protect `alias/landing-zone/*`."""
        return "alias/landing-zone/ml-shared-services"

    @property
    def registry_rules(self) -> str:
        """What the ARNs of rules are like that tell of teams' models."""
        return f"arn:aws:events:{self.region}:{self.account_id}:rule/{rule_name('*')}"

    @property
    def in_organization(self) -> dict[str, dict[str, str]]:
        """The condition that a caller is of the organization."""
        return {"StringEquals": {"aws:PrincipalOrgID": self.organization_id}}
