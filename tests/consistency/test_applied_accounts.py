"""What is written of accounts against what they were applied with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from modules.accounts.vending_spec import VendingEngine
from modules.consistency.applied_accounts import as_in_aws, contradictions_with_applied
from modules.landing_zone import LandingZone
from modules.specification.errors import LandingZoneError
from modules.synthesized.applied_accounts import AppliedAccount, applied_accounts
from tests.support.environments import environment

SANDBOX, LAKE = "sandbox-canary", "data-lake-claims"
ADDRESS = "aws-canary+sandbox-canary@acme.example"


@pytest.fixture(scope="module")
def zone() -> LandingZone:
    return environment("staging").zone


def with_account(zone: LandingZone, key: str, **written: Any) -> LandingZone:
    """Write something else of one account."""
    account = zone.accounts[key].model_copy(update=written)
    return changed(zone, accounts={**zone.accounts, key: account})


def changed(zone: LandingZone, **sections: Any) -> LandingZone:
    """Put other sections in a zone, which is not checked again; a copy would keep what was worked out of the former."""
    kept = {name: getattr(zone, name) for name in LandingZone.model_fields}
    return LandingZone.model_construct(**{**kept, **sections})


def applied(zone: LandingZone) -> dict[str, AppliedAccount]:
    """Give what a deploy of a zone leaves in the state."""
    return {
        account.key: AppliedAccount(
            id=account.known_id or f"{number:012}", name=account.name, email=account.email, vended=account.vended
        )
        for number, account in enumerate(zone.every_account, 1)
    }


def refused(zone: LandingZone, was: dict[str, AppliedAccount]) -> list[LandingZoneError]:
    return list(contradictions_with_applied(zone, was))


def test_what_is_written_as_it_was_applied_is_right(zone: LandingZone) -> None:
    assert refused(zone, applied(zone)) == []
    assert refused(zone, {}) == []


def test_another_address_is_refused_where_it_is_written(zone: LandingZone) -> None:
    (error,) = refused(with_account(zone, SANDBOX, email="new@acme.example"), applied(zone))

    assert error.path == ("accounts", SANDBOX, "email")
    assert str(error) == (
        "the address of an account must be the one that it has in AWS\n"
        f"  got: sandbox-canary: new@acme.example; it was applied as {ADDRESS}\n"
        "  why: no deploy changes it, and Terraform would replace the account; AWS asks for a code from the new "
        "mailbox\n"
        f"  fix: write email: {ADDRESS}; or change it in AWS first (docs/how-to/change-an-account.md)"
    )


def test_an_address_in_other_case_is_the_same(zone: LandingZone) -> None:
    assert refused(with_account(zone, SANDBOX, email=ADDRESS.upper()), applied(zone)) == []


def test_another_pattern_is_refused_once_for_all_addresses_that_it_makes(zone: LandingZone) -> None:
    organization = zone.organization.model_copy(update={"email_pattern": "other+{account}@acme.example"})

    (error,) = refused(changed(zone, organization=organization), applied(zone))

    assert error.path == ("organization", "email_pattern")
    assert "fraud-dev: other+fraud-dev@acme.example; it was applied as aws-canary+fraud-dev" in str(error.got)
    assert str(error.got).count("it was applied as") == sum(account.vended for account in zone.every_account)


@pytest.mark.parametrize(
    ("written", "was", "got", "fix"),
    [
        (
            "333333333333",
            {"id": "444444444444", "vended": False},
            "sandbox-canary, 333333333333; it was applied as 444444444444",
            'write id: "444444444444"; another account has another key',
        ),
        (
            None,
            {"id": "444444444444", "vended": False},
            "sandbox-canary, without an id; it was applied as 444444444444",
            'write id: "444444444444"; another account has another key',
        ),
        (
            "444444444444",
            {"id": "444444444444", "vended": True},
            "sandbox-canary, 444444444444; it was applied as 444444444444, which is vended here",
            "take `id` out: the account is known by its key",
        ),
    ],
    ids=["another id", "no id any more", "an id of what was vended"],
)
def test_another_id_is_refused(zone: LandingZone, written: str | None, was: dict[str, Any], got: str, fix: str) -> None:
    before = applied(zone)

    (error,) = refused(
        with_account(zone, SANDBOX, id=written, email="new@acme.example"),
        {**before, SANDBOX: replace(before[SANDBOX], **was)},
    )

    assert error.what == "the id of an account must stay as it was applied"
    assert error.path == ("accounts", SANDBOX, "id")
    assert error.got == got
    assert error.fix == f"{fix} (docs/how-to/change-an-account.md)"


def test_the_management_account_and_a_team_s_are_found_where_they_are_written(zone: LandingZone) -> None:
    before = applied(zone)
    teams = {"fraud": zone.teams["fraud"].model_copy(update={"account_ids": {"dev": "333333333333"}})}

    found = refused(
        changed(zone, teams=teams),
        {**before, "management": replace(before["management"], id="444444444444")},
    )

    assert [error.path for error in found] == [
        ("organization", "management_account", "id"),
        ("teams", "fraud", "account_ids", "dev"),
    ]


def test_the_address_of_an_account_that_is_not_vended_here_is_its_owner_s(zone: LandingZone) -> None:
    adopted = with_account(zone, SANDBOX, id="333333333333")

    assert refused(with_account(adopted, SANDBOX, email="new@acme.example"), applied(adopted)) == []


def test_another_name_is_refused_of_account_factory_alone(zone: LandingZone) -> None:
    renamed = with_account(zone, SANDBOX, name="Sandbox")
    vending = zone.vending.model_copy(update={"engine": VendingEngine.CONTROL_TOWER})

    assert refused(renamed, applied(zone)) == []
    (error,) = refused(changed(renamed, vending=vending), applied(zone))
    assert error.path == ("accounts", SANDBOX, "name")
    assert error.got == "sandbox-canary: Sandbox; it was applied as sandbox-canary"


def test_an_account_with_another_key_is_compared_with_what_it_was(zone: LandingZone) -> None:
    before = applied(zone)
    was = {("former" if key == SANDBOX else key): each for key, each in before.items()}
    moved = zone.moved.model_copy(update={"accounts": {"former": SANDBOX}})

    (error,) = refused(changed(with_account(zone, SANDBOX, email="new@acme.example"), moved=moved), was)

    assert error.path == ("accounts", SANDBOX, "email")
    assert refused(with_account(zone, SANDBOX, email="new@acme.example"), was) == []


def test_what_aws_has_as_it_is_written_is_right(zone: LandingZone) -> None:
    before = applied(zone)
    written = with_account(zone, SANDBOX, email="new@acme.example")
    now = as_in_aws(before, {before[SANDBOX].id: ("sandbox-canary", "new@acme.example")})

    assert refused(written, now) == []
    assert now.keys() == before.keys()
    assert now[LAKE] == before[LAKE]


@pytest.mark.parametrize(
    "written",
    [None, [], {"a": None}, {"a": {"id": "1"}}, {"a": {"id": 1, "name": "a", "email": "a", "vended": True}}],
)
def test_what_no_deploy_wrote_is_no_record(written: Any) -> None:
    with pytest.raises(ValueError, match="account"):
        applied_accounts(written)


def test_an_account_that_is_not_vended_yet_has_no_id() -> None:
    (account,) = applied_accounts({"a": {"id": None, "name": "a", "email": "a@b", "vended": True}}).values()

    assert account.id == ""
