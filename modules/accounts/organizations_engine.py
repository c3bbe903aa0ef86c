"""Vending by Organizations itself: plain accounts."""

from __future__ import annotations

from collections.abc import Sequence

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.organizations_account import OrganizationsAccount
from constructs import Construct

from modules.accounts.vending import VendingRequest
from modules.accounts.vending_spec import VendingSpec


class OrganizationsEngine(Construct):
    """Define one Organizations account for each request.

    Nothing here closes an account: it is protected from destroy, and `close_on_deletion` is off
    (AWS Organizations User Guide, Closing a member account: closing cannot be undone after 90 days).
    """

    def __init__(self, scope: Construct, id_: str, *, spec: VendingSpec, requests: Sequence[VendingRequest]) -> None:
        super().__init__(scope, id_)
        lifecycle = TerraformResourceLifecycle(
            prevent_destroy=True,
            # AWS does not tell either of them again, so an adopted account would be replaced.
            ignore_changes=["role_name", "iam_user_access_to_billing"],
        )
        accounts: dict[str, OrganizationsAccount] = {}
        for request in requests:
            accounts[request.account.key] = OrganizationsAccount(
                self,
                request.account.key,
                name=request.account.name,
                email=request.account.email,
                parent_id=request.unit_id,
                role_name=spec.role_name(),
                close_on_deletion=False,
                tags=dict(request.tags),
                depends_on=[accounts[request.after]] if request.after else None,
                lifecycle=lifecycle,
            )
        self._account_ids = {key: account.id for key, account in accounts.items()}

    @property
    def account_ids(self) -> dict[str, str]:
        """Tokens: each account's id, by its key."""
        return dict(self._account_ids)
