"""AWS Control Tower, and its Account Factory in AWS Service Catalog."""

from __future__ import annotations

from modules.runner.recovery.finders.finder import Clients, Values, items


def _landing_zones(clients: Clients, _values: Values) -> list[str]:
    """Find the landing zone: an organization has one."""
    found = items(clients("controltower"), "list_landing_zones", "landingZones")
    return [zone["arn"].rpartition("/")[2] for zone in found]


def _provisioned_products(clients: Clients, values: Values) -> list[str]:
    described = clients("servicecatalog").describe_provisioned_product(Name=values["name"])
    return [described["ProvisionedProductDetail"]["Id"]]


FINDERS = {
    "aws_controltower_landing_zone": _landing_zones,
    "aws_servicecatalog_provisioned_product": _provisioned_products,
}
