"""The checks between parts: all of them run, and none speaks of what follows from another mistake.

What each of them refuses, and its exact message, is in `tests/environments/refused`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from inspect import getmembers, isfunction
from pathlib import Path
from typing import Any

import pytest

from modules import consistency, environment
from modules.consistency import contradictions
from modules.consistency.checks import CHECKS, VALUES
from modules.consistency.derived_checks import DERIVED
from modules.consistency.dropped import Dropped
from modules.landing_zone import LandingZone

FOLDER = Path(consistency.__file__).parent
FILES = {".".join(path.relative_to(FOLDER).with_suffix("").parts) for path in FOLDER.rglob("*.py")}
WITHOUT_CHECKS = {
    "__init__",
    "applied_accounts",  # compares with what was applied, where a check looks at what is written
    "checks",
    "derived_checks",
    "dropped",
    "network.__init__",
    "environments",  # compares several environments, where a check looks at one
    "workload_needs",  # what checks of several rooms say
}
ROOMS = sorted(name for name in FILES - WITHOUT_CHECKS if not name.startswith("notices."))


def spoiled(spoil: Callable[[dict[str, Any]], object]) -> LandingZone:
    """Staging with contradictions in it, which no check has seen yet."""
    said = json.loads(environment.load("staging").model_dump_json(exclude_defaults=True))
    spoil(said)
    return LandingZone.model_validate_json(json.dumps(said))


def by_account_factory(accounts: dict[str, Any]) -> Callable[[dict[str, Any]], object]:
    """Let Account Factory vend staging, whose landing zone is there already, with these accounts too."""

    def spoil(said: dict[str, Any]) -> None:
        user = {"name": "Cloud Platform", "email": "cloud-platform@acme.example"}
        said["vending"] = {"engine": "control-tower", "access_user": user}
        said["accounts"].update(accounts)
        for key, id_ in (("log-archive", "555555555555"), ("security-tooling", "666666666666")):
            said["accounts"][key]["id"] = id_

    return spoil


def told(zone: LandingZone, *dropped: tuple[str | int, ...]) -> list[str]:
    return [found.what for found in contradictions(zone, Dropped(dropped))]


@pytest.mark.parametrize("name", environment.names())
def test_an_environment_of_the_project_has_no_contradiction(name: str) -> None:
    assert not list(contradictions(environment.load(name)))


@pytest.mark.parametrize("name", ROOMS)
def test_every_check_that_is_written_is_run(name: str) -> None:
    room = import_module(f"modules.consistency.{name}")
    own = {
        function
        for name, function in getmembers(room, isfunction)
        if function.__module__ == room.__name__ and not name.startswith("_")
    }

    assert own
    assert own <= {*VALUES, *CHECKS, *DERIVED}


def test_what_has_no_checks_is_there() -> None:
    assert WITHOUT_CHECKS <= FILES


@pytest.mark.parametrize("check", [*CHECKS, *DERIVED], ids=lambda check: check.__name__)
def test_a_check_is_silent_about_what_may_be_in_a_file_that_nothing_is_known_of(check: Callable[..., Any]) -> None:
    """An unreadable file may hold any section: what is missing then is no contradiction."""
    zone = spoiled(lambda said: said.update(accounts={}, stages={}, teams={}))

    assert not list(check(zone, Dropped([()])))


@pytest.mark.parametrize(
    ("spoil", "what", "dropped"),
    [
        (
            lambda said: said["accounts"].pop("network"),
            "an account must have the function network",
            ("accounts", "Network"),
        ),
        (
            lambda said: said["organization"].update(home_region="eu-north-1"),
            "the home region must be one of the regions",
            ("organization", "regions", 2),
        ),
        (
            lambda said: said["organization"]["units"].pop("Sandbox"),
            "the organizational unit does not exist",
            ("organization", "units", "Sandbox!"),
        ),
        (
            lambda said: said["teams"]["fraud"].update(stages=["dev", "qa"]),
            "the stage is not described",
            ("stages", "qa"),
        ),
        (
            lambda said: said["organization"].update(email_pattern="AWS {account}@acme.example"),
            "organization.email_pattern gives an address that no account can have",
            ("organization", "email_pattern"),
        ),
        (
            lambda said: said["accounts"]["network"].update(id="222222222222"),
            "two accounts have the same id",
            ("organization", "management_account", "id"),
        ),
    ],
)
def test_what_follows_from_a_part_that_was_refused_is_no_contradiction(
    spoil: Callable[[dict[str, Any]], object], what: str, dropped: tuple[str | int, ...]
) -> None:
    zone = spoiled(spoil)

    assert what in told(zone)
    assert what not in told(zone, dropped)


def test_an_account_that_is_there_twice_is_told_though_others_were_refused() -> None:
    zone = spoiled(lambda said: said["accounts"]["sandbox-canary"].update(function="network", expires=None))

    assert told(zone, ("accounts", "Network_Hub")) == ["only one account must have the function network"]


def test_one_bad_pattern_is_told_once_and_not_for_every_account() -> None:
    zone = spoiled(lambda said: said["organization"].update(email_pattern="aws@acme.example"))

    assert told(zone) == ["the e-mail pattern must name the account exactly once"]


@pytest.mark.parametrize("name", ["Network", "NETWORK", "Shared Services", "shared-services"])
def test_names_that_aft_would_take_for_one_are_one(name: str) -> None:
    renamed = {"sandbox-canary": {"function": "sandbox", "unit": "Sandbox", "owner": "ada", "name": name}}

    assert "two accounts have the same name" in told(spoiled(by_account_factory(renamed)))
    assert not told(spoiled(lambda said: said["accounts"].update(renamed)))


def test_aft_meets_no_name_of_accounts_that_exist_both() -> None:
    known = {
        key: {"function": "workload", "unit": "Sandbox", "owner": "ada", "name": "Old", "id": id_}
        for key, id_ in (("old", "333333333333"), ("older", "444444444444"))
    }

    assert not told(spoiled(by_account_factory(known)))


@pytest.mark.parametrize("name", ["Network Hub", "network.hub", "network_hub", "9 lives"])
def test_a_name_that_makes_a_provisioned_product_is_an_accounts_name(name: str) -> None:
    renamed = {"sandbox-canary": {"function": "sandbox", "unit": "Sandbox", "owner": "ada", "name": name}}

    assert not told(spoiled(by_account_factory(renamed)))


@pytest.mark.parametrize("name", ["R&D", "a/b", "-x", "_x", ".x"])
def test_a_name_that_makes_none_is_refused_where_account_factory_vends(name: str) -> None:
    renamed = {"sandbox-canary": {"function": "sandbox", "unit": "Sandbox", "owner": "ada", "name": name}}

    refusal = "an account's name must be one that Account Factory and AFT accept"
    assert told(spoiled(by_account_factory(renamed))) == [refusal]
    assert not told(spoiled(lambda said: said["accounts"].update(renamed)))


@pytest.mark.parametrize("name", ["Netzwerk für alle", "x" * 51])
def test_an_account_that_exists_may_have_a_name_that_none_can_be_created_with(name: str) -> None:
    account = {"function": "workload", "unit": "Root", "owner": "ada@acme.example", "name": name}
    known = {**account, "id": "333333333333", "email": "Old.Account@acme.example"}

    assert not told(spoiled(lambda said: said["accounts"].update(old=known)))
    assert told(spoiled(lambda said: said["accounts"].update(old=account))) == [
        "the name of an account to be created must be one that Organizations accepts"
    ]


def test_a_team_whose_name_just_fits_is_taken() -> None:
    """`acme-canary-landing-zone-models-<team>-<12 digits>` may have 63 characters."""
    longest = "a" * (63 - len("acme-canary-landing-zone-models--000000000000"))

    def renamed(name: str) -> Callable[[dict[str, Any]], object]:
        return lambda said: said["teams"].update({name: said["teams"].pop("fraud")})

    assert not told(spoiled(renamed(longest)))
    assert told(spoiled(renamed(f"{longest}a"))) == ["the team's name is too long for a name made of it"]


def test_dropped_knows_what_is_below_and_what_is_around() -> None:
    dropped = Dropped([("accounts", "network", "unit")])

    assert dropped.below("accounts")
    assert dropped.below("accounts", "network", "unit", "name")
    assert not dropped.below("accounts", "devops")
    assert not dropped.below("teams")
    assert not Dropped().below("accounts")
    assert Dropped([()]).below("accounts")
