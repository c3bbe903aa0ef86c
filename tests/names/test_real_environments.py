"""What the policies of the real environments refer to, and who makes it."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from modules.commands.names import ledger_of
from modules.commands.written_names import written_names
from modules.names import proof
from modules.names.library import MadeBy, makers_of_others
from modules.names.makers import makers
from modules.names.proof import Ledger, ledger
from modules.names.references import POLICIES, references
from modules.synthesized.environment import read_synthesized
from tests.support.environments import environment

NAMES = ("production", "staging")
PENDING_IN_PRODUCTION = {"role for"}


@pytest.fixture(scope="module")
def ledgers(outputs: dict[str, Path]) -> dict[str, Ledger]:
    return {name: ledger_of(name, environment(name).zone, outputs[name]) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_every_name_has_a_maker(ledgers: dict[str, Ledger], name: str) -> None:
    assert [entry.shown for entry in ledgers[name].missing] == []
    assert len(ledgers[name].entries) > 50


def test_what_nobody_makes_yet_is_no_more_than_is_known(ledgers: dict[str, Ledger]) -> None:
    pending = {entry.shown for found in ledgers.values() for entry in found.pending}

    assert {text for text in pending if not text.startswith(tuple(PENDING_IN_PRODUCTION))} == set()
    assert all(text.endswith(" platform/*") for text in pending if text.startswith("role for"))


@pytest.mark.parametrize("name", NAMES)
def test_without_a_maker_that_is_the_only_one_its_names_are_missing(
    outputs: dict[str, Path], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    synthesized = read_synthesized(outputs[name], name)
    others = [*written_names(name, environment(name).zone), *makers_of_others()]
    every = makers(synthesized)
    whole = ledger(synthesized, others)
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
    assert unread == {"aws_vpc_endpoint.policy"}


def test_every_maker_that_is_no_resource_is_needed_by_some_environment(ledgers: dict[str, Ledger]) -> None:
    names = [name for found in ledgers.values() for entry in found.entries for name in entry.names]
    stray = [
        f"{maker.kind} {maker.names}"
        for maker in makers_of_others()
        if not any(fnmatchcase(name.kind, maker.kind) and fnmatchcase(name.pattern, maker.names) for name in names)
    ]

    assert stray == []


def test_a_role_that_the_yaml_names_is_made_by_its_user(ledgers: dict[str, Ledger]) -> None:
    (entry,) = [entry for entry in ledgers["production"].entries if entry.shown == "iam:role AWSAFTExecution"]

    assert entry.made_by is not None
    assert (entry.made_by.made_by, entry.makers) == (MadeBy.USERS, ())
