"""Which endpoint services a hub has. No cdktf here."""

from __future__ import annotations

from modules.network.plan.service_catalogue import EndpointService, catalogue, catalogued, described, region_of
from modules.network.spec.network import NetworkSpec

MACHINE_LEARNING = (
    "athena",
    "bedrock-runtime",
    "codeartifact.api",
    "codeartifact.repositories",
    "ecr.api",
    "ecr.dkr",
    "glue",
    "kms",
    "lakeformation",
    "logs",
    "monitoring",
    "notebook",
    "sagemaker.api",
    "sagemaker.featurestore-runtime",
    "sagemaker.metrics",
    "sagemaker.runtime",
    "secretsmanager",
    "servicecatalog",
    "ssm",
    "sts",
    "studio",
)
"""What machine learning needs where a VPC does not reach AWS's public endpoints. S3 and DynamoDB have gateway endpoints
in each VPC instead, which cost nothing."""


def endpoint_services(network: NetworkSpec, hub: str) -> dict[str, EndpointService]:
    """Return the services that have a central endpoint in a hub, by the name that the user or AWS gives them."""
    region, own = network.region(hub), network.endpoints.described
    listed = network.endpoints.services
    if listed is None:
        listed = tuple(service for service in MACHINE_LEARNING if catalogue().services[service].is_in(region))
    known = catalogue().services  # one that is not is refused by a check of its own
    found = {service: catalogued(service, region) for service in listed if service in known and service not in own}
    return found | {
        name: described(spec, region) for name, spec in own.items() if region_of(spec.service_name) in (None, region)
    }
