"""Delivery without keys: where the states are that roles get to, and what workspaces work as in accounts."""

from __future__ import annotations

from modules.deployment.spec import CloudBackendSpec, S3BackendSpec
from modules.landing_zone.specification import LandingZone


def state_of(zone: LandingZone) -> S3BackendSpec:
    """Return where states are, which is S3 wherever pipelines deliver without keys."""
    backend = zone.deployment.backend
    if not isinstance(backend, S3BackendSpec):
        raise TypeError(f"states of {backend.type}")
    return backend


def runs_of(zone: LandingZone) -> CloudBackendSpec:
    """Return where states and runs are, which is HCP Terraform wherever it delivers without keys."""
    backend = zone.deployment.backend
    if not isinstance(backend, CloudBackendSpec):
        raise TypeError(f"runs of {backend.type}")
    return backend


def applying_role(zone: LandingZone) -> str:
    """Return the name of the role that workspaces apply as in every account but the management account."""
    return apply_role_of_runs(zone) or zone.vending.role_name()


def apply_role_of_runs(zone: LandingZone) -> str | None:
    """Return the role whose credentials an apply begins with in every account; None where providers assume one."""
    return zone.delivery.hcp.apply_role if zone.delivery and zone.delivery.hcp else None
