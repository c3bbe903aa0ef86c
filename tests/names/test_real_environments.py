"""What the policies of the real environments refer to, and who makes it."""

from __future__ import annotations

from collections import defaultdict
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from modules.commands.names import ledger_of, needed_names
from modules.commands.written_names import written_names
from modules.landing_zone.known_ids import known_ids
from modules.names import proof
from modules.names.library import MadeBy, makers_of_others
from modules.names.makers import makers
from modules.names.names import Name
from modules.names.proof import Ledger, ledger
from modules.names.references import POLICIES, references
from modules.names.tables import problems
from modules.synthesized.environment import read_synthesized
from tests.support.environments import environment

NAMES = ("production", "staging")
PENDING_IN_PRODUCTION = {"role for"}
PENDING_IN_STAGING = {
    "iam:role platform/CatalogApply-",  # no build gets to states in local files
    "iam:role platform/CatalogPlan-",
    "iam:role platform/CatalogReading-",
}

WHERE_THERE_IS_MORE = (
    "budgets:budget landing-zone-account",  # accounts with a budget
    "glue:database *_c*",  # lakes, and accounts that read a product of one
    "iam:role data-lake/LakeFormation*",  # lakes; the raw zone's is of a place
    "iam:role Launch_*",  # accounts that see a portfolio, and those that own one
    "iam:role landing-zone-expiry",  # sandboxes with a last day
    "iam:role landing-zone-plan",  # every account; guardrails name it by what `delivery.plan_role` says
    "iam:role platform/LakeDeployment",  # lakes that pipelines deploy to
    "kms:alias landing-zone/catalog",  # accounts that own portfolios
    "kms:alias landing-zone/backup",  # accounts that are backed up
    "ssm:parameter /landing-zone/network/*",  # accounts with a VPC
    "ssm:parameter /landing-zone/team/base-images",  # of teams, where there is a registry
    "ssm:parameter /landing-zone/team/model*",  # of teams, where there is a registry
    "sns landing-zone-expiry",  # sandboxes with a last day
)
"""What several accounts have for a reason of their own, which no function says."""


@pytest.fixture(scope="module")
def ledgers(outputs: dict[str, Path]) -> dict[str, Ledger]:
    return {name: ledger_of(name, environment(name).zone, outputs[name]) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_every_name_has_a_maker(ledgers: dict[str, Ledger], name: str) -> None:
    assert [entry.shown for entry in ledgers[name].missing] == []
    assert len(ledgers[name].entries) > 50


def test_what_nobody_makes_yet_is_no_more_than_is_known(ledgers: dict[str, Ledger]) -> None:
    pending = {name: {entry.shown for entry in ledgers[name].pending} for name in NAMES}
    known = {"production": PENDING_IN_PRODUCTION, "staging": PENDING_IN_PRODUCTION | PENDING_IN_STAGING}

    for name in NAMES:
        assert {text for text in pending[name] if not text.startswith(tuple(known[name]))} == set()
        assert all(text.endswith(" platform/*") for text in pending[name] if text.startswith("role for"))


@pytest.mark.parametrize("name", NAMES)
def test_without_a_maker_that_is_the_only_one_its_names_are_missing(
    outputs: dict[str, Path], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    synthesized = read_synthesized(outputs[name], name)
    others = [*written_names(name, environment(name).zone), *makers_of_others()]
    every, referred = makers(synthesized), references(synthesized)
    whole = ledger(synthesized, others)
    monkeypatch.setattr(proof, "references", lambda _: referred)
    single = {
        entry.makers[0]: entry.shown for entry in whole.entries if len(entry.makers) == 1 and entry.made_by is None
    }
    assert len(single) >= 8
    for address, shown in single.items():
        monkeypatch.setattr(
            proof, "makers", lambda _, left_out=address: [maker for maker in every if maker.address != left_out]
        )
        assert shown in [entry.shown for entry in ledger(synthesized, others).missing]


@pytest.mark.parametrize("name", NAMES)
def test_without_what_makes_a_name_it_is_missing_whoever_refers_to_it(
    outputs: dict[str, Path], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    synthesized = read_synthesized(outputs[name], name)
    others = [*written_names(name, environment(name).zone), *makers_of_others()]
    every, referred = makers(synthesized), references(synthesized)
    whole = ledger(synthesized, others)
    monkeypatch.setattr(proof, "references", lambda _: referred)
    made = [entry for entry in whole.entries if entry.makers and entry.made_by is None]
    assert len(made) > 40
    for entry in made:
        left = [maker for maker in every if maker.address not in entry.makers]
        monkeypatch.setattr(proof, "makers", lambda _, left=left: left)
        assert entry.shown in [missing.shown for missing in ledger(synthesized, others).missing]


@pytest.mark.parametrize("name", NAMES)
def test_every_policy_that_is_synthesized_is_read(outputs: dict[str, Path], name: str) -> None:
    unread = {
        f"{kind}.{argument}"
        for document in read_synthesized(outputs[name], name).documents()
        for kind, bodies in document.blocks("resource").items()
        for body in bodies.values()
        for argument, value in body.items()
        if isinstance(value, str) and '"Statement"' in value and POLICIES.get(kind) != argument
    }
    templates = {"aws_s3_object.content"} if name == "production" else set()  # of blueprints
    assert unread == {"aws_vpc_endpoint.policy"} | templates


def test_every_maker_that_is_no_resource_is_needed_by_some_environment(ledgers: dict[str, Ledger]) -> None:
    names = [name for found in ledgers.values() for entry in found.entries for name in entry.names]
    stray = [
        f"{maker.kind} {maker.names}"
        for maker in makers_of_others()
        if not any(fnmatchcase(name.kind, maker.kind) and fnmatchcase(name.pattern, maker.names) for name in names)
    ]

    assert stray == ["tag Workspace"]  # where access to states is limited, which it is in none of these


def test_a_role_that_the_yaml_names_is_made_by_its_user(ledgers: dict[str, Ledger]) -> None:
    (entry,) = [entry for entry in ledgers["production"].entries if entry.shown == "iam:role AWSAFTExecution"]

    assert entry.made_by is not None
    assert (entry.made_by.made_by, entry.makers) == (MadeBy.USERS, ())


@pytest.mark.parametrize("name", NAMES)
def test_what_each_account_of_a_place_needs_is_missed_in_each(
    outputs: dict[str, Path], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    zone = environment(name).zone
    synthesized = read_synthesized(outputs[name], name, known_ids(zone))
    every, referred, needed = makers(synthesized), references(synthesized), needed_names(zone)
    monkeypatch.setattr(proof, "references", lambda _: referred)
    others = [*written_names(name, zone), *makers_of_others()]
    assert not ledger(synthesized, others, needed).misplaced
    assert {each.account for each in needed} == {account.key for account in zone.roster[1:]}

    for each in {each.everywhere: each for each in needed}.values():
        left = [maker for maker in every if maker.account != each.account or not each.name.is_of(maker.name)]
        assert len(left) < len(every), f"{each.name.shown} in {each.account}"
        monkeypatch.setattr(proof, "makers", lambda _, left=left: left)
        without = ledger(synthesized, others, needed)
        assert not without.ok
        assert each.account in "\n".join(problems(without)) or each.name.kind in "\n".join(problems(without))


def test_every_name_that_several_accounts_have_is_of_a_place(outputs: dict[str, Path]) -> None:
    """But for what guardrails protect by its beginning, whatever there is of it."""
    zone = environment("production").zone
    synthesized = read_synthesized(outputs["production"], "production", known_ids(zone))
    places = defaultdict[tuple[str, str], set[str]](set)
    for maker in makers(synthesized):
        places[maker.name.kind, maker.name.pattern].add(maker.account)
    needed = [each.everywhere for each in needed_names(zone)]
    stray = {
        f"{kind} {pattern}"
        for (kind, pattern), accounts in places.items()
        if len(accounts) > 1
        and not kind.startswith(("role for", "tag"))
        and not any(fnmatchcase(f"{kind} {pattern}", each) for each in WHERE_THERE_IS_MORE)
        and not any(each.is_of(Name(kind, pattern)) for each in needed)
    }

    assert stray == set()
