"""Vending by Account Factory for Terraform: nothing is made here, and ids are found by e-mail address."""

from __future__ import annotations

from collections.abc import Sequence

from cdktf import TerraformLocal, TerraformOutput
from cdktf_cdktf_provider_aws.data_aws_organizations_organization import DataAwsOrganizationsOrganization
from constructs import Construct

from modules.accounts.vending import VendingRequest
from modules.accounts.vending_spec import VendingSpec
from modules.synthesized.accounts import UNIT_IDS

_IDS = "ids-by-address"
_REQUESTED = "requested"
NOT_VENDED = "not_vended"
"""The output that lists accounts which were requested, and which AFT has not vended yet."""


class AftEngine(Construct):
    """Find the account of each request among those of the organization.

    An address belongs to one account only (AWS Organizations API Reference, CreateAccount), whoever made it. While one
    of them is not there yet nothing behind is applied: the output `not_vended` has a condition that names it.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        spec: VendingSpec,  # noqa: ARG002 - what AFT is told stands in its own repositories
        requests: Sequence[VendingRequest],
    ) -> None:
        super().__init__(scope, id_)
        organization = DataAwsOrganizationsOrganization(self, "organization")
        ids = TerraformLocal(
            self,
            _IDS,
            f"${{{{for account in {organization.fqn}.accounts : lower(account.email) => account.id"
            ' if account.status == "ACTIVE"}}',
        )
        ids.override_logical_id(_IDS)
        self._account_ids = {
            request.account.key: f'${{lookup(local.{_IDS}, lower("{request.account.email}"), null)}}'
            for request in requests
        }
        requested = TerraformLocal(self, _REQUESTED, dict(self._account_ids))
        requested.override_logical_id(_REQUESTED)
        TerraformOutput(
            self, UNIT_IDS, value={request.account.key: request.unit_id for request in requests}, static_id=True
        )
        missing = f"[for key, id in local.{_REQUESTED} : key if id == null]"
        not_vended = TerraformOutput(self, NOT_VENDED, value=f"${{{missing}}}", static_id=True)
        # CDKTF takes a precondition, and loses it.
        not_vended.add_override(
            "precondition",
            [
                {
                    "condition": f"${{length({missing}) == 0}}",
                    "error_message": f'AFT has not vended ${{join(", ", {missing})}} yet: push the requests that were '
                    "exported, wait for its pipelines, and deploy again.",
                }
            ],
        )

    @property
    def account_ids(self) -> dict[str, str]:
        """Tokens: each account's id, by its key; null while it is not there."""
        return dict(self._account_ids)
