"""What may be said of every security service."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from modules.specification.model import Spec
from modules.specification.regions import Region


class ServiceSpec(Spec):
    """A security service that is on unless it is switched off."""

    enabled: bool = True
    """Whether it is on, for every account of the organization."""

    regions: tuple[Region, ...] | None = Field(default=None, min_length=1)
    """Where it is on: regions of the organization, the home region among them. Left out: in all that have it."""

    absent_from: ClassVar[frozenset[str]] = frozenset()
    """Regions that do not have the service (endpoints of the AWS SDK, botocore 1.35.99; read 2026-11-29)."""

    def runs_in(self, region: str) -> bool:
        """Whether it is on in one of the organization's regions."""
        return self.enabled and region not in self.absent_from and (self.regions is None or region in self.regions)


class ServiceByChoiceSpec(ServiceSpec):
    """A security service that is off unless it is switched on: it costs much, or needs a decision of yours."""

    enabled: bool = False
    """Whether it is on, for every account of the organization."""
