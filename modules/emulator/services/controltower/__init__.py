"""AWS Control Tower, which plain moto lacks altogether. Each file names the API pages that it is from.

A landing zone brings Account Factory, which is a product of AWS Service Catalog.
"""

from __future__ import annotations

from dataclasses import replace

from modules.emulator.records import Call, Errors, Service, list_tags, tag, untag
from modules.emulator.services.controltower import enabled_baselines, enabled_controls, existing, landing_zones
from modules.emulator.services.controltower.operations_in_progress import describe_operation, list_operations
from modules.emulator.services.controltower.resources import (
    CONFLICT,
    ENABLED_BASELINE,
    ENABLED_CONTROL,
    LANDING_ZONE,
    NOT_FOUND,
    VALIDATION,
)
from modules.emulator.services.servicecatalog import SERVICE as SERVICE_CATALOG
from modules.emulator.services.servicecatalog.account_factory import add_account_factory, remove_account_factory

_TAGGED = (LANDING_ZONE, ENABLED_CONTROL, ENABLED_BASELINE)
_CONTROL_FILTERS = {
    "controlIdentifiers": "controlIdentifier",
    "targetIdentifiers": "targetIdentifier",
    "enabledControlIdentifiers": "enabledControlIdentifier",
    "statuses": "status",
    "controlOperationTypes": "operationType",
}


def register() -> None:
    """Add the service to moto, and the address at which a landing zone is made that is there already."""
    SERVICE.register()
    existing.register(SERVICE, _add_account_factory)


def _add_account_factory(call: Call) -> None:
    add_account_factory(replace(call, service=SERVICE_CATALOG))


def _remove_account_factory(call: Call) -> None:
    remove_account_factory(replace(call, service=SERVICE_CATALOG))


SERVICE = Service(
    "controltower",
    errors=Errors(invalid=VALIDATION, not_found=NOT_FOUND, conflict=CONFLICT),
    operations={
        **landing_zones.OPERATIONS,
        "CreateLandingZone": landing_zones.creation(_add_account_factory),
        "DeleteLandingZone": landing_zones.deletion(_remove_account_factory),
        "GetLandingZoneOperation": describe_operation("landing zone", "operationDetails"),
        "ListLandingZoneOperations": list_operations(
            "landing zone", "landingZoneOperations", {"statuses": "status", "types": "operationType"}
        ),
        **enabled_controls.OPERATIONS,
        "GetControlOperation": describe_operation("control", "controlOperation"),
        "ListControlOperations": list_operations("control", "controlOperations", _CONTROL_FILTERS),
        **enabled_baselines.OPERATIONS,
        "GetBaselineOperation": describe_operation("baseline", "baselineOperation"),
        "TagResource": tag(*_TAGGED),
        "UntagResource": untag(*_TAGGED),
        "ListTagsForResource": list_tags(*_TAGGED),
    },
)
