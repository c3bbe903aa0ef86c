"""What AWS Control Tower's controls and baselines are for: organizational units, by their ARN.

From the AWS Control Tower API Reference, pages "EnableControl" and "EnableBaseline".
"""

from __future__ import annotations

import re

from modules.emulator.organization_tree import organization_of, unit_with_id
from modules.emulator.records import Call
from modules.emulator.services.controltower.landing_zones import landing_zone_of
from modules.emulator.services.controltower.resources import NOT_FOUND, VALIDATION

_UNIT = re.compile(
    r"arn:[\w-]+:organizations::(?P<account>\d{12}):ou/(?P<organization>o-[a-z0-9]+)/(?P<unit>ou-[a-z0-9-]+)"
)


def check_unit(call: Call) -> None:
    """Refuse a target that is no unit of the organization, and any where there is no landing zone.

    Raises:
        ServiceException: it is refused.

    """
    landing_zone_of(call)
    target = call.input["targetIdentifier"]
    match = _UNIT.fullmatch(target)
    if match is None:
        raise call.refusal(VALIDATION, f"The target {target} is not the ARN of an organizational unit.")
    unit = unit_with_id(call.account_id, match["unit"])
    if unit is None or match["organization"] != organization_of(call.account_id).org.id:
        raise call.refusal(NOT_FOUND, f"The organizational unit {target} does not exist.")
