"""What a user may say about the central endpoints. No cdktf here."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from modules.specification.model import AccountId, Spec
from modules.specification.texts import matching

EndpointService = Annotated[
    str,
    AfterValidator(
        matching(
            r"[a-z0-9-]+(\.[a-z0-9-]+)*",
            what="an endpoint's service must be given by the last part of its name",
            why="the name of its endpoint service is com.amazonaws.<region>. and this",
            fix="write it like sagemaker.api",
        )
    ),
    Field(examples=["sagemaker.api"]),
]
"""`sagemaker.api`: a service by the last part of its endpoint service's name."""


class EndpointsSpec(Spec):
    """Interface endpoints in a VPC of the hub. Their policies admit what is the organization's, and no other."""

    services: tuple[EndpointService, ...] | None = None
    """Services that have an endpoint; what machine learning needs where none are named, as far as the hub's region has
    it. An empty list leaves the endpoints out."""

    trusted_accounts: tuple[AccountId, ...] = ()
    """Accounts outside of the organization whose resources may be used through the endpoints, beside AWS's own
    registries of container images."""
