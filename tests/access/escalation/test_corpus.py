"""Every known way is one: it covers the services that give code a role, and works where nothing is in its way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from modules.access.escalation.attempts import attempts, with_trusts
from modules.access.escalation.corpus import FOLDER, TARGETS, Corpus, read_corpus
from modules.access.escalation.holders import Holder
from modules.access.personas import Personas
from modules.environment import PROJECT
from modules.policy_evaluation.simulating.organization_policies import IDENTITY, NOWHERE, RESOURCE
from modules.policy_evaluation.simulating.simulator import Request, simulate
from modules.specification.problems import InvalidEnvironmentError

ASKED_FOR = {
    "iam",
    "glue",
    "sagemaker",
    "lambda",
    "cloudformation",
    "codebuild",
    "servicecatalog",
    "datapipeline",
    "ssm",
    "ec2",
}
WAYS = 45


def test_every_service_that_gives_code_a_role_has_ways(corpus: Corpus) -> None:
    services = {step.action.split(":")[0] for way in corpus.ways for step in way.spec.steps}

    assert services >= ASKED_FOR
    assert len(corpus.ways) >= WAYS


def test_every_way_leads_somewhere_where_nobody_may_come(corpus: Corpus) -> None:
    harmless = [
        way.spec.name
        for way in corpus.ways
        if not any(target.leads_to == "more" for _, target in corpus.targets_of(way))
    ]

    assert harmless == []


def test_every_target_is_led_to(corpus: Corpus) -> None:
    assert {name for way in corpus.ways for name, _ in corpus.targets_of(way)} == corpus.targets.keys()


@pytest.mark.parametrize(
    ("permission_set", "account"), [("AdministratorAccess", "fraud-dev"), ("Billing", "management")]
)
def test_every_step_is_open_to_an_administrator_without_guardrails_and_boundary(
    personas: dict[str, Personas], corpus: Corpus, permission_set: str, account: str
) -> None:
    """And every action, resource and condition key is one that AWS knows."""
    staging = personas["staging"]
    where = staging.environment.accounts.named(account)
    assert where is not None
    holder = Holder(permission_set, where, (account,), "dev")
    asked = [
        (attempt.way.spec.name, request)
        for attempt in attempts(staging, corpus, holder)
        for step in attempt.way.spec.all_steps()
        for request in attempt.requests(staging, step)
    ]
    unique = {(way, str(request)): request for way, request in asked}
    batch = staging.batch()
    with_trusts(staging, batch)
    batch.requests = [_unhindered(request) for request in unique.values()]

    wrong = [
        (way, request.action, request.resource, answer.problem or answer.ignored_keys or "denied")
        for (way, _), request, answer in zip(unique, batch.requests, simulate(batch), strict=True)
        if not (answer.allowed or "/aws-reserved/" in request.resource) or answer.ignored_keys
    ]

    assert wrong == [], sorted({each[:2] + each[3:] for each in wrong})
    assert {way for way, _ in unique} >= {way.spec.name for way in corpus.ways if way.spec.only_in is None}


def test_every_way_is_tried_somewhere(personas: dict[str, Personas], corpus: Corpus) -> None:
    accounts = personas["staging"].environment.accounts
    tried = {
        attempt.way.spec.name
        for key in ("management", "fraud-dev")
        if (account := accounts.named(key))
        for attempt in attempts(personas["staging"], corpus, Holder("Billing", account, (key,), "dev"))
    }

    assert tried == {way.spec.name for way in corpus.ways}


def _unhindered(request: Request) -> Request:
    trust = RESOURCE if request.action == "sts:AssumeRole" else request.resource_policy
    return replace(
        request,
        identity=(IDENTITY,),
        boundaries=(),
        principal_path=NOWHERE,
        resource_path=NOWHERE,
        resource_policy=trust,
    )


def test_faults_of_a_file_are_told_with_their_lines(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    (folder / TARGETS).write_bytes((PROJECT / FOLDER / TARGETS).read_bytes())
    (folder / "glue.yaml").write_text(
        """read_on: "2026-11-29"
ways:
  - {name: one, title: One, source: nobody, to: [usr], steps: [{action: "iam:CreateUser"}]}
  - {name: one, title: Another, source: nobody, steps: [{action: "iam:CreateUser"}]}
"""
    )

    with pytest.raises(InvalidEnvironmentError) as refused:
        read_corpus(tmp_path)

    assert str(refused.value) == (
        "policies/escalations has 2 problems\n\n"
        "policies/escalations/glue.yaml:3  ways[0].to\n"
        "  there is no such target\n"
        "  got: usr\n"
        "  why: targets are in policies/escalations/targets.yaml\n"
        "  fix: write user\n\n"
        "policies/escalations/glue.yaml:4  ways[1].name\n"
        "  two ways have the same name\n"
        "  got: one\n"
        "  why: a way that is open is found by its name\n"
        "  fix: say what differs"
    )
