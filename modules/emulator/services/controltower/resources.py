"""What AWS Control Tower keeps.

From the AWS Control Tower API Reference, pages "LandingZoneDetail", "EnabledControlDetails" and
"EnabledBaselineDetails".
"""

from __future__ import annotations

from modules.emulator.records import Resource

LANDING_ZONE = Resource("LandingZone", identified_by=("landingZoneIdentifier",), key=("arn", "id"))
ENABLED_CONTROL = Resource("EnabledControl", identified_by=("enabledControlIdentifier",), key=("arn",))
ENABLED_BASELINE = Resource("EnabledBaseline", identified_by=("enabledBaselineIdentifier",), key=("arn",))
OPERATION = Resource("Operation", key=("operationIdentifier",))

VALIDATION = "ValidationException"
NOT_FOUND = "ResourceNotFoundException"
CONFLICT = "ConflictException"
QUOTA = "ServiceQuotaExceededException"
ACCESS_DENIED = "AccessDeniedException"
