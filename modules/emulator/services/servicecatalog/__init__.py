"""AWS Service Catalog, of which moto has portfolios and little else. Each file names the API pages that it is from."""

from __future__ import annotations

from moto.servicecatalog.responses import ServiceCatalogResponse

from modules.emulator.records import Errors, Service
from modules.emulator.services.servicecatalog import (
    constraints,
    launch_paths,
    organizations_access,
    portfolio_access,
    portfolio_associations,
    portfolio_shares,
    portfolios,
    products,
    provisioned_product_queries,
    provisioned_products,
    provisioning_artifacts,
    service_actions,
    tag_options,
)
from modules.emulator.services.servicecatalog.resources import DUPLICATE, INVALID, NOT_FOUND

SERVICE = Service(
    "servicecatalog",
    errors=Errors(invalid=INVALID, not_found=NOT_FOUND, conflict=DUPLICATE),
    operations={
        **portfolios.OPERATIONS,
        **products.OPERATIONS,
        **provisioning_artifacts.OPERATIONS,
        **portfolio_associations.OPERATIONS,
        **constraints.OPERATIONS,
        **launch_paths.OPERATIONS,
        **tag_options.OPERATIONS,
        **service_actions.OPERATIONS,
        **organizations_access.OPERATIONS,
        **portfolio_shares.OPERATIONS,
        **portfolio_access.OPERATIONS,
        **provisioned_products.OPERATIONS,
        **provisioned_product_queries.OPERATIONS,
    },
)

_OF_MOTO = frozenset(
    {
        "create_portfolio",
        "create_portfolio_share",
        "create_product",
        "delete_portfolio",
        "delete_portfolio_share",
        "delete_product",
        "describe_portfolio",
        "describe_portfolio_shares",
        "describe_product",
        "list_portfolio_access",
        "list_portfolios",
    }
)


def register() -> None:
    """Put these operations in the place of all of moto's, which know neither organizations nor errors."""
    SERVICE.extend(ServiceCatalogResponse, replacing=_OF_MOTO)
