"""A plan as the CLI prints it: with the schemas of its types, and without what is sensitive.

The form is not documented; it is what the CLI reads (`jsonformat.Plan` of Terraform).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any


def redacted(plan: Mapping[str, Any], schemas: Mapping[str, Any]) -> dict[str, Any]:
    """Return that form.

    Args:
        plan: As `terraform show -json` tells it.
        schemas: As `terraform providers schema -json` tells them.

    """
    resources, drift = plan.get("resource_changes", []), plan.get("resource_drift", [])
    types = {change["type"] for change in [*resources, *drift]}
    return {
        "plan_format_version": plan["format_version"],
        "provider_format_version": schemas["format_version"],
        "output_changes": {name: _redacted(change) for name, change in plan.get("output_changes", {}).items()},
        "resource_changes": [{**change, "change": _redacted(change["change"])} for change in resources],
        "resource_drift": [{**change, "change": _redacted(change["change"])} for change in drift],
        "relevant_attributes": plan.get("relevant_attributes", []),
        "provider_schemas": {name: _chosen(body, types) for name, body in schemas["provider_schemas"].items()},
    }


def _redacted(change: Mapping[str, Any]) -> dict[str, Any]:
    sides = {side: _without(change.get(side), change.get(f"{side}_sensitive")) for side in ("before", "after")}
    return {**change, **sides}


def _without(value: Any, sensitive: Any) -> Any:
    """Leave out of a value what a value of the same shape calls sensitive."""
    match value, sensitive:
        case _, True:
            return None
        case dict(), dict():
            return {key: _without(part, sensitive.get(key)) for key, part in value.items()}
        case list(), list() if len(value) == len(sensitive):
            return [_without(part, mask) for part, mask in zip(value, sensitive, strict=True)]
    return value


def _chosen(provider: Mapping[str, Any], types: Collection[str]) -> dict[str, Any]:
    """Take the schemas of a provider for some types only: all of AWS are a hundred megabytes."""
    parts = ("resource_schemas", "data_source_schemas")
    chosen = {part: {name: body for name, body in provider.get(part, {}).items() if name in types} for part in parts}
    return {**provider, **chosen}
