"""The family of all tenants' workspaces of access."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from modules.identity.tenants import TenantAccess
from modules.workspaces.access.identity import IdentityOutputs
from modules.workspaces.access.tenant import TenantWorkspace
from modules.workspaces.access.tenant_shape import TenantShape, tenant_values
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.foundation.vended_accounts import AccountsOutputs


@dataclass(frozen=True, slots=True, kw_only=True)
class TenantWorkspaces:
    """One workspace for each team and each sandbox."""

    deployment: Deployment
    shares: Mapping[str, TenantAccess]
    """The access of each tenant, by its name."""
    accounts: AccountsOutputs
    identity: IdentityOutputs

    @property
    def members(self) -> tuple[str, ...]:
        """The tenants' names."""
        return tuple(self.shares)

    def key(self, member: str) -> str:
        """Return the tenant's name."""
        return member

    def shape(self, member: str) -> TenantShape:
        """Return all that the tenant's workspace depends on, but for the values."""
        return TenantShape.of(self.shares[member])

    def define(self, key: str, shape: TenantShape) -> TenantWorkspace:
        """Define the workspace of a shape."""
        return TenantWorkspace(self.deployment, key, shape=shape, accounts=self.accounts, identity=self.identity)

    def values(self, member: str) -> dict[str, str]:
        """Return what the tenant's groups are called, and which its accounts are."""
        return tenant_values(self.shares[member])
