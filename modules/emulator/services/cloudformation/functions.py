"""Intrinsic functions, where moto leaves one unresolved and says nothing.

Behaviour from the AWS CloudFormation Template Reference Guide, "Intrinsic function reference", "Fn::GetAtt", whose
attribute may have dots of its own, and "Fn::Cidr", which moto lacks.
"""

from __future__ import annotations

from copy import deepcopy
from ipaddress import ip_network
from itertools import islice
from typing import Any

from moto.cloudformation import parsing
from moto.cloudformation.exceptions import ValidationError

from modules.emulator.services.cloudformation.dynamic_references import resolved

_OF_CONDITIONS = frozenset({"Fn::And", "Fn::Equals", "Fn::Not", "Fn::Or"})
"""Functions that moto evaluates itself, where one stands in another."""

_MOST_RANGES = 256

_clean_json = parsing.clean_json
_parse_and_name = parsing.parse_resource_and_generate_name


def install() -> None:
    """Put these in the place of moto's."""
    parsing.clean_json = clean_json
    parsing.parse_resource_and_generate_name = parse_resource_and_generate_name


def clean_json(value: Any, resources: Any) -> Any:
    """Resolve the functions in a part of a template; refuse what cannot be."""
    if isinstance(value, dict) and "Fn::GetAtt" in value:
        value = {"Fn::GetAtt": _attribute(value["Fn::GetAtt"])}
    if isinstance(value, dict) and "Fn::Cidr" in value:
        return _ranges(*_clean_json(value["Fn::Cidr"], resources))
    cleaned = _clean_json(value, resources)
    if isinstance(cleaned, dict):
        for function in cleaned:
            if function.startswith("Fn::") and function not in _OF_CONDITIONS:
                raise ValidationError(message=f"not emulated: {{{function}: {cleaned[function]}}}")
    return cleaned


def _ranges(block: str, count: Any, bits: Any) -> list[str]:
    """Cut a number of ranges out of a block, each with so many bits for its hosts."""
    whole = ip_network(block)
    new_prefix = whole.max_prefixlen - int(bits)
    if not 1 <= int(count) <= _MOST_RANGES or new_prefix < whole.prefixlen:
        raise ValidationError(message=f"Template error: Fn::Cidr cannot cut {count} ranges with {bits} bits of {block}")
    found = [str(part) for part in islice(whole.subnets(new_prefix=new_prefix), int(count))]
    if len(found) < int(count):
        raise ValidationError(message=f"Template error: {block} has no {count} ranges with {bits} bits")
    return found


def _attribute(given: Any) -> list[str]:
    """Tell the resource and the attribute apart, which is one however many dots it has."""
    parts = given.split(".") if isinstance(given, str) else given
    return [parts[0], ".".join(map(str, parts[1:]))]


def parse_resource_and_generate_name(logical_id: str, resource_json: Any, resources: Any) -> Any:
    """Resolve all of a resource, dynamic references too, and keep it: an update compares with that."""
    parsed = _parse_and_name(logical_id, resource_json, resources)
    if not parsed:  # one of moto's null models
        return parsed
    cleaned = parsed[1]
    where = (resources._account_id, resources._region_name)  # noqa: SLF001 - moto keeps them there
    final = resolved(cleaned, *where)
    if final != cleaned:
        parsed = _parse_and_name(logical_id, final, resources)
    resolved_of(resources)[logical_id] = deepcopy(final)
    return parsed


def resolved_of(resources: Any) -> dict[str, Any]:
    """Return what each resource of a stack was last made of."""
    kept: dict[str, Any] = vars(resources).setdefault("resolved_resources", {})
    return kept
