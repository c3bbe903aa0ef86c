"""Delivery without keys: where the states are that roles get to."""

from __future__ import annotations

from modules.deployment.spec import S3BackendSpec
from modules.landing_zone.specification import LandingZone


def state_of(zone: LandingZone) -> S3BackendSpec:
    """Return where states are, which is S3 wherever somebody delivers without keys."""
    backend = zone.deployment.backend
    if not isinstance(backend, S3BackendSpec):
        raise TypeError(f"states of {backend.type}")
    return backend
