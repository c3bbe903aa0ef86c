"""Environments: the folders that say what is deployed, read into `LandingZone`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.consistency import contradictions
from modules.consistency.dropped import Dropped, KeyPath
from modules.consistency.environments import Claims, claimed_twice, claims
from modules.landing_zone import LandingZone
from modules.landing_zone.administrators import ACCEPTED, untimely
from modules.landing_zone.delivery import applying_role
from modules.landing_zone.guardrails import bound_placeholders
from modules.landing_zone.sandboxes import EXPIRES, lasting_too_long
from modules.naming import required_tags
from modules.specification import loader
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import nearest
from modules.specification.tag_keys import LibraryTag, key_of

PROJECT = Path(__file__).resolve().parent.parent
ENVIRONMENTS = PROJECT / "environments"

LONGEST_ENVIRONMENT = 16
"""Characters of an environment's name; `LONGEST_NAME` is what it leaves for those of accounts and teams."""


@dataclass(frozen=True, slots=True)
class Environment:
    """An environment's name, and all that its YAML says."""

    name: str
    zone: LandingZone

    def tags(self, account: Account) -> dict[str, str]:
        """Return the tags of everything in an account."""
        return required_tags(self.name, account, self.zone.organization.tag_keys)

    def role_name(self, account: Account) -> str | None:
        """Return the role that Terraform applies as in an account; none where its credentials are the account's own."""
        if Function.MANAGEMENT in account.functions:
            return self.zone.deployment.management_role
        return applying_role(self.zone)


def consistent(zone: LandingZone) -> LandingZone:
    """Return a landing zone whose parts fit each other; what is read from YAML is checked while it is loaded.

    Raises:
        LandingZoneError: the first contradiction in it.

    """
    for contradiction in contradictions(zone):
        raise contradiction
    return zone


def names(folder: Path = ENVIRONMENTS) -> list[str]:
    """Names of all environments, in alphabetical order.

    Raises:
        LandingZoneError: there is something else in the folder.

    """
    return loader.environments(folder)


def load(name: str, folder: Path = ENVIRONMENTS, *, today: date | None = None) -> LandingZone:
    """Read the environment called `name`, and compare it with the others of the folder.

    Args:
        name: Its name.
        folder: Where environments are.
        today: The day that counts for what is accepted until another.

    Raises:
        InvalidEnvironmentError: with every problem that its files have.
        LandingZoneError: there is no such environment, or its folder cannot be called that.

    """
    return load_each([name], folder, today=today)[name]


def load_each(
    wanted: Iterable[str],
    folder: Path = ENVIRONMENTS,
    *,
    tell: Callable[[str], None] = lambda _: None,
    today: date | None = None,
    also: Callable[[str, LandingZone], Iterable[LandingZoneError]] = lambda _name, _zone: (),
) -> dict[str, LandingZone]:
    """Read environments, and compare each with all others of the folder: every one is read once.

    Args:
        wanted: Their names.
        folder: The folder that they are in.
        tell: Told of an environment that was not wanted, and is not right: it is compared as far as it can be read.
        today: The day that counts for what is accepted until another.
        also: Finds more contradictions in one of those that are wanted, by its name.

    Raises:
        InvalidEnvironmentError: with every problem of the first that has some.
        LandingZoneError: there is no such environment, or its folder cannot be called that.

    """
    known = names(folder) if folder.is_dir() else []
    wanted = list(wanted)
    for name in wanted:
        _check_name(name, known, folder)
    readings = {name: _reading(folder / name) for name in known}
    for name, reading in readings.items():
        if name not in wanted and reading.problems:
            tell(f"{name} has problems of its own (validate {name}), and was compared as far as it could be read.")
    others = {name: claims(name, read.whole, read.place) for name, read in readings.items() if read.whole}
    day = today or datetime.now(UTC).date()
    return {name: readings[name].checked(partial(_cross_check, name, others, day, also)) for name in wanted}


def refuse(name: str, faults: Iterable[LandingZoneError], folder: Path = ENVIRONMENTS) -> None:
    """Refuse what an environment says because of what was applied, with the file and the line of each fault.

    Args:
        name: The environment's name.
        faults: What is wrong, each with its path.
        folder: Where environments are.

    Raises:
        InvalidEnvironmentError: there is a fault.

    """
    _reading(folder / name).checked(lambda _zone, _refused: faults)


def _reading(folder: Path) -> loader.Reading[LandingZone]:
    return loader.Reading(
        folder,
        LandingZone,
        shown=f"{folder.parent.name}/{folder.name}",
        located=lambda zone: zone.found_in(folder),
        days_below=[ACCEPTED, EXPIRES],
    )


def _check_name(name: str, known: Sequence[str], folder: Path) -> None:
    if name not in known:
        guess = nearest(name, known)
        raise LandingZoneError(
            "there is no such environment",
            got=name,
            why=f"{folder.name} has {', '.join(known) or 'none'}",
            fix=f"did you mean {guess}?" if guess else "name one of these, or make a folder with YAML files",
        )
    check_new_name(name)


def check_new_name(name: str) -> None:
    """Refuse a name that no environment can have.

    Raises:
        LandingZoneError: it cannot be called so.

    """
    if not re.fullmatch(r"[a-z][a-z0-9]*", name):
        raise LandingZoneError(
            "an environment's name must be one lower-case word",
            got=name,
            why="workspaces are called <environment>-<name>: a hyphen would make it unclear where the name begins",
            fix=f"rename the folder, for example to {re.sub('[^a-z0-9]', '', name.lower()) or 'staging'}",
        )
    if len(name) > LONGEST_ENVIRONMENT:
        raise LandingZoneError(
            "an environment's name is too long",
            got=f"{name} ({len(name)} characters)",
            why="workspaces are called <environment>-<name>, and HCP Terraform takes 90 characters for both",
            fix=f"rename the folder to {LONGEST_ENVIRONMENT} or fewer characters",
        )


def _cross_check(  # noqa: PLR0913, PLR0917 - the last two are the loader's
    name: str,
    claimed: Mapping[str, Claims],
    today: date,
    also: Callable[[str, LandingZone], Iterable[LandingZoneError]],
    zone: LandingZone,
    dropped: Iterable[KeyPath],
) -> Iterator[LandingZoneError]:
    yield from contradictions(zone, Dropped(dropped))
    yield from untimely(zone, today)
    yield from lasting_too_long(zone, today)
    yield from also(name, zone)
    for other, claims_of_other in claimed.items():
        if other != name:
            yield from claimed_twice(claimed[name], claims_of_other)
    keys = zone.organization.tag_keys
    values = {required_tags(name, account, keys)[key_of(LibraryTag.ENVIRONMENT, keys)] for account in zone.roster}
    missing = sorted(values - {*zone.guardrails.environments})
    if missing and "environments" in bound_placeholders(zone):
        yield LandingZoneError(
            "the values of the environment's own tag must be among those that are known",
            got=f"{', '.join(missing)}, where guardrails.environments has {', '.join(zone.guardrails.environments)}",
            why=f"a tag policy would refuse the tag {key_of(LibraryTag.ENVIRONMENT, keys)} of everything in an account",
            fix=f"add {', '.join(missing)} to guardrails.environments",
            path=("guardrails", "environments"),
        )
