"""What AWS CloudFormation refuses of a template before it creates anything, and the order of resources.

Behaviour from the AWS CloudFormation User Guide, "Template reference" and "DependsOn attribute": a type that does not
exist is refused by name, as a reference to nothing is, and a circle; what a resource refers to is there before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Any

from moto.cloudformation import parsing
from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.parsing import ResourceMap

from modules.emulator.services.cloudformation.rules import check_rules

_load = ResourceMap.load
_SUBSTITUTED = re.compile(r"\$\{([A-Za-z0-9:.]+)\}")


def install() -> None:
    """Have moto check a template as a whole, and take its resources in the order of their dependencies."""
    ResourceMap.load = load
    ResourceMap._ResourceMap__get_resources_in_dependency_order = ordered  # noqa: SLF001


def load(resources: ResourceMap) -> None:
    """Read parameters and conditions, and refuse a template that cannot be a stack."""
    template = resources._template  # noqa: SLF001 - moto keeps it there
    if not template:
        return
    _check_types(template)
    _load(resources)
    ordered(resources)
    check_rules(template, resources.resolved_parameters)


def ordered(resources: ResourceMap) -> list[str]:
    """List the logical ids of all resources, each behind those that it depends on."""
    wanted = resources._template["Resources"]  # noqa: SLF001 - as above
    known = {*resources._parsed_resources, *resources.resolved_parameters, *wanted}  # noqa: SLF001 - as above
    graph: dict[str, set[str]] = {}
    for logical_id, resource in wanted.items():
        depends = resource.get("DependsOn") or []
        named = {depends} if isinstance(depends, str) else set(depends)
        named |= {name for name in _references(resource.get("Properties")) if not name.startswith("AWS::")}
        if unresolved := named - known:
            listed = ", ".join(sorted(unresolved))
            where = "in the Resources block of the template"
            raise ValidationError(message=f"Template format error: Unresolved resource dependencies [{listed}] {where}")
        graph[logical_id] = named & wanted.keys()
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        listed = ", ".join(sorted(set(error.args[1])))
        raise ValidationError(message=f"Circular dependency between resources: [{listed}]") from error


def _check_types(template: dict[str, Any]) -> None:
    types = {str(resource.get("Type")) for resource in template["Resources"].values()}
    known = {*parsing.get_model_map(), *parsing.NULL_MODELS}
    unknown = sorted(type_ for type_ in types - known if not type_.startswith("Custom::"))
    if unknown:
        raise ValidationError(
            message=f"Template format error: Unrecognized resource types: [{', '.join(unknown)}]. If AWS has it, it "
            "is not emulated: a file in modules/emulator/services/cloudformation/resource_types/ teaches it."
        )


def _references(value: Any) -> Iterator[str]:
    """Go through what a part of a template refers to."""
    if isinstance(value, list):
        for inner in value:
            yield from _references(inner)
    if not isinstance(value, dict):
        return
    for key, inner in value.items():
        if key == "Ref":
            yield inner
        elif key == "Fn::GetAtt":
            yield inner.split(".")[0] if isinstance(inner, str) else inner[0]
        elif key == "Fn::Sub":
            yield from _substituted(inner)
        else:
            yield from _references(inner)


def _substituted(value: Any) -> Iterator[str]:
    text, own = value if isinstance(value, list) else (value, {})
    yield from _references(list(own.values()))
    if isinstance(text, str):
        yield from (name.split(".")[0] for name in _SUBSTITUTED.findall(text) if name not in own)
