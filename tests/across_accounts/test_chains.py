"""Chains of steps lead nobody in the real environments to more, and each could."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from modules.across_accounts.chain_proof import ChainProof, prove_chains
from modules.across_accounts.chains import FOLDER, Chain, ChainSpec, read_chains
from modules.across_accounts.reading import Across
from modules.across_accounts.spec import Layer
from modules.across_accounts.tables import chain_lines, chain_verdict, open_chains
from modules.across_accounts.trusts import TrustedRoleSpec, trusted_roles, trusts, unexpected
from modules.commands.across_accounts import across_of
from modules.environment import PROJECT
from modules.specification.problems import InvalidEnvironmentError
from tests.support.environments import environment

NAMES = ("production", "staging")
AT_LEAST = 50
STARTS = {
    "permission-set DataScientist",
    "permission-set MLEngineering",
    "permission-set DataEngineering",
    "permission-set MLOpsApprover",
    "permission-set AdministratorAccess",
    "permission-set PowerUserAccess",
    "permission-set AWSControlTowerAdmins",
    "permission-set SandboxUser",
    "role teams/*/SageMakerExecution",
    "role teams/*/GlueExecution",
    "role platform/ImageBuilder",
    "everybody",
}


@pytest.fixture(scope="module")
def chains() -> list[Chain]:
    return read_chains(PROJECT)


@pytest.fixture(scope="module")
def found(outputs: dict[str, Path]) -> dict[str, Across]:
    return {name: across_of(name, environment(name).zone, outputs[name]) for name in NAMES}


@pytest.fixture(scope="module")
def proofs(found: dict[str, Across], chains: list[Chain]) -> dict[str, ChainProof]:
    return {name: prove_chains(across, chains, trusted_roles(PROJECT)) for name, across in found.items()}


@pytest.mark.parametrize("name", NAMES)
def test_every_chain_is_refused_where_it_says(proofs: dict[str, ChainProof], name: str) -> None:
    assert dict(proofs[name].failures) == {}
    assert proofs[name].ok
    assert "Proved" in chain_verdict(proofs[name])
    assert len(proofs[name].chains) >= AT_LEAST


def test_every_chain_applies_in_an_environment(proofs: dict[str, ChainProof]) -> None:
    assert set.intersection(*({*proof.not_applicable} for proof in proofs.values())) == set()


def test_chains_begin_with_people_and_roles_of_every_kind(chains: list[Chain]) -> None:
    begun = {step.principal for chain in chains for step in chain.spec.steps}

    assert begun >= STARTS
    assert sum(step.of != "own" for chain in chains for step in chain.spec.steps) >= AT_LEAST


@pytest.mark.parametrize("name", NAMES)
def test_a_right_planted_in_any_chain_turns_it_red(
    found: dict[str, Across], chains: list[Chain], proofs: dict[str, ChainProof], name: str
) -> None:
    planted = prove_chains(found[name], chains, planted=True)

    assert planted.failures.keys() == {chain.spec.name for chain in proofs[name].chains}
    assert "Not proved" in chain_verdict(planted)


@pytest.mark.parametrize("name", NAMES)
def test_nobody_works_as_a_role_but_who_is_meant_to(
    found: dict[str, Across], proofs: dict[str, ChainProof], name: str
) -> None:
    assert proofs[name].trusts == ()
    with_builds = {"platform/CatalogDeployment-analytics", "platform/CatalogReading-analytics"}
    assert {trust.role for trust in trusts(found[name])} == {
        "SuspendedAccountCleanUp",
        "platform/LakeDeployment",
        *(with_builds if name == "production" else ()),
    }

    other = [TrustedRoleSpec(role="*", by=("Nobody",), why="nobody")]
    strays = list(unexpected(found[name], other))
    assert {trust.holder for trust in strays} >= {"AWSControlTowerAdmins", "platform/Pipeline"}
    text = "\n".join(open_chains(replace(proofs[name], trusts=tuple(strays))))
    assert "may work as SuspendedAccountCleanUp of" in text


def test_a_chain_that_is_open_says_what_it_gains_and_by_which_step(found: dict[str, Across]) -> None:
    chain = written(
        {"principal": "administrator", "in": "team/dev", "action": "s3:GetObject", "object": "x"},
        {"principal": "administrator", "in": "team/dev", "action": "s3:ListBucket", "by": (Layer.RESOURCE,)},
    )

    proof = prove_chains(found["staging"], [chain])

    text = "\n".join(open_chains(proof))
    assert "would gain data" in text
    assert "step 2: does it: s3:ListBucket on" in text
    assert "is allowed by" in text
    assert chain_lines(proof)


def test_a_step_that_nobody_could_take_is_no_refusal(found: dict[str, Across]) -> None:
    step = {"principal": "administrator", "in": "team/dev", "action": "s3:GetObject", "object": "x"}
    other = "arn:aws:sqs:{{home_region}}:{{account_id}}:queue"
    chain = written(step, {**step, "resource": other, "by": (Layer.IDENTITY,)})

    (lines,) = prove_chains(found["staging"], [chain]).failures.values()

    assert any("stays shut with nothing in its way" in line for line in lines)


def test_a_chain_of_which_the_environment_has_nothing_says_so(found: dict[str, Across]) -> None:
    step = {"principal": "permission-set Nobody", "action": "s3:GetObject", "object": "x"}

    proof = prove_chains(found["staging"], [written(step, {**step, "by": (Layer.RESOURCE,)})])

    assert proof.not_applicable == {"a chain": "there is no permission-set Nobody in an account for anything"}
    assert not proof.chains


@pytest.mark.parametrize(
    ("change", "headline"),
    [
        ({"expect": "allowed", "by": ()}, "a chain must say which of its steps is refused, and by what"),
        ({"by": ()}, "a chain must say which of its steps is refused, and by what"),
    ],
)
def test_a_chain_that_nothing_refuses_is_none(change: dict[str, Any], headline: str) -> None:
    step = {"name": "does it", "principal": "administrator", "action": "s3:GetObject", "resource": "bucket"}
    refused = {**step, "expect": "denied", "by": (Layer.RESOURCE,), **change}

    with pytest.raises(ValueError, match=headline):
        ChainSpec.model_validate(
            {"name": "a chain", "gains": "data", "source": "x", "steps": ({**step, "expect": "allowed"}, refused)}
        )


def test_two_chains_have_different_names(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir(parents=True)
    step = {"name": "x", "expect": "denied", "by": (Layer.RESOURCE,), "principal": "administrator"}
    step |= {"action": "s3:GetObject", "resource": "bucket", "by": ["resource"]}
    chain = {"name": "a chain", "gains": "data", "source": "x", "steps": [step, step]}
    (tmp_path / FOLDER / "some.yaml").write_text(json.dumps({"chains": [chain, chain]}))

    with pytest.raises(InvalidEnvironmentError, match="two chains have the same name"):
        read_chains(tmp_path)


def written(*steps: dict[str, Any]) -> Chain:
    """Return a chain of steps; the last one is refused."""
    usual = {"name": "does it", "resource": "bucket", "named": "*-{{team}}-{{stage}}-*"}
    whole = tuple({**usual, "expect": "denied" if step.get("by") else "allowed", **step} for step in steps)
    spec = ChainSpec.model_validate({"name": "a chain", "gains": "data", "source": "x", "steps": whole})
    return Chain(spec, "here:1")
