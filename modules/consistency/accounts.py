"""Checks of accounts against each other: functions, names, addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from modules.accounts.roster import Account
from modules.accounts.spec import FOUNDATIONAL_FUNCTIONS, Function
from modules.aws_limits import (
    ACCOUNT_EMAIL_LENGTH,
    ACCOUNT_EMAIL_PATTERN,
    ACCOUNT_NAME_LENGTH,
    PROVISIONED_PRODUCT_NAME_PATTERN,
)
from modules.consistency.dropped import Dropped
from modules.landing_zone import LandingZone
from modules.landing_zone.functions import needed_functions
from modules.specification.errors import LandingZoneError
from modules.specification.pattern import with_names

_NAMES_OF_AFT = "AFT refuses a name that any account of it has"


def one_account_for_each_function(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    needed = dict(needed_functions(zone))
    for function in FOUNDATIONAL_FUNCTIONS:
        keys = [key for key, spec in zone.accounts.items() if function in spec.functions]
        if len(keys) > 1:
            yield LandingZoneError(
                f"only one account must have the function {function}",
                got=", ".join(keys),
                why="the foundation's workspaces look for the one account that does this work",
                fix="keep one of them; others may have the function workload",
                path=("accounts", keys[1], "function"),
            )
        elif not keys and function in needed and not dropped.below("accounts"):
            yield LandingZoneError(
                f"an account must have the function {function}",
                got="none",
                why=needed[function],
                fix=f"add an account with `function: {function}` to accounts",
                path=("accounts",),
            )
    deployments = [key for key, spec in zone.accounts.items() if Function.ML_DEPLOYMENTS in spec.functions]
    if len(deployments) > 1:
        yield LandingZoneError(
            "more than one account has the function ml-deployments",
            got=", ".join(deployments),
            why="it is the account of the one central team that deploys for others",
            fix="keep one of them",
            path=("accounts", deployments[1], "function"),
        )


def one_data_lake_for_each_domain(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    first_of: dict[str, str] = {}
    for key, spec in zone.accounts.items():
        if spec.domain and first_of.setdefault(spec.domain, key) != key:
            yield LandingZoneError(
                "two data lakes have the same domain",
                got=f"{first_of[spec.domain]} and {key}: {spec.domain}",
                why="the domain tells data lakes apart",
                fix="give each data lake its own domain",
                path=("accounts", key, "domain"),
            )


def accounts_are_distinct(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    identities: list[tuple[str, Callable[[Account], str | None], str]] = [
        ("key", lambda account: account.key.lower(), "it names the account's workspace, a folder, and its addresses"),
        (
            "e-mail address",
            lambda account: account.email.lower(),
            "an address belongs to one AWS account only, in all of AWS",
        ),
        ("id", lambda account: account.known_id, "an id is one account"),
    ]
    if zone.vending.by_account_factory:
        by_aft = ("name", lambda account: account.name.strip().lower().replace(" ", "-"), _NAMES_OF_AFT)
        identities.insert(1, by_aft)
    for what, identity, why in identities:
        first_with: dict[str, Account] = {}
        for account in zone.every_account:
            value = identity(account)
            if value is None or dropped.below(*account.source):
                continue
            earlier = first_with.setdefault(value, account)
            if earlier is account or (what == "name" and not _clash(account, earlier)):
                continue
            if what == "e-mail address" and _from_pattern(zone, account) and _from_pattern(zone, earlier):
                continue  # the mistake is the pattern, or a key that both have
            yield LandingZoneError(
                f"two accounts have the same {what}",
                got=f"{_shown(earlier)} and {_shown(account)}: {value}",
                why=why,
                fix="rename one of them" if what in ("key", "name") else "give each its own",
                path=account.source,
            )


def _clash(account: Account, other: Account) -> bool:
    """Whether a name of two accounts is in anybody's way: one is to be made, and no other check speaks of them."""
    return (account.vended or other.vended) and account.key.lower() != other.key.lower()


def _from_pattern(zone: LandingZone, account: Account) -> bool:
    return account.email == with_names(zone.organization.email_pattern, account=account.key)


def _shown(account: Account) -> str:
    return f"{'.'.join(account.source)}{f' ({account.stage})' if account.stage else ''}"


def addresses_can_be_an_account_s(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("organization", "email_pattern"):
        return
    for account in _vended(zone):
        shown = f"{account.email} ({len(account.email)} characters)"
        if not re.fullmatch(ACCOUNT_EMAIL_PATTERN, account.email, re.ASCII):
            yield LandingZoneError(
                "organization.email_pattern gives an address that no account can have",
                got=shown,
                why="an address has one @, a dot in the domain, and no spaces",
                fix='write a pattern such as "aws+{account}@example.com"',
                path=("organization", "email_pattern"),
            )
            return  # once is enough: the pattern is the mistake
        if len(account.email) > ACCOUNT_EMAIL_LENGTH.value:
            yield LandingZoneError(
                "an account's e-mail address is too long",
                got=shown,
                why=f"Organizations takes at most {ACCOUNT_EMAIL_LENGTH}",
                fix="shorten the name or the pattern, or state an `email`",
                path=account.source,
            )


def accounts_can_be_created(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for account in _vended(zone):
        longest = ACCOUNT_NAME_LENGTH.value
        if not re.fullmatch(f"[ -~]{{1,{longest}}}", account.name):
            yield LandingZoneError(
                "the name of an account to be created must be one that Organizations accepts",
                got=f"{account.name} ({len(account.name)} characters)",
                why=f"at most {longest} letters, digits and signs of ASCII (AWS Organizations API Reference, "
                "CreateAccount); an account that exists already may have any name",
                fix="write a `name` such as Fraud Detection, or the account's `id` where it exists",
                path=account.source,
            )


def account_factory_takes_the_accounts(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if not zone.vending.by_account_factory:
        return
    for account in _vended(zone):
        if not re.fullmatch(PROVISIONED_PRODUCT_NAME_PATTERN, account.name.replace(" ", "-")):
            yield LandingZoneError(
                "an account's name must be one that Account Factory and AFT accept",
                got=account.name,
                why="with spaces as hyphens it names a provisioned product: letters, digits and . _ - only",
                fix="write a name such as Fraud Detection",
                path=(*account.source, "name"),
            )
        if account.email != account.email.lower() and not dropped.below("organization", "email_pattern"):
            yield LandingZoneError(
                "the e-mail address of an account of Account Factory must be in lower case",
                got=account.email,
                why="AFT keys its records by the address as typed and looks them up as Organizations returns it",
                fix=f"write {account.email.lower()}",
                path=account.source,
            )
        if not account.unit:
            yield LandingZoneError(
                "an account of Account Factory must be in an organizational unit",
                got=f"{account.key} in the root",
                why="Account Factory makes accounts in units that Control Tower governs, and the root is none",
                fix="name a unit, or the account's `id` where it exists",
                path=(*account.source, "unit"),
            )


def _vended(zone: LandingZone) -> Iterator[Account]:
    return (account for account in zone.every_account if account.vended)
