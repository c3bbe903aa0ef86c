"""In which accounts products can be launched that take a network over several Availability Zones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from modules.catalog_tests.accounts import LaunchingAccount
from modules.catalog_tests.fault import Candidate

Places = dict[tuple[str, str], tuple[LaunchingAccount, list[Candidate]]]
"""By environment and key: an account, and what is launched there."""


def launch_places(candidates: Sequence[Candidate], accounts: Sequence[LaunchingAccount]) -> Places:
    """Choose for each version the first account in which it can be launched; those without any are left out."""
    places: Places = {}
    for candidate in candidates:
        account = next((each for each in accounts if candidate.fits(each.zones)), None)
        if account is not None:
            places.setdefault((account.environment, account.account.key), (account, []))[1].append(candidate)
    return places


def zone_notes(candidates: Sequence[Candidate], accounts: Sequence[LaunchingAccount]) -> Iterator[str]:
    """Say which versions cannot be launched in accounts of which environment, for want of zones."""
    for candidate in candidates:
        for environment in dict.fromkeys(account.environment for account in accounts):
            own = [account for account in accounts if account.environment == environment]
            lacking = [account.account.key for account in own if not candidate.fits(account.zones)]
            if lacking:
                wanted = candidate.product.definition.zones
                yield (
                    f"{candidate.name} takes {wanted} Availability Zones, and cannot be launched in "
                    f"{', '.join(lacking)} of {environment}, whose network has fewer"
                )
