"""The resources of a stack, created, changed and deleted one after the other.

Behaviour from the AWS CloudFormation User Guide, "Update behaviors of stack resources" and "DeletionPolicy attribute":
what a template no longer has is deleted once all else is updated.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from moto.cloudformation import parsing
from moto.cloudformation.parsing import ResourceMap

from modules.emulator.services.cloudformation.failures import ResourceFailed, failed
from modules.emulator.services.cloudformation.functions import resolved_of
from modules.emulator.services.cloudformation.taught_resources import TaughtResource
from modules.emulator.services.cloudformation.templates import ordered

_create_resource = parsing.parse_and_create_resource
_RETAINED = ("Retain", "RetainExceptOnCreate")


def install() -> None:
    """Have moto say which resource failed, and update all that changes."""
    parsing.parse_and_create_resource = create_resource
    ResourceMap.update = update


def create_resource(logical_id: str, resource_json: Any, resources: Any, account_id: str, region_name: str) -> Any:
    """Create one resource.

    Raises:
        ResourceFailed: it cannot be.

    """
    try:
        return _create_resource(logical_id, resource_json, resources, account_id, region_name)
    except Exception as error:
        raise failed(logical_id, resource_json["Type"], error) from error


def update(resources: ResourceMap, template: dict[str, Any], parameters: dict[str, Any] | None = None) -> None:
    """Change a stack's resources to those of a template. One that is refused as a whole changes nothing.

    Raises:
        ResourceFailed: a resource cannot be created, changed or deleted. Those before it are.
        ValidationError: the template or its parameters cannot be a stack.

    """
    kept = vars(resources).copy()
    previous = resources._resource_json_map  # noqa: SLF001 - moto keeps it there
    resources._template = template  # noqa: SLF001 - as above
    resources._resource_json_map = template["Resources"]  # noqa: SLF001 - as above
    resources.input_parameters = resources.input_parameters if parameters is None else parameters
    try:
        resources.load()
    except Exception:
        vars(resources).update(kept)
        resources._parsed_resources.update(resources.resolved_parameters)  # noqa: SLF001 - as above
        raise
    for logical_id in ordered(resources):
        if _is_wanted(resources, template["Resources"][logical_id]):
            _make(resources, logical_id)
    gone = {
        logical_id: resource
        for logical_id, resource in previous.items()
        if not _is_wanted(resources, template["Resources"].get(logical_id))
    }
    if failures := delete_created(resources, gone):
        raise failures[0]


def _is_wanted(resources: Any, resource_json: Any) -> bool:
    """Tell whether a template has the resource, and its condition is true."""
    condition = (resource_json or {}).get("Condition")
    return resource_json is not None and (not condition or resources.lazy_condition_map[condition])


def _make(resources: Any, logical_id: str) -> None:
    """Create a resource, or change it where anything of it is other than before."""
    there, made_of = resources._parsed_resources, dict(resolved_of(resources))  # noqa: SLF001 - as above
    if logical_id not in there:
        resources[logical_id]
        return
    template = resources._resource_json_map[logical_id]  # noqa: SLF001 - as above
    try:
        _, now, _ = parsing.parse_resource_and_generate_name(logical_id, template, resources)
        if now == made_of.get(logical_id) and not _has_other_tags(there[logical_id]):
            return
        there[logical_id] = _changed(resources, logical_id, template)
    except Exception as error:
        resolved_of(resources)[logical_id] = made_of.get(logical_id)
        raise failed(logical_id, template["Type"], error) from error


def _changed(resources: Any, logical_id: str, template: dict[str, Any]) -> Any:
    before = resources._parsed_resources[logical_id]  # noqa: SLF001 - as above
    where = (resources._account_id, resources._region_name)  # noqa: SLF001 - as above
    if before.cf_resource_type != template["Type"]:
        raise ValueError(f"Update of resource type is not permitted: the new template modifies {logical_id}")
    changed = parsing.parse_and_update_resource(logical_id, template, resources, *where)
    if changed is None:
        raise NotImplementedError(f"not emulated: the update of a resource of type {template['Type']}")
    return changed


def _has_other_tags(resource: Any) -> bool:
    return isinstance(resource, TaughtResource) and resource.has_other_tags()


def delete_created(
    resources: Any, chosen: Mapping[str, Any], retained: tuple[str, ...] = _RETAINED
) -> list[ResourceFailed]:
    """Delete those of the chosen resources that are there, the last first; try again what others still need.

    Args:
        resources: The stack's.
        chosen: Parts of its template, by logical id.
        retained: The deletion policies with which a resource is left alone.

    Returns: what could not be deleted.

    """
    there = resources._parsed_resources  # noqa: SLF001 - as above
    left = [logical_id for logical_id in reversed(there) if logical_id in chosen and there[logical_id] is not None]
    failures: list[ResourceFailed] = []
    while left:
        failures = []
        for logical_id in left:
            try:
                if chosen[logical_id].get("DeletionPolicy") not in retained:
                    _delete(resources, there[logical_id], chosen[logical_id])
            except Exception as error:  # noqa: BLE001 - a resource of moto's may raise anything
                failures.append(failed(logical_id, chosen[logical_id]["Type"], error))
            else:
                del there[logical_id]
                with suppress(KeyError):
                    del resolved_of(resources)[logical_id]
        remaining = [failure.logical_id for failure in failures]
        if remaining == left:
            break
        left = remaining
    return failures


def _delete(resources: Any, resource: Any, template: Mapping[str, Any]) -> None:
    if isinstance(resource, TaughtResource) and template.get("DeletionPolicy") == "Snapshot":
        resource.requests.delete(with_snapshot=True)
    else:
        resources._delete_resource(resource, template)  # noqa: SLF001 - as above
