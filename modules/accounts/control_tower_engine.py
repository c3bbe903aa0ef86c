"""Vending by AWS Control Tower: Account Factory's product in Service Catalog."""

from __future__ import annotations

from collections.abc import Sequence

from cdktf import TerraformLocal, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.servicecatalog_provisioned_product import (
    ServicecatalogProvisionedProduct,
    ServicecatalogProvisionedProductProvisioningParameters,
)
from constructs import Construct

from modules.accounts.person_spec import PersonSpec
from modules.accounts.vending import VendingRequest
from modules.accounts.vending_spec import VendingSpec

ACCOUNT_FACTORY = "AWS Control Tower Account Factory"
"""The name of the product, and of its version (AWS Control Tower User Guide, Account Factory)."""


class ControlTowerEngine(Construct):
    """Define one Account Factory product for each request.

    Account Factory comes with a landing zone, and the log archive and the security tooling account come before that:
    they are never among the requests.
    """

    def __init__(self, scope: Construct, id_: str, *, spec: VendingSpec, requests: Sequence[VendingRequest]) -> None:
        super().__init__(scope, id_)
        # Apart from the products, one of which may be called so; `Default` shows in no address.
        ids = Construct(self, "Default")
        products: dict[str, ServicecatalogProvisionedProduct] = {}
        for request in requests:
            before = products[request.after] if request.after else None
            products[request.account.key] = _account_factory_product(self, request, spec.access_user, before)
        self._account_ids = {key: _account_id(ids, key, product) for key, product in products.items()}

    @property
    def account_ids(self) -> dict[str, str]:
        """Tokens: each account's id, by its key."""
        return dict(self._account_ids)


def _account_factory_product(
    scope: Construct,
    request: VendingRequest,
    user: PersonSpec | None,
    before: ServicecatalogProvisionedProduct | None,
) -> ServicecatalogProvisionedProduct:
    account = request.account
    parameters = {
        "AccountName": account.name,
        "AccountEmail": account.email,
        "ManagedOrganizationalUnit": f"{account.unit[-1]} ({request.unit_id})",
        "SSOUserEmail": user.email if user else "",
        "SSOUserFirstName": user.first_name if user else "",
        "SSOUserLastName": user.last_name if user else "",
    }
    return ServicecatalogProvisionedProduct(
        scope,
        account.key,
        name=request.product_name,
        product_name=ACCOUNT_FACTORY,
        provisioning_artifact_name=ACCOUNT_FACTORY,
        provisioning_parameters=[
            ServicecatalogProvisionedProductProvisioningParameters(key=key, value=value)
            for key, value in parameters.items()
        ],
        # Leave the account standing even where somebody forces the product away.
        retain_physical_resources=True,
        tags=dict(request.tags),
        depends_on=[before] if before else None,
        lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
    )


def _account_id(scope: Construct, key: str, product: ServicecatalogProvisionedProduct) -> str:
    """Pick the account's id from the product's outputs.

    A local value, so that other workspaces read this one id and not the whole product.
    """
    expression = f'${{one([for output in {product.fqn}.outputs : output.value if output.key == "AccountId"])}}'
    return TerraformLocal(scope, f"{key}-id", expression).as_string
