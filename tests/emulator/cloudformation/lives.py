"""The life of a product of some resources: launched, updated to a second version, terminated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from tests.emulator.cloudformation.catalog import Catalog


@dataclass(frozen=True)
class Life:
    """What a service showed of a resource in each phase, and the outputs of the first launch."""

    made: Any
    changed: Any
    gone: Any
    outputs: Mapping[str, str]


def live(
    catalog: Catalog,
    first: Mapping[str, Any],
    second: Mapping[str, Any],
    read: Callable[[Mapping[str, str]], Any],
    outputs: Mapping[str, Any] | None = None,
) -> Life:
    """Launch a product in the member account, update and terminate it.

    Args:
        catalog: That publishes the product.
        first: The resources of its first version, by logical id: the type, and the properties.
        second: Those of its second.
        read: Shows the resources by their service's API; it is given the outputs.
        outputs: The template's.

    """
    name = "-".join(type_.split("::")[2] for type_, _ in first.values())
    product, artifact = catalog.publish(_template(first, outputs), name)
    launched = catalog.launch(product, artifact, name)
    assert launched["Status"] == "AVAILABLE", launched["StatusMessage"]
    made = read(launched["Outputs"])
    updated = catalog.update(launched["Id"], catalog.add_version(product, _template(second, outputs), "2.0"))
    assert updated["Status"] == "AVAILABLE", updated["StatusMessage"]
    changed = read(updated["Outputs"])
    catalog.terminate(launched["Id"])
    catalog_of_member = catalog.of_member("servicecatalog")
    assert launched["Id"] not in [
        found["Id"] for found in catalog_of_member.search_provisioned_products()["ProvisionedProducts"]
    ]
    try:
        gone = read(launched["Outputs"])
    except ClientError as error:
        gone = error.response["Error"]["Code"]
    return Life(made, changed, gone, launched["Outputs"])


def _template(resources: Mapping[str, Any], outputs: Mapping[str, Any] | None) -> dict[str, Any]:
    return {
        "Resources": {
            name: {"Type": type_, "Properties": properties} for name, (type_, properties) in resources.items()
        },
        "Outputs": {name: {"Value": value} for name, value in (outputs or {}).items()},
    }
