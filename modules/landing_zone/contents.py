"""What accounts start with, as the environment's guardrails ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.landing_zone.guardrails import guardrail_bindings
from modules.landing_zone.specification import LandingZone
from modules.organization.guardrails.bindings import Binding
from modules.organization.guardrails.library import Guardrail, guardrail
from modules.organization.guardrails.spec import LIBRARY_BOUNDARY
from modules.organization.spec import PolicyType

_ALL_BUT_CLEAN_UP = {"ArnNotLike": {"aws:PrincipalArn": "{{clean_up_roles}}"}}
"""Whom a guardrail spares that denies everything to everybody else."""


@dataclass(frozen=True, slots=True)
class GuardrailNeeds:
    """What the guardrails of an environment need accounts to have, read once for all of them."""

    backing_up: tuple[Binding, ...]
    """Where a backup policy is bound."""
    units_to_clean_up: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, zone: LandingZone) -> GuardrailNeeds:
        """Read what is bound."""
        backing_up = (
            binding
            for binding in guardrail_bindings(zone)
            if any(each.kind is PolicyType.BACKUP_POLICY for each in _bound(binding))
        )
        return cls(tuple(backing_up), units_to_clean_up(zone))

    def is_backed_up(self, account: Account) -> bool:
        """Whether a backup policy reaches an account."""
        return any(binding.reaches(account) for binding in self.backing_up)

    def is_emptied_when_suspended(self, account: Account) -> bool:
        """Whether an account has the clean-up role: every one but the management account, which nobody can suspend."""
        return Function.MANAGEMENT not in account.functions and bool(self.units_to_clean_up)


def has_boundary(zone: LandingZone, account: Account) -> bool:
    """Whether an account has the library's permissions boundary.

    Guardrails reach no role of the management account, where only the platform makes some.
    """
    return Function.MANAGEMENT not in account.functions and LIBRARY_BOUNDARY in zone.guardrails.permissions_boundaries


def backup_regions(zone: LandingZone) -> tuple[str, ...]:
    """Return the regions with a vault: the home region, and the one that backups are copied to."""
    home, *others = sorted(zone.organization.regions, key=lambda region: region != zone.organization.home_region)
    return (home, *others[:1])


def units_to_clean_up(zone: LandingZone) -> tuple[tuple[str, ...], ...]:
    """Return the units in which nobody but the clean-up role works, as paths of names."""
    return tuple(
        binding.target
        for binding in guardrail_bindings(zone)
        if binding.target and not binding.account and any(_leaves_clean_up_only(each) for each in _bound(binding))
    )


def _leaves_clean_up_only(known: Guardrail) -> bool:
    """Whether a guardrail denies everything to everybody but the clean-up role."""
    statements = known.document.get("Statement", ())
    return any(
        (statement.get("Effect"), statement.get("Action"), statement.get("Resource")) == ("Deny", "*", "*")
        and statement.get("Condition") == _ALL_BUT_CLEAN_UP
        for statement in ([statements] if isinstance(statements, dict) else statements)
    )


def _bound(binding: Binding) -> Iterator[Guardrail]:
    return (guardrail(name) for name in binding.guardrails)
