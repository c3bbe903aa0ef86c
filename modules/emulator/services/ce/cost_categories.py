"""Cost categories: a list of them, and what AWS refuses of them, which moto takes.

Behaviour from the AWS Cost Management API Reference, pages "CreateCostCategoryDefinition" and
"ListCostCategoryDefinitions"; AWS Billing User Guide, Quotas and restrictions: names are unique, an account has 50, and
each at most 500 rules.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from moto.ce.models import ce_backends
from moto.ce.responses import CostExplorerResponse

from modules.emulator.operation_input import operation_input
from modules.emulator.records import Call, Errors, Service
from modules.emulator.records.call import Refusal

CATEGORIES_PER_ACCOUNT = 50
RULES_PER_CATEGORY = 500


def register() -> None:
    """Add the list to moto's Cost Explorer, and refusals to its creation."""
    SERVICE.extend(CostExplorerResponse)
    CostExplorerResponse.create_cost_category_definition = _checked(
        CostExplorerResponse.create_cost_category_definition
    )


def _checked(create_category: Any) -> Any:
    @wraps(create_category)
    def create(response: Any) -> Any:
        asked = operation_input(response, refusal="ValidationException")
        known = response.ce_backend.cost_categories.values()
        if any(category.name == asked["Name"] for category in known):
            raise Refusal("ValidationException", f"Failed to create Cost Category: {asked['Name']} exists already")
        if len(known) >= CATEGORIES_PER_ACCOUNT or len(asked["Rules"]) > RULES_PER_CATEGORY:
            raise Refusal("ServiceQuotaExceededException", "The quota of cost categories or of their rules is exceeded")
        return create_category(response)

    return create


def _list(call: Call) -> dict[str, Any]:
    found = ce_backends[call.account_id][call.partition].cost_categories.values()
    return {
        "CostCategoryReferences": [
            {
                "CostCategoryArn": category.arn,
                "Name": category.name,
                "EffectiveStart": category.effective_start,
                "NumberOfRules": len(category.rules),
                "DefaultValue": category.default_value,
            }
            for category in found
        ]
    }


SERVICE = Service(
    "ce",
    errors=Errors("ValidationException", "ResourceNotFoundException"),
    operations={"ListCostCategoryDefinitions": _list},
    regional=False,
)
