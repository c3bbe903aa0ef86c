"""AWS CloudTrail, in place of moto's: trails of an account and of an organization.

Where a trail delivers to is looked at before it is taken. Behaviour from the CloudTrail API Reference, pages
"CreateTrail" and "RegisterOrganizationDelegatedAdmin"; each part names its own.
"""

from __future__ import annotations

from moto.cloudtrail.responses import CloudTrailResponse
from moto.core.utils import camelcase_to_underscores

from modules.emulator.records import Errors, Service
from modules.emulator.records.operations import Operation
from modules.emulator.services.cloudtrail import delegation, selectors, tags, trails

OF_MOTO: dict[str, Operation] = trails.OPERATIONS | selectors.OPERATIONS | tags.OPERATIONS
SERVICE = Service(
    "cloudtrail",
    errors=Errors("InvalidParameterException", "TrailNotFoundException", "TrailAlreadyExistsException"),
    operations=OF_MOTO | delegation.OPERATIONS,
)


def register() -> None:
    """Replace what moto has, and add the registration of delegated administrators."""
    SERVICE.extend(CloudTrailResponse, replacing=frozenset(map(camelcase_to_underscores, OF_MOTO)))
