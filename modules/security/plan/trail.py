"""The organization's trail: its name and its address."""

from __future__ import annotations

from modules.organization.spec import OrganizationSpec

TRAIL = "organization"
"""The trail's name."""


def trail_arn(organization: OrganizationSpec) -> str:
    """Return the trail's ARN: the management account owns it, whoever made it."""
    return f"arn:aws:cloudtrail:{organization.home_region}:{organization.management_account.id}:trail/{TRAIL}"
