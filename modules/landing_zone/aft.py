"""What Account Factory for Terraform does in an environment that vends through it."""

from __future__ import annotations

from modules.accounts.roster import Account
from modules.landing_zone.specification import LandingZone


def is_vended_by_aft(zone: LandingZone, account: Account) -> bool:
    """Whether an account is requested from AFT and gets its content from AFT's customizations.

    Accounts whose ids are given are there before AFT is, or are kept apart from it.
    """
    return zone.vending.aft is not None and account.vended
