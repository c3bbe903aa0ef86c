"""AWS Service Catalog: portfolios and products by their names, of which it makes a second one; what is in them."""

from __future__ import annotations

from collections.abc import Iterator

from modules.runner.recovery.finders.finder import Clients, Values, items, named, pages


def _products(clients: Clients, values: Values) -> Iterator[str]:
    for page in pages(clients("servicecatalog"), "search_products_as_admin"):
        summaries = (detail["ProductViewSummary"] for detail in page["ProductViewDetails"])
        yield from (summary["ProductId"] for summary in summaries if summary["Name"] == values["name"])


def _artifacts(clients: Clients, values: Values) -> list[str]:
    """Find a version of a product by its name: several may have one, so that what Terraform made must say more."""
    product_id = values.get("product_id")
    if not product_id:
        return []  # known only after apply: then the product does not exist, nor does the version
    listed = clients("servicecatalog").list_provisioning_artifacts(ProductId=product_id)["ProvisioningArtifactDetails"]
    return [f"{artifact['Id']}:{product_id}" for artifact in listed if artifact["Name"] == values["name"]]


def _constraints(clients: Clients, values: Values) -> list[str]:
    """Find a constraint of a product in a portfolio: one of a type, but for rules of templates and notifications."""
    asked = {"PortfolioId": values.get("portfolio_id"), "ProductId": values.get("product_id")}
    if not all(asked.values()):
        return []
    client = clients("servicecatalog")
    found = items(client, "list_constraints_for_portfolio", "ConstraintDetails", **asked)
    return [constraint["ConstraintId"] for constraint in found if constraint["Type"] == values["type"]]


def _tag_options(clients: Clients, values: Values) -> list[str]:
    """Find a tag option by its key and value, which an account has once."""
    found = items(clients("servicecatalog"), "list_tag_options", "TagOptionDetails", Filters={"Key": values["key"]})
    return [option["Id"] for option in found if (option["Key"], option["Value"]) == (values["key"], values["value"])]


FINDERS = {
    "aws_servicecatalog_constraint": _constraints,
    "aws_servicecatalog_portfolio": named(
        "servicecatalog", "list_portfolios", "PortfolioDetails", "Id", name="DisplayName"
    ),
    "aws_servicecatalog_product": _products,
    "aws_servicecatalog_provisioning_artifact": _artifacts,
    "aws_servicecatalog_service_action": named(
        "servicecatalog", "list_service_actions", "ServiceActionSummaries", "Id"
    ),
    "aws_servicecatalog_tag_option": _tag_options,
}
