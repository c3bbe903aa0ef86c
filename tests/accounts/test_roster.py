"""Every account of an environment, worked out of what its YAML says."""

from __future__ import annotations

from typing import Any

import pytest

from modules import environment
from modules.accounts import roster
from modules.accounts.person_spec import PersonSpec
from modules.accounts.roster import Account, account_for
from modules.accounts.spec import AccountSpec, Function
from modules.accounts.stages import StageKind, StageSpec
from modules.accounts.team_spec import TeamSpec

ORGANIZATION = environment.load("staging").organization
ADA = PersonSpec(name="Ada Example", email="ada@acme.example")
STAGES = {
    "dev": StageSpec(unit="Workloads/NonProduction"),
    "test": StageSpec(unit="Workloads/NonProduction"),
    "prod": StageSpec(unit="Workloads/Production"),
}

OWN_STAGES = {"qa": StageSpec(production=False), "live": StageSpec(unit="Workloads/Production", production=True)}


def written(**said: Any) -> Account:
    spec = {"function": Function.NETWORK, "unit": "Infrastructure", "owner": "network-team", **said}
    (account,) = roster.written(ORGANIZATION, {"network": AccountSpec.model_validate(spec)}, OWN_STAGES)
    return account


def of_team(**said: Any) -> list[Account]:
    team = TeamSpec.model_validate({"lead": ADA, "cost_center": "4711", **said})
    return list(roster.of_teams(ORGANIZATION, {"fraud": team}, STAGES))


def test_a_team_becomes_an_account_for_each_of_its_stages() -> None:
    assert of_team() == [
        Account(
            key=f"fraud-{stage}",
            name=f"fraud-{stage}",
            email=f"aws-canary+fraud-{stage}@acme.example",
            functions=(Function.TEAM,),
            unit=("Workloads", "Production" if stage == "prod" else "NonProduction"),
            owner="fraud",
            cost_center="4711",
            known_id=None,
            tags={"Organization": "acme-canary"},
            source=("teams", "fraud"),
            team="fraud",
            stage=stage,
            stage_kind=kind,
            lead_name="Ada Example",
            lead_email="ada@acme.example",
        )
        for stage, kind in zip(STAGES, StageKind, strict=True)
    ]


def test_the_order_in_which_a_team_lists_its_stages_changes_nothing() -> None:
    assert of_team(stages=("prod", "dev")) == of_team(stages=("dev", "prod"))


def test_a_team_without_a_stage_has_no_account_for_it() -> None:
    assert [account.key for account in of_team(stages=("dev",))] == ["fraud-dev"]


def test_a_stage_that_nothing_describes_gives_no_account() -> None:
    team = TeamSpec(lead=ADA, cost_center="4711")

    assert not list(roster.of_teams(ORGANIZATION, {"fraud": team}, {}))


def test_a_teams_account_that_exists_is_not_vended() -> None:
    dev, test, prod = of_team(account_ids={"prod": "333333333333"})

    assert (prod.known_id, prod.vended) == ("333333333333", False)
    assert dev.vended
    assert test.vended


def test_tags_of_a_team_stand_beside_the_organizations_and_win() -> None:
    assert of_team(tags={"Organization": "claims", "Data": "pii"})[0].tags == {"Organization": "claims", "Data": "pii"}


def test_an_account_takes_from_the_organization_what_it_does_not_say() -> None:
    account = written()

    assert (account.key, account.name) == ("network", "network")
    assert account.email == "aws-canary+network@acme.example"
    assert account.cost_center == ORGANIZATION.cost_center
    assert account.tags == {"Organization": "acme-canary"}
    assert account.vended


def test_what_an_account_says_itself_wins() -> None:
    account = written(
        name="Network Hub", email="hub@acme.example", cost_center="9", id="333333333333", tags={"Organization": "x"}
    )

    assert (account.key, account.name, account.email) == ("network", "Network Hub", "hub@acme.example")
    assert (account.cost_center, account.tags) == ("9", {"Organization": "x"})
    assert (account.known_id, account.vended) == ("333333333333", False)


def test_a_path_of_units_is_kept_in_parts() -> None:
    assert written(unit="Workloads/Production").unit == ("Workloads", "Production")


def test_an_account_of_two_functions_is_one_account_with_both() -> None:
    account = written(function=Function.DEVOPS, also=(Function.ML_SHARED_SERVICES,))

    assert account.functions == (Function.DEVOPS, Function.ML_SHARED_SERVICES)


def test_the_management_account_lives_in_the_root_and_is_never_vended() -> None:
    account = roster.management(ORGANIZATION)

    assert (account.key, account.name, account.unit) == ("management", "management", ())
    assert (account.known_id, account.vended) == ("222222222222", False)


@pytest.mark.parametrize("name", environment.names())
def test_the_management_account_comes_first_then_accounts_then_teams(name: str) -> None:
    sources = [account.source[0] for account in environment.load(name).roster]

    assert sources == sorted(sources, key=["organization", "accounts", "teams"].index)
    assert sources.count("organization") == 1


@pytest.mark.parametrize("name", environment.names())
def test_no_two_accounts_have_a_key_a_name_or_an_address_in_common(name: str) -> None:
    accounts = environment.load(name).roster

    for attribute in ("key", "name", "email"):
        assert len({getattr(account, attribute).lower() for account in accounts}) == len(accounts)


def test_one_function_finds_its_account_also_where_two_share_one() -> None:
    zone = environment.load("staging")

    assert account_for(Function.DEVOPS, zone.roster) is account_for(Function.ML_SHARED_SERVICES, zone.roster)
    assert account_for(Function.MANAGEMENT, zone.roster).key == "management"


def test_a_team_has_accounts_in_the_stages_that_have_a_unit_whatever_they_are_called() -> None:
    team = TeamSpec(lead=ADA, cost_center="4711")

    (live,) = roster.of_teams(ORGANIZATION, {"fraud": team}, OWN_STAGES)

    assert (live.key, live.stage, live.stage_kind, live.is_production) == ("fraud-live", "live", StageKind.PROD, True)


@pytest.mark.parametrize(
    ("said", "production"),
    [
        ({"function": Function.WORKLOAD}, True),
        ({"function": Function.WORKLOAD, "stage": "live"}, True),
        ({"function": Function.WORKLOAD, "stage": "qa"}, False),
        ({"function": Function.SANDBOX}, False),
        ({"function": Function.SHARED_SERVICES}, True),
    ],
)
def test_others_depend_on_every_account_but_sandboxes_and_what_has_a_stage_below_production(
    said: dict[str, Any],
    production: bool,  # noqa: FBT001 - a row of the table
) -> None:
    assert written(**said).is_production is production
