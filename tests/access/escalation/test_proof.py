"""No known way leads anybody to more; a way that a permission set opens is found by its name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from rich.console import Console

from modules.access.escalation.corpus import Corpus
from modules.access.escalation.proof import EscalationProof, Result, prove_no_escalation
from modules.access.escalation.tables import escalation_table
from modules.access.personas import Personas
from modules.access.synthesized_access import SynthesizedAccess
from modules.commands.access_escalation import admitted_targets
from modules.specification.errors import LandingZoneError
from tests.support.environments import environment


@pytest.fixture(scope="module")
def staging_proof(personas: dict[str, Personas], corpus: Corpus) -> EscalationProof:
    return prove_no_escalation(personas["staging"], corpus, admitted_targets(environment("staging").zone, corpus))


def planted(personas: Personas, permission_set: str, *statements: dict[str, Any], **changed: Any) -> Personas:
    """The same environment, in which one permission set allows more, and nobody has another."""
    known = personas.access.permission_sets[permission_set]
    own = (known.inline_policy or {"Statement": []})["Statement"]
    named = [{"Sid": f"Planted{number}", "Effect": "Allow", **each} for number, each in enumerate(statements)]
    policy = {"Version": "2012-10-17", "Statement": [*own, *named]}
    entries = tuple(entry for entry in personas.access.entries if entry.permission_set == permission_set)
    more = replace(known, **{"inline_policy": policy if policy["Statement"] else None, **changed})
    return replace(personas, access=SynthesizedAccess({permission_set: more}, entries))


def found(personas: Personas, corpus: Corpus) -> set[tuple[str, str]]:
    proof = prove_no_escalation(personas, corpus, {})
    return {(outcome.attempt.way.spec.name, outcome.attempt.target_name) for outcome in proof.open}


def test_no_known_way_leads_anybody_to_more(staging_proof: EscalationProof) -> None:
    assert staging_proof.ok


def test_no_known_way_leads_anybody_in_production_to_more(personas: dict[str, Personas], corpus: Corpus) -> None:
    admitted = admitted_targets(environment("production").zone, corpus)

    assert prove_no_escalation(personas["production"], corpus, admitted).ok


def test_everybody_tries_wherever_the_permission_set_is(
    staging_proof: EscalationProof, personas: dict[str, Personas]
) -> None:
    tried = {
        (outcome.attempt.holder.permission_set, account)
        for outcome in staging_proof.outcomes
        for account in outcome.attempt.holder.alike
    }

    assert tried == {(entry.permission_set, entry.account) for entry in personas["staging"].access.entries}


def test_what_a_permission_set_admits_is_reached(staging_proof: EscalationProof, corpus: Corpus) -> None:
    """A reason for what nobody can do would hide that somebody can one day."""
    reached: dict[str, set[str]] = {}
    for outcome in staging_proof.outcomes:
        if outcome.result is Result.ADMITTED:
            reached.setdefault(outcome.attempt.holder.permission_set, set()).add(outcome.attempt.target_name)
    admitted = admitted_targets(environment("staging").zone, corpus)

    assert {name: set(targets) for name, targets in admitted.items() if targets.keys() - reached.get(name, set())} in (
        {},
        {"DataEngineering-prod": {"untagged-machine"}},
    )


def test_a_role_with_the_boundary_is_no_more(staging_proof: EscalationProof) -> None:
    bounded = {o.attempt.way.spec.name for o in staging_proof.outcomes if o.result is Result.BOUNDARY}

    assert bounded == {"iam-policy-of-role", "iam-inline-policy-of-role", "iam-trust", "iam-new-role"}


def test_passing_every_role_is_found(personas: dict[str, Personas], corpus: Corpus) -> None:
    passing = {"Action": "iam:PassRole", "Resource": "*"}

    ways = found(planted(personas["staging"], "DataScientist", passing), corpus)

    assert {("sagemaker-training", target) for target in ("administrator-role", "other-team-role")} <= ways
    assert ("sagemaker-training", "exempt-role") not in ways, "guardrails deny it"
    assert ("glue-new-job", "administrator-role") not in ways, "it cannot define a job"


def test_a_new_version_of_a_policy_is_found_where_no_guardrail_denies_it(
    personas: dict[str, Personas], corpus: Corpus
) -> None:
    writing = {"Action": "iam:CreatePolicyVersion", "Resource": "*"}

    managing = found(planted(personas["staging"], "Billing", writing), corpus)
    in_team = found(planted(personas["staging"], "DataScientist", writing), corpus)

    assert managing == {("iam-new-policy-version", target) for target in ("attached-policy", "boundary-policy")}
    assert in_team == {("iam-new-policy-version", "attached-policy")}


def test_the_team_s_own_role_is_more_for_who_may_not_pass_it(personas: dict[str, Personas], corpus: Corpus) -> None:
    running = {"Action": "glue:UpdateJob", "Resource": "*", "Condition": {"StringEquals": _OWN_TAG}}

    assert found(planted(personas["staging"], "TeamLead-test", running), corpus) == {
        ("glue-script-of-job", "own-role"),
        ("glue-script-of-job", "other-stage-role"),
    }


_OWN_TAG = {"aws:ResourceTag/Team": "${aws:PrincipalTag/Team}"}


def test_what_is_allowed_in_a_single_account_is_found(personas: dict[str, Personas], corpus: Corpus) -> None:
    production = personas["staging"]
    account = production.environment.accounts.named("network")
    assert account is not None
    statement = {"Action": "iam:CreateAccessKey", "Resource": f"arn:aws:iam::{account.known_id}:user/*"}
    opened = planted(production, "ReadOnly", statement, boundary=None)

    proof = prove_no_escalation(opened, corpus, {})
    holders = {(o.attempt.holder.account.key, o.attempt.holder.alike) for o in proof.outcomes}

    assert ("network", ("network",)) in holders


def test_what_is_allowed_to_the_cleared_only_is_found(personas: dict[str, Personas], corpus: Corpus) -> None:
    cleared = {"StringEquals": {"aws:PrincipalTag/Stage": "prod"}}
    statement = {"Action": "lambda:UpdateFunctionCode", "Resource": "*", "Condition": cleared}

    ways = found(planted(personas["staging"], "ModelAuditor", statement), corpus)

    assert ("lambda-code", "administrator-machine") in ways


def test_an_unknown_boundary_counts_as_none(personas: dict[str, Personas], corpus: Corpus) -> None:
    assuming = {"Action": "sts:AssumeRole", "Resource": "*"}
    opened = planted(personas["staging"], "ReadOnly", assuming, boundary="/own")

    assert ("iam-assume", "administrator-role") in found(opened, corpus)


def test_who_finds_a_way_reads_set_account_way_step_and_statement(
    personas: dict[str, Personas], corpus: Corpus
) -> None:
    assuming = {"Action": "sts:AssumeRole", "Resource": "*"}
    opened = planted(personas["staging"], "DataScientist", assuming, customer_managed_policies=("/own",))
    console = Console(width=200)
    with console.capture() as capture:
        console.print(escalation_table(prove_no_escalation(opened, corpus, {})))
    lines = [line.strip() for line in capture.get().splitlines()]

    account = personas["staging"].environment.accounts.named("fraud-dev")
    assert account is not None
    start = lines.index("DataScientist in fraud-dev: iam-assume")
    assert lines[start + 1].startswith("Assume a role that trusts the account  (policies/escalations/iam.yaml:")
    assert lines[start + 2 : start + 5] == [
        "leads to administrator-role: a role of the account that may do everything and has no boundary",
        f"1. sts:AssumeRole on arn:aws:iam::{account.known_id}:role/Administrator",
        "allowed by Planted0 of the inline policy of DataScientist",
    ]
    assert "Not known: what /own of DataScientist says" in lines
    assert lines[-1] == "Not proved: 1 ways are open in staging"


def test_a_target_that_there_is_not_is_refused(corpus: Corpus) -> None:
    without = replace(corpus, targets={name: each for name, each in corpus.targets.items() if name != "all-accounts"})

    with pytest.raises(LandingZoneError) as refused:
        admitted_targets(environment("staging").zone, without)

    assert refused.value.what == "a permission set admits a target that there is not"
    assert refused.value.got == "all-accounts in policies/permission_sets/AWSControlTowerAdmins/permission_set.yaml"
