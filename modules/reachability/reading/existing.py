"""What exists already, among what was synthesized."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from modules.synthesized.resources import Resource

GATEWAY_OF = "gateway of "
"""Stands before a hub's name where something that exists leads to its transit gateway, which may or may not exist."""

_GATEWAY = "aws_ec2_transit_gateway"


def with_existing(found: Iterable[Resource], existing: Sequence[Resource]) -> list[Resource]:
    """Return resources with those that exist already, without lookups of the same things."""
    ids = {resource.identity for resource in existing}
    synthesized = [
        resource for resource in found if not (resource.address.startswith("data.") and resource.text("id") in ids)
    ]
    gateways = {
        f"{GATEWAY_OF}{resource.name}": resource.identity
        for resource in (*synthesized, *existing)
        if resource.kind == _GATEWAY
    }
    return [*synthesized, *(_led(resource, gateways) for resource in existing)]


def _led(resource: Resource, gateways: dict[str, str]) -> Resource:
    """Return a resource that leads to a hub's transit gateway with that gateway in it."""
    target = gateways.get(resource.text("transit_gateway_id") or "")
    return replace(resource, values={**resource.values, "transit_gateway_id": target}) if target else resource
