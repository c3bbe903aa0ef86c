"""AWS Service Catalog's products.

Behaviour from the AWS Service Catalog API Reference, pages "CreateProduct", "DescribeProductAsAdmin",
"DescribeProduct", "SearchProducts", "SearchProductsAsAdmin", "UpdateProduct" and "DeleteProduct".
"""

from __future__ import annotations

from typing import Any

from modules.emulator.records import Call, Record, create
from modules.emulator.services.servicecatalog.launch_paths import launch_paths
from modules.emulator.services.servicecatalog.portfolios import change
from modules.emulator.services.servicecatalog.provisioning_artifacts import artifact_detail, new_artifact
from modules.emulator.services.servicecatalog.resources import (
    ARTIFACT,
    IN_USE,
    INVALID,
    PRODUCT,
    PRODUCT_ASSOCIATION,
    TAG_OPTION_ASSOCIATION,
)
from modules.emulator.services.servicecatalog.tag_options import tag_options_of
from modules.emulator.services.servicecatalog.visibility import (
    artifacts_of,
    associations_of,
    own_product,
    portfolio,
    product,
    products,
)

_CHANGEABLE = ("Name", "Owner", "ShortDescription", "Distributor", "SupportDescription", "SupportEmail", "SupportUrl")


def view(call: Call, found: Record) -> dict[str, Any]:
    """Show a product as `ProductViewDetail`. The status is CREATED, where the API Reference says AVAILABLE."""
    summary = found | {"HasDefaultPath": bool(launch_paths(call, found))}
    return {
        "ProductViewSummary": summary,
        "ProductARN": found["ARN"],
        "Status": "CREATED",
        "CreatedTime": found["CreatedTime"],
    }


def _create(call: Call) -> dict[str, Any]:
    given = call.input.get("ProvisioningArtifactParameters")
    if not given:
        raise call.refusal(INVALID, "ProvisioningArtifactParameters are required.")
    create(PRODUCT, check=lambda call, new_product: _make_first_artifact(call, new_product, given))(call)
    new_product = next(p for p in call.records(PRODUCT) if p.get("IdempotencyToken") == call.input["IdempotencyToken"])
    first = artifacts_of(call, new_product)[0]
    return {
        "ProductViewDetail": view(call, new_product),
        "ProvisioningArtifactDetail": artifact_detail(first),
        **_tags(new_product),
    }


def _make_first_artifact(call: Call, new_product: Record, given: Record) -> None:
    call.records(ARTIFACT).append(new_artifact(call, new_product["ProductId"], given))


def _describe_as_admin(call: Call) -> dict[str, Any]:
    found = product(call, id_=call.input.get("Id"), name=call.input.get("Name"))
    return {
        "ProductViewDetail": view(call, found),
        "ProvisioningArtifactSummaries": artifacts_of(call, found),
        "TagOptions": tag_options_of(call, found["ProductId"]),
        "Budgets": [],
        **_tags(found),
    }


def _describe(call: Call) -> dict[str, Any]:
    found = product(call, id_=call.input.get("Id"), name=call.input.get("Name"))
    return {
        "ProductViewSummary": view(call, found)["ProductViewSummary"],
        "ProvisioningArtifacts": [artifact for artifact in artifacts_of(call, found) if artifact["Active"]],
        "LaunchPaths": launch_paths(call, found),
        "Budgets": [],
    }


def _search(call: Call) -> dict[str, Any]:
    """Show an end user what can be launched."""
    found = [record for record in products(call) if launch_paths(call, record) and _matches(call, record)]
    return {"ProductViewSummaries": [view(call, record)["ProductViewSummary"] for record in found]}


def _search_as_admin(call: Call) -> dict[str, Any]:
    found = [record for record in products(call) if _matches(call, record)]
    if wanted := call.input.get("PortfolioId"):
        inside = {a["ProductId"] for a in associations_of(call, portfolio(call, wanted))}
        found = [record for record in found if record["ProductId"] in inside]
    return {"ProductViewDetails": [view(call, record) for record in found]}


def _matches(call: Call, found: Record) -> bool:
    filters = call.input.get("Filters") or {}
    text = " ".join(str(found.get(name) or "") for name in ("Name", "Owner", "ShortDescription", "ProductId"))
    owner, type_ = filters.get("Owner"), filters.get("ProductType")
    return (
        all(word.lower() in text.lower() for word in filters.get("FullTextSearch") or [])
        and (not owner or found["Owner"] in owner)
        and (not type_ or found["Type"] in type_)
    )


def _update(call: Call) -> dict[str, Any]:
    found = own_product(call, call.input["Id"])
    change(found, PRODUCT.renamed(call.input), _CHANGEABLE)
    return {"ProductViewDetail": view(call, found), **_tags(found)}


def _delete(call: Call) -> dict[str, Any]:
    found = own_product(call, call.input["Id"])
    id_ = found["ProductId"]
    if any(a["ProductId"] == id_ for a in call.records(PRODUCT_ASSOCIATION)):
        raise call.refusal(IN_USE, f"Product {id_} is associated with a portfolio.")
    if any(a["ResourceId"] == id_ for a in call.records(TAG_OPTION_ASSOCIATION)):
        raise call.refusal(IN_USE, f"Product {id_} is associated with a TagOption.")
    call.records(PRODUCT).remove(found)
    for artifact in artifacts_of(call, found):
        call.records(ARTIFACT).remove(artifact)
    return {}


def _tags(found: Record) -> dict[str, Any]:
    return {"Tags": [{"Key": key, "Value": value} for key, value in found["Tags"].items()]}


OPERATIONS = {
    "CreateProduct": _create,
    "DescribeProductAsAdmin": _describe_as_admin,
    "DescribeProduct": _describe,
    "SearchProducts": _search,
    "SearchProductsAsAdmin": _search_as_admin,
    "UpdateProduct": _update,
    "DeleteProduct": _delete,
}
