"""Which changes take two steps: which one this is, what comes next, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from modules.changes.accounts import AccountFacts
from modules.changes.entries import Change
from modules.changes.steps import Named, Step, steps
from tests.changes.test_entries import account

PORTAL = account(name="portal", email="portal@acme.example", unit="Workloads/Trial")
CLAIMS = account(name="portal", email="portal@acme.example", unit="Workloads/Live", may_have_another_key=True)
TRIAL, LIVE = "Workloads/Trial", "Workloads/Live"


NO_CHANGE: Mapping[str, Any] = {"regions": ("eu-west-1", "us-east-1"), "left": frozenset()}


def named(*units: str, **said: Any) -> Named:
    given: dict[str, Any] = {
        "moved": {},
        "let_go": frozenset(),
        "deleted": frozenset(),
        "vends": True,
        **NO_CHANGE,
        **said,
    }
    return Named(units=frozenset(units), **given)


def found(
    before: Mapping[str, AccountFacts], now: Mapping[str, AccountFacts], was: Named, is_: Named
) -> list[tuple[Change, str, bool]]:
    return [(each.entry.change, each.entry.what, each.is_refused) for each in steps(before, now, was, is_)]


def only(before: Mapping[str, AccountFacts], now: Mapping[str, AccountFacts], was: Named, is_: Named) -> Step:
    (step,) = steps(before, now, was, is_)
    return step


def test_a_rename_without_a_word_is_refused_and_told_what_to_write() -> None:
    step = only({"portal": CLAIMS}, {"claims": CLAIMS}, named(LIVE), named(LIVE))

    assert step.is_refused
    assert step.entry.how == (
        "a deploy refuses this as it is written. Step 1 of 2: merge it with `moved: {accounts: {portal: claims}}`; "
        "once it is deployed, merge a change that takes that line out"
    )


def test_a_rename_of_an_account_whose_key_is_in_names_is_refused_for_good() -> None:
    fixed = replace(CLAIMS, may_have_another_key=False)

    step = only({"portal": fixed}, {"claims": fixed}, named(LIVE), named(LIVE))

    assert step.is_refused
    assert step.entry.how == (
        "a deploy refuses this as it is written. claims is like it, and would be another account: keep the key, which "
        "is in names of what it has"
    )


def test_accounts_of_account_factory_go_by_its_own_rules() -> None:
    assert found({"portal": PORTAL}, {}, named(vends=False), named(vends=False)) == []


def test_a_rename_that_is_said_is_the_first_step_and_its_line_goes_in_the_second() -> None:
    said = named(LIVE, moved={"portal": "claims"})

    first = only({"portal": CLAIMS}, {"claims": CLAIMS}, named(LIVE), said)
    second = only({"claims": CLAIMS}, {"claims": CLAIMS}, said, named(LIVE))

    assert (first.entry.change, first.entry.what, first.is_refused) == (Change.MOVED, "portal", False)
    assert first.entry.how == (
        "→ claims: step 1 of 2: a deploy takes over account and state; once it is deployed, merge a change that "
        "takes it out of moved.accounts"
    )
    assert (second.entry.what, second.is_refused) == ("portal", False)
    assert second.entry.how.startswith("no more in moved.accounts: right once the step before was deployed")


def test_an_account_that_goes_without_a_word_is_refused_and_one_that_is_let_go_of_is_not() -> None:
    refused = only({"portal": PORTAL}, {}, named(TRIAL), named(TRIAL))
    said = only({"portal": PORTAL}, {}, named(TRIAL), named(TRIAL, let_go=frozenset({"portal"})))

    assert refused.is_refused
    assert "merge it with `removed: {accounts: [portal]}`" in refused.entry.how
    assert not said.is_refused
    assert said.entry.how.startswith("step 1 of 2: a deploy lets go of it, and it stays in AWS")


def test_an_account_that_was_never_vended_here_goes_in_one_step() -> None:
    assert found({"old": account(id="333333333333")}, {}, named(), named()) == []


@pytest.mark.parametrize("deleted", [frozenset[str](), frozenset({TRIAL})])
def test_a_unit_does_not_go_together_with_the_move_of_its_accounts(deleted: frozenset[str]) -> None:
    now = named(LIVE, deleted=deleted)

    step = only({"portal": PORTAL}, {"portal": CLAIMS}, named(LIVE, TRIAL), now)

    assert (step.entry.change, step.entry.what, step.is_refused) == (Change.REMOVED, TRIAL, True)
    assert step.entry.how == (
        "a deploy refuses this as it is written. Step 1 of 2: merge what takes portal to Workloads/Live, and keep the "
        "unit; once it is deployed, merge a change that takes the unit out, with `removed: {units: [Workloads/Trial]}`"
    )


def test_a_unit_that_nobody_is_in_goes_where_that_is_said() -> None:
    before = {"portal": CLAIMS}

    unsaid = only(before, before, named(LIVE, TRIAL), named(LIVE))
    said = only(before, before, named(LIVE, TRIAL), named(LIVE, deleted=frozenset({TRIAL})))

    assert (unsaid.is_refused, said.is_refused) == (True, False)
    assert said.entry.how.startswith("step 2 of 2: a deploy deletes it, and no account may be in it")


def test_a_move_between_units_that_stay_takes_one_step() -> None:
    units = named(LIVE, TRIAL)

    assert found({"portal": PORTAL}, {"portal": CLAIMS}, units, units) == []


def test_what_is_refused_comes_first() -> None:
    before, now = {"portal": CLAIMS, "canary": PORTAL}, {"claims": CLAIMS}

    told = found(before, now, named(), named(moved={"portal": "claims"}))

    assert told == [(Change.REMOVED, "canary", True), (Change.MOVED, "portal", False)]


def test_a_region_that_goes_at_once_is_refused_and_told_what_to_write() -> None:
    step = only({}, {}, named(), named(regions=("eu-west-1",)))

    assert (step.entry.change, step.entry.what, step.is_refused) == (Change.REMOVED, "us-east-1", True)
    assert step.entry.how == (
        "a deploy refuses this as it is written. Step 1 of 2: merge it with `removed: {regions: [us-east-1]}`; "
        "once it is deployed, merge a change that takes that line out"
    )


def test_a_region_that_is_named_goes_in_two_steps() -> None:
    said = named(regions=("eu-west-1",), left=frozenset({"us-east-1"}))

    first, second = only({}, {}, named(), said), only({}, {}, said, named(regions=("eu-west-1",)))

    assert (first.is_refused, second.is_refused) == (False, False)
    assert first.entry.how.startswith("step 1 of 2: a deploy destroys what is there")
    assert second.entry.how.startswith("no more in removed.regions: right once the step before was deployed")


def test_another_home_region_is_refused() -> None:
    step = only({}, {}, named(), named(regions=("us-east-1", "eu-west-1")))

    assert step.is_refused
    assert step.entry.how.startswith("→ us-east-1: a deploy refuses this")


def test_another_address_is_changed_in_aws_first_and_another_id_is_refused() -> None:
    moved = replace(PORTAL, email="new@acme.example")
    adopted, other = replace(PORTAL, id="333333333333"), replace(PORTAL, id="444444444444")
    both = named(TRIAL), named(TRIAL)

    step = only({"portal": PORTAL}, {"portal": moved}, *both)

    assert (step.entry.change, step.entry.what, step.is_refused) == (Change.CHANGED, "portal, its address", False)
    assert step.entry.how == (
        "→ new@acme.example: change it in AWS first; until AWS has it, a deploy refuses this "
        "(docs/how-to/change-an-account.md)"
    )
    assert found({"portal": adopted}, {"portal": other}, *both) == [(Change.CHANGED, "portal, its id", True)]
    assert found({"portal": adopted}, {"portal": PORTAL}, *both) == [(Change.CHANGED, "portal, its id", True)]
    assert found({"portal": adopted}, {"portal": replace(adopted, email="new@acme.example")}, *both) == []
    assert found({"portal": PORTAL}, {"portal": replace(PORTAL, email="PORTAL@acme.example")}, *both) == []
    assert found({"portal": PORTAL}, {"portal": adopted}, *both) == []
