"""Execution roles of teams try the known ways, too: whoever writes a job's script works as one of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from modules.access.escalation.corpus import Corpus
from modules.access.escalation.holders import holders
from modules.access.escalation.proof import prove_no_escalation
from modules.access.personas import Personas
from modules.access.synthesized_access import SynthesizedAccess
from modules.commands.access_inputs import personas_and_roles
from tests.support.environments import environment

ROLE = "role SageMakerExecution of fraud-dev"


@pytest.fixture(scope="module")
def everybody(outputs: dict[str, Path]) -> dict[str, Personas]:
    return {name: personas_and_roles(name, environment(name).zone, folder) for name, folder in outputs.items()}


def roles_only(personas: Personas, **changed: Any) -> Personas:
    """The same environment, in which nobody but execution roles has anything."""
    sets = {
        name: replace(known, **(changed if name == ROLE else {}))
        for name, known in personas.access.permission_sets.items()
        if known.role
    }
    entries = tuple(entry for entry in personas.access.entries if entry.permission_set in sets)
    return replace(personas, access=SynthesizedAccess(sets, entries))


def opened(personas: Personas, *statements: dict[str, Any], **changed: Any) -> Personas:
    policy = personas.access.permission_sets[ROLE].inline_policy
    assert policy is not None
    more = [{"Sid": f"Planted{number}", "Effect": "Allow", **each} for number, each in enumerate(statements)]
    return roles_only(personas, inline_policy={**policy, "Statement": [*policy["Statement"], *more]}, **changed)


def ways(personas: Personas, corpus: Corpus) -> set[str]:
    return {outcome.attempt.way.spec.name for outcome in prove_no_escalation(personas, corpus, {}).open}


@pytest.mark.parametrize("name", ["production", "staging"])
def test_none_leads_to_more(everybody: dict[str, Personas], corpus: Corpus, name: str) -> None:
    assert ways(roles_only(everybody[name]), corpus) == set()


TRACKED = {"production": ["dev"], "staging": []}
"""Stages whose accounts have a tracking server, which works as a role of its own."""


@pytest.mark.parametrize("name", ["production", "staging"])
def test_every_role_tries_in_an_account_of_each_stage(everybody: dict[str, Personas], name: str) -> None:
    tried = {
        (str(known.role).rpartition("/")[2], holder.account.stage, holder.cleared_for)
        for holder in holders(everybody[name])
        if (known := everybody[name].access.permission_sets[holder.permission_set]).role
    }

    stages, roles = (
        ("dev", "test", "prod"),
        ("GlueExecution", "SageMakerExecution", "ScheduledPipelines", "SparkExecution", "WarehouseExecution"),
    )
    others = {("ModelDeployment", stage, stage) for stage in ("test", "prod")}
    others |= {("ExperimentTracking", stage, stage) for stage in TRACKED[name]}
    assert {each for each in tried if each[1]} == others | {(role, stage, stage) for role in roles for stage in stages}


def test_roles_of_the_central_team_try_too(everybody: dict[str, Personas]) -> None:
    accounts = {holder.account.key for holder in holders(everybody["production"]) if "Model" in holder.permission_set}

    assert "ml-deployments" in accounts


def test_a_role_that_may_pass_every_role_is_held_by_its_boundary(
    everybody: dict[str, Personas], corpus: Corpus
) -> None:
    passing = {"Action": ["iam:PassRole", "iam:CreateRole", "iam:PutRolePolicy"], "Resource": "*"}

    bounded = ways(opened(everybody["staging"], passing), corpus)
    free = ways(opened(everybody["staging"], passing, boundary_policy=None), corpus)

    assert bounded == set()
    assert "sagemaker-training" in free


def test_a_role_works_in_its_own_name_and_for_its_own_stage(everybody: dict[str, Personas]) -> None:
    personas = everybody["staging"]
    account = personas.environment.accounts.named("fraud-dev")
    assert account is not None

    request = personas.request(
        account, ROLE, action="s3:GetObject", resource="arn:aws:s3:::x/y", cleared_for="dev", context={}
    )

    assert request.principal == f"arn:aws:iam::{account.known_id}:role/teams/fraud/dev/SageMakerExecution"
    assert request.context["aws:PrincipalTag/Stage"] == "dev"
    assert request.boundaries
