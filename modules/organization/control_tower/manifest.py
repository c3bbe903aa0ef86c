"""The landing zone's manifest, in the form of each version.

AWS Control Tower User Guide, "Landing zone schemas" and "View the details of your landing zone manifest file" (3.3),
"Step 2: Launch your landing zone using the AWS Control Tower APIs" (4.0).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from modules.organization.control_tower.spec import ControlTowerLandingZoneSpec, LandingZoneVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What a manifest refers to. Ids and ARNs may be tokens."""

    log_archive_id: str
    security_tooling_id: str
    security_unit: str
    """The name of the unit, directly below the root, in which both accounts are."""
    key_arn: str | None
    sandbox_unit: str | None = None
    """The name of a unit for sandboxes directly below the root, which manifests up to 3.3 name where there is one."""


def manifest(spec: ControlTowerLandingZoneSpec, *, regions: Sequence[str], places: Places) -> dict[str, Any]:
    """Write the manifest.

    Args:
        spec: What the landing zone is to be.
        regions: The regions that it governs.
        places: What it refers to.

    """
    # Sorted: AWS gives them back in an order of its own, and the provider compares lists in theirs.
    common = {"governedRegions": sorted(regions), "accessManagement": {"enabled": spec.access_management}}
    logging = {
        "accountId": places.log_archive_id,
        "enabled": spec.logging.enabled,
        "configurations": _configurations(spec, places),
    }
    if spec.version is LandingZoneVersion.V3_3:
        return {
            **common,
            "centralizedLogging": logging,
            "organizationStructure": {
                "security": {"name": places.security_unit},
                **({"sandbox": {"name": places.sandbox_unit}} if places.sandbox_unit else {}),
            },
            "securityRoles": {"accountId": places.security_tooling_id},
        }
    return {
        **common,
        "backup": {"enabled": False},
        "centralizedLogging": logging,
        # Always on: detective controls are Config rules, and the security roles need it.
        "config": {
            "accountId": places.security_tooling_id,
            "enabled": True,
            "configurations": _configurations(spec, places),
        },
        "securityRoles": {"accountId": places.security_tooling_id, "enabled": spec.security_roles},
    }


def _configurations(spec: ControlTowerLandingZoneSpec, places: Places) -> dict[str, Any]:
    """Write what is kept for how long.

    Days are text: provider 5.100 reads numbers back as text, and would find a difference in every plan.
    """
    buckets = {
        "loggingBucket": {"retentionDays": str(spec.logging.retention_days)},
        "accessLoggingBucket": {"retentionDays": str(spec.logging.access_log_retention_days)},
    }
    return {**buckets, "kmsKeyArn": places.key_arn} if places.key_arn else buckets
