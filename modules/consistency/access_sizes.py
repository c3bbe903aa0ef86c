"""Checks of how many resources of access a workspace has: Terraform plans each in one go, and is throttled."""

from __future__ import annotations

from collections.abc import Iterator

from modules.consistency.dropped import Dropped
from modules.identity.assignment_workspaces import RESOURCES_IN_A_WORKSPACE, enough_workspaces
from modules.identity.tenants import access_by_tenant
from modules.landing_zone import LandingZone
from modules.landing_zone.platform_access import platform_access
from modules.specification.errors import LandingZoneError


def workspaces_stay_small(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    divided, platform = access_by_tenant(zone.directory, zone.identity), platform_access(zone)
    sizes = {f"identity-{tenant}": share.resources for tenant, share in divided.items() if tenant}
    sizes["identity"] = platform.own_resources
    fewer = "give groups access to fewer accounts"
    yield from _too_large(sizes, fix=f"let an identity provider bring the people, or {fewer}")
    parts = {f"identity-{name}": len(assignments) for name, assignments in platform.parts.items()}
    enough = enough_workspaces(divided[None].assignments, beside=RESOURCES_IN_A_WORKSPACE)
    yield from _too_large(parts, fix=f"write assignment_workspaces: {enough}, or {fewer}")


def _too_large(sizes: dict[str, int], *, fix: str) -> Iterator[LandingZoneError]:
    for workspace, size in sizes.items():
        if size > RESOURCES_IN_A_WORKSPACE:
            yield LandingZoneError(
                "a workspace of access is too large",
                got=f"{size} resources in {workspace}",
                why=f"above {RESOURCES_IN_A_WORKSPACE} a plan takes minutes, and Identity Center throttles it",
                fix=fix,
                path=("identity",),
            )
