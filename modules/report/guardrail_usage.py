"""How much of Organizations' quotas the guardrails of an environment use, target by target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from modules.landing_zone import LandingZone
from modules.landing_zone.guardrails import guardrail_packings, quota_of
from modules.organization.guardrails.policies import Packing
from modules.organization.guardrails.spec import PolicyQuota


@dataclass(frozen=True, slots=True)
class Usage:
    """One kind of policy on one target."""

    packing: Packing
    quota: PolicyQuota

    @property
    def target(self) -> str:
        """The target as a reader knows it."""
        return self.packing.binding.shown

    @property
    def kind(self) -> str:
        """The kind in words: `service control policies`."""
        return self.packing.kind.plural

    @property
    def policies(self) -> str:
        """Policies in use, of those that may be attached beside what others attach."""
        return f"{len(self.packing.packed)} of {self.quota.free}"

    @property
    def characters(self) -> str:
        """Characters of each policy, and of how many."""
        used = " + ".join(f"{packed.characters:,}" for packed in self.packing.packed)
        return f"{used} of {self.quota.characters:,}"

    @property
    def guardrails(self) -> tuple[str, ...]:
        """The guardrails, in the order of the policies that hold them."""
        return tuple(name for packed in self.packing.packed for name in packed.guardrails)


def usages(zone: LandingZone) -> Iterator[Usage]:
    """Every target with guardrails, kind by kind, the root first."""
    for packing in guardrail_packings(zone):
        yield Usage(packing, quota_of(zone, packing))
