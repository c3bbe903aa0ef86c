"""AWS Config: what moto lacks of it, and what it takes without looking.

moto keeps rules, recorders, channels and aggregators. Packs and rules of an organization are ours.
Behaviour from the AWS Config API Reference, pages "PutOrganizationConformancePack" and "PutOrganizationConfigRule";
each part names its own.
"""

from __future__ import annotations

from moto.config.responses import ConfigResponse
from moto.core.utils import camelcase_to_underscores

from modules.emulator.records import Errors, Service
from modules.emulator.services.config import aggregators, conformance_packs, delivery, organization_rules

SERVICE = Service(
    "config",
    errors=Errors("ValidationException", "ValidationException"),
    operations=conformance_packs.OPERATIONS | organization_rules.OPERATIONS,
)


def register() -> None:
    """Replace moto's packs, add rules of an organization, and look at aggregators and channels before moto does."""
    SERVICE.extend(ConfigResponse, replacing=frozenset(map(camelcase_to_underscores, conformance_packs.OPERATIONS)))
    aggregators.register()
    delivery.register()
