"""Checks of what is written of accounts against what they were applied with: an id, an address and some names stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from modules.accounts.roster import Account
from modules.landing_zone import LandingZone
from modules.specification.errors import LandingZoneError
from modules.synthesized.applied_accounts import AppliedAccount, AppliedAccounts

GUIDE = "docs/how-to/change-an-account.md"

Pair = tuple[Account, AppliedAccount]
"""An account as it is written, and as it was applied."""


def contradictions_with_applied(zone: LandingZone, applied: AppliedAccounts) -> Iterator[LandingZoneError]:
    """Give everything that cannot be changed by a deploy and is written otherwise than it was applied.

    Args:
        zone: What is written.
        applied: Every account as it was applied, by the key that it had.

    """
    former = {new: old for old, new in zone.moved.accounts.items()}
    pairs = [
        (account, applied[key])
        for account in zone.every_account
        if (key := account.key if account.key in applied else former.get(account.key, "")) in applied
    ]
    yield from (_other_id(*pair) for pair in pairs if not _has_its_id(*pair))
    vended = [(account, was) for account, was in pairs if account.vended and was.vended]
    yield from _other_addresses(zone, [pair for pair in vended if not _has_its_address(*pair)])
    if zone.vending.by_account_factory:
        yield from (_other_name(*pair) for pair in vended if pair[0].name != pair[1].name)


def as_in_aws(applied: AppliedAccounts, found: Mapping[str, tuple[str, str]]) -> dict[str, AppliedAccount]:
    """Return what was applied with the names and addresses that accounts have in AWS now.

    Args:
        applied: Every account as it was applied, by key.
        found: Name and address of each account that was found, by id.

    """
    return {
        key: replace(was, name=found[was.id][0], email=found[was.id][1]) if was.id in found else was
        for key, was in applied.items()
    }


def _has_its_id(account: Account, was: AppliedAccount) -> bool:
    return not was.id or (account.vended and was.vended) or (account.known_id == was.id and not was.vended)


def _has_its_address(account: Account, was: AppliedAccount) -> bool:
    return account.email.lower() == was.email.lower()


def _other_id(account: Account, was: AppliedAccount) -> LandingZoneError:
    return LandingZoneError(
        "the id of an account must stay as it was applied",
        got=f"{account.key}, {account.known_id or 'without an id'}; it was applied as {was.id}"
        f"{', which is vended here' if was.vended else ''}",
        why="an id is the account: what was applied in it would be left there, and be made again in another",
        fix=f"take `id` out: the account is known by its key ({GUIDE})"
        if was.vended
        else f'write id: "{was.id}"; another account has another key ({GUIDE})',
        path=account.place_of("account_ids" if account.team else "id"),
    )


def _other_addresses(zone: LandingZone, pairs: Sequence[Pair]) -> Iterator[LandingZoneError]:
    written = {key for key, spec in zone.accounts.items() if spec.email is not None}
    for account, was in (pair for pair in pairs if pair[0].key in written):
        yield _other_address(
            [(account, was)], f"write email: {was.email}; or change it in AWS first", (*account.source, "email")
        )
    by_pattern = [pair for pair in pairs if pair[0].key not in written]
    if by_pattern:
        fix = "write the pattern as it was, or the former `email` of an entry in `accounts`; or change all in AWS first"
        yield _other_address(by_pattern, fix, ("organization", "email_pattern"))


def _other_address(pairs: Sequence[Pair], fix: str, path: tuple[str, ...]) -> LandingZoneError:
    got = (f"{account.key}: {account.email}; it was applied as {was.email}" for account, was in pairs)
    return LandingZoneError(
        "the address of an account must be the one that it has in AWS",
        got=", ".join(got),
        why="no deploy changes it, and Terraform would replace the account; AWS asks for a code from the new mailbox",
        fix=f"{fix} ({GUIDE})",
        path=path,
    )


def _other_name(account: Account, was: AppliedAccount) -> LandingZoneError:
    return LandingZoneError(
        "the name of an account must stay where Account Factory vends it",
        got=f"{account.key}: {account.name}; it was applied as {was.name}",
        why="Account Factory knows the account by it, and takes another name for another product",
        fix=f"write name: {was.name}; what AWS and its bills call the account may differ from it ({GUIDE})",
        path=account.place_of("name") if not account.team else account.source,
    )
