"""Amazon GuardDuty, in place of moto's: detectors, the organization, its members, filters and published findings.

Behaviour from the Amazon GuardDuty API Reference, the pages named after each operation, as
"CreateDetector". No findings.
"""

from __future__ import annotations

from moto.guardduty.responses import GuardDutyResponse

from modules.emulator.records import Errors, Service, list_tags, tag, untag
from modules.emulator.services.guardduty import detectors, members, of_a_detector, organization
from modules.emulator.services.guardduty.detectors import DETECTOR
from modules.emulator.services.guardduty.of_a_detector import FILTER
from modules.emulator.services.guardduty.organization import ORGANIZATION

SERVICE = Service(
    "guardduty",
    errors=Errors("BadRequestException", "BadRequestException", "BadRequestException"),
    operations=ORGANIZATION.watching(
        {
            **detectors.OPERATIONS,
            **organization.OPERATIONS,
            **members.OPERATIONS,
            **of_a_detector.OPERATIONS,
            "TagResource": tag(DETECTOR, FILTER),
            "UntagResource": untag(DETECTOR, FILTER),
            "ListTagsForResource": list_tags(DETECTOR, FILTER),
        }
    ),
)
_REPLACED = frozenset(
    {
        "create_detector",
        "create_filter",
        "delete_detector",
        "delete_filter",
        "enable_organization_admin_account",
        "get_administrator_account",
        "get_detector",
        "get_filter",
        "list_detectors",
        "list_organization_admin_accounts",
        "update_detector",
        "update_filter",
    }
)


def register() -> None:
    """Replace moto's operations, and add those that it lacks."""
    SERVICE.extend(GuardDutyResponse, replacing=_REPLACED)
