"""The whole specification of an environment, and what follows from several of its parts: a file for each subject."""

from __future__ import annotations

from modules.landing_zone.specification import LandingZone

__all__ = ["LandingZone"]
