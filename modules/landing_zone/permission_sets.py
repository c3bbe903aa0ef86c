"""What the placeholders in permission sets of an environment stand for."""

from __future__ import annotations

from dataclasses import replace

from modules.identity.defaults import BREAK_GLASS_APPROVERS
from modules.identity.inline_policies import break_glass_parameters
from modules.identity.library import PermissionSet, permission_set
from modules.landing_zone.guardrails import guardrail_parameters
from modules.landing_zone.specification import LandingZone
from modules.organization.guardrails.placeholders import Value
from modules.specification.tag_keys import with_tag_keys


def permission_set_of(zone: LandingZone, name: str) -> PermissionSet:
    """Read a permission set, with the organization's keys for tags in its inline policy.

    Raises:
        InvalidEnvironmentError: its files are not right.

    """
    known = permission_set(name)
    return replace(known, inline_policy=with_tag_keys(known.inline_policy, zone.organization.tag_keys))


def permission_set_parameters(zone: LandingZone) -> dict[str, Value]:
    """Return the values of placeholders: those of guardrails, and some of permission sets' own."""
    approvers = [key for key, user in zone.identity.users.items() if BREAK_GLASS_APPROVERS in user.groups]
    own: dict[str, Value] = {"organization": zone.organization.name, **break_glass_parameters(approvers)}
    return {**guardrail_parameters(zone), **own}
