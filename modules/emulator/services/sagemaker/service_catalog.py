"""Whether Amazon SageMaker Studio shows AWS Service Catalog's products, which plain moto lacks.

Behaviour from the Amazon SageMaker API Reference, pages "EnableSagemakerServicecatalogPortfolio",
"DisableSagemakerServicecatalogPortfolio" and "GetSagemakerServicecatalogPortfolioStatus".
"""

from __future__ import annotations

from typing import Any

from moto.sagemaker.responses import SageMakerResponse

from modules.emulator.records import Call, Errors, Resource, Service

_STATUS = Resource("SagemakerServicecatalogPortfolioStatus")


def register() -> None:
    """Add these operations to moto's SageMaker."""
    SERVICE.extend(SageMakerResponse)


def _enable(call: Call) -> dict[str, Any]:
    call.records(_STATUS)[:] = [{"Status": "Enabled"}]
    return {}


def _disable(call: Call) -> dict[str, Any]:
    call.records(_STATUS).clear()
    return {}


def _get(call: Call) -> dict[str, Any]:
    return call.records(_STATUS)[0] if call.records(_STATUS) else {"Status": "Disabled"}


SERVICE = Service(
    "sagemaker",
    errors=Errors(invalid="ValidationException", not_found="ResourceNotFound"),
    operations={
        "EnableSagemakerServicecatalogPortfolio": _enable,
        "DisableSagemakerServicecatalogPortfolio": _disable,
        "GetSagemakerServicecatalogPortfolioStatus": _get,
    },
)
