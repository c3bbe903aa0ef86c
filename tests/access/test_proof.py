"""Every scenario of the library comes out as it says, and every statement is needed by one."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from modules.access.mutation_run import mutate
from modules.access.personas import Personas
from modules.access.proof import AccessProof, prove
from modules.access.scenarios import scenarios as read_scenarios
from modules.commands.access_inputs import scenarios
from modules.identity import library
from modules.identity.inline_policies import inline_policy
from modules.landing_zone.permission_sets import permission_set_parameters, used_permission_sets
from modules.policy_evaluation.linting.lint import lint_identity_policies
from modules.policy_evaluation.mutation.mutation import Operator
from modules.specification.problems import InvalidEnvironmentError
from tests.support.environments import environment

PERSONAS = (
    "DataScientist",
    "MLEngineering",
    "DataEngineering",
    "TeamLead",
    "MLOpsApprover",
    "ModelAuditor",
    "NetworkAdministrator",
)
AT_LEAST = 10
STAGES = ("dev", "test", "prod")
SECOND_LOCKS = ["BreakGlass: NeverHideTraces removed", "NetworkAdministrator: NeverTakeOrDeleteDomains removed"]
"""Guardrails deny the same where they are bound (policies/reviewed_changes.yaml)."""
SCENARIOS_OF_ALL = scenarios(environment("staging").zone)


class Proofs(defaultdict[str, AccessProof]):
    """The proof of each environment, evaluated when a test asks for it: workers share the tests, not these."""

    def __init__(self, personas: dict[str, Personas]) -> None:
        super().__init__()
        self._personas = personas

    def __missing__(self, name: str) -> AccessProof:
        self[name] = prove(self._personas[name], SCENARIOS_OF_ALL)
        return self[name]


@pytest.fixture(scope="module")
def proofs(personas: dict[str, Personas]) -> Mapping[str, AccessProof]:
    return Proofs(personas)


def unnoticed(personas: Personas, proof: AccessProof, operator: Operator) -> list[str]:
    """Changes of one kind that no scenario notices."""
    return [
        f"{result.permission_set}: {result.mutation.sid} {result.mutation.change}"
        for result in mutate(personas, proof, STAGES, [operator])
        if not result.noticed_by
    ]


@pytest.mark.parametrize("name", ["production", "staging"])
class TestLibrary:
    def test_comes_out_as_its_scenarios_say(self, proofs: Mapping[str, AccessProof], name: str) -> None:
        assert [f"{one.scenario.where}: {one.mistake}" for one in proofs[name].failed] == []

    def test_has_no_statement_that_no_scenario_needs(
        self, personas: dict[str, Personas], proofs: Mapping[str, AccessProof], name: str
    ) -> None:
        assert unnoticed(personas[name], proofs[name], Operator.STATEMENT_REMOVED) == SECOND_LOCKS

    def test_asks_in_every_environment(self, proofs: Mapping[str, AccessProof], name: str) -> None:
        """What an environment has nobody for may be left out; nothing else."""
        no_profiles = "{{bedrock_inference_profiles}} is empty in this environment"
        nobodys = {
            "production": {("BreakGlassApprover", "nobody has it")},
            "staging": {("DataScientist", no_profiles), ("MLEngineering", no_profiles)},
        }
        assert {(one.permission_set, why) for one, why in proofs[name].not_applicable} == nobodys[name]

    def test_has_no_statement_that_iam_would_not_take_or_that_never_matches(self, name: str) -> None:
        zone = environment(name).zone
        policies = {
            one: json.loads(policy)
            for one, known in used_permission_sets(zone).items()
            if (policy := inline_policy(known, permission_set_parameters(zone, known.stage)))
        }
        assert lint_identity_policies(policies) == []


def test_every_permission_set_has_scenarios() -> None:
    assert sorted(SCENARIOS_OF_ALL) == library.names()


@pytest.mark.parametrize("persona", PERSONAS)
def test_a_persona_has_ten_scenarios_of_each_kind(persona: str) -> None:
    counted = Counter(one.spec.expect for one in SCENARIOS_OF_ALL[persona])
    assert counted["allowed"] >= AT_LEAST
    assert counted["denied"] >= AT_LEAST


def changed_to(personas: Personas, permission_set: str, sid: str, statement: Any) -> Personas:
    """The same environment, with one statement changed, or without it."""
    known = personas.access.permission_sets
    policy = known[permission_set].inline_policy or {}
    changed = [statement if one["Sid"] == sid else one for one in policy["Statement"]]
    with_it = replace(known[permission_set], inline_policy={**policy, "Statement": [one for one in changed if one]})
    return replace(personas, access=replace(personas.access, permission_sets={**known, permission_set: with_it}))


@pytest.mark.parametrize(
    ("permission_set", "sid", "scenario"),
    [
        (
            "DataScientist",
            "RunJobs",
            "trains in the team's network with the team's key",
        ),
        ("BreakGlass", "LeaveNothingBehind", "makes no role, not even one with the boundary"),
        ("BreakGlassApprover", "NeverAnApprover", "lets in no approver, so nobody lets in themselves"),
    ],
)
def test_a_statement_less_fails_a_scenario(
    personas: dict[str, Personas], permission_set: str, sid: str, scenario: str
) -> None:
    own = {permission_set: SCENARIOS_OF_ALL[permission_set]}
    proof = prove(changed_to(personas["staging"], permission_set, sid, None), own)

    assert not proof.ok
    assert scenario in {one.scenario.spec.name for one in proof.failed}


def test_a_statement_that_nothing_needs_is_told(
    personas: dict[str, Personas], proofs: Mapping[str, AccessProof]
) -> None:
    staging = personas["staging"]
    known = staging.access.permission_sets
    policy: Any = known["Billing"].inline_policy or {"Version": "2012-10-17", "Statement": []}
    idle = {"Sid": "Idle", "Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}
    changed = replace(known["Billing"], inline_policy={**policy, "Statement": [*policy["Statement"], idle]})
    idle_too = replace(staging, access=replace(staging.access, permission_sets={**known, "Billing": changed}))

    # Of the others nothing changes, and their scenarios are evaluated already.
    of_billing = prove(idle_too, {"Billing": SCENARIOS_OF_ALL["Billing"]}).outcomes["Billing"]
    proof = replace(proofs["staging"], outcomes={**proofs["staging"].outcomes, "Billing": of_billing})
    assert set(unnoticed(idle_too, proof, Operator.STATEMENT_REMOVED)) == {"Billing: Idle removed", *SECOND_LOCKS}


def test_what_follows_from_one_run_is_what_a_run_for_each_change_says(
    personas: dict[str, Personas], proofs: Mapping[str, AccessProof]
) -> None:
    """Every change is worked out of the same answers; a sample of all kinds is evaluated for itself."""
    staging = personas["staging"]
    several = SCENARIOS_OF_ALL

    def folder_of(name: str) -> str:
        return staging.folders.get(name, name)

    # Those of the fewest scenarios are taken, which are soonest evaluated.
    results = sorted(
        mutate(staging, proofs["staging"], STAGES),
        key=lambda result: len(several[folder_of(result.permission_set)]),
        reverse=True,
    )
    sample = {(result.mutation.operator, bool(result.noticed_by)): result for result in results}
    for result in sample.values():
        name = result.permission_set
        changed = changed_to(staging, name, result.mutation.sid, result.mutation.statement)
        folder = folder_of(name)
        proof = prove(changed, {folder: several[folder]})
        failed = [outcome for outcome in proof.outcomes[name] if outcome.mistake]
        assert bool(failed) == bool(result.noticed_by), (name, result.mutation)
    assert {operator for operator, _ in sample} >= set(Operator) - {Operator.SET_OPERATOR}


SCENARIOS = """\
scenarios:
  - name: looks around
    expect: allowed
    action: ec2:DescribeInstances
  - name: touches nothing
    expect: denied
    like: looks around
    action: ec2:RebootInstances
    resource: arn:aws:ec2:{{home_region}}:{{account_id}}:instance/i-1
    context: {aws:ResourceTag/Team: "{{other_team}}"}
"""


def write(folder: Path, text: str = SCENARIOS) -> Path:
    (folder / "scenarios.yaml").write_text(text)
    return folder


def refusal(folder: Path) -> str:
    with pytest.raises(InvalidEnvironmentError) as refused:
        read_scenarios({"Billing": folder})
    return str(refused.value)


class TestScenarios:
    def test_take_over_what_an_earlier_one_asks(self, tmp_path: Path) -> None:
        first, second = read_scenarios({"Billing": write(tmp_path)})["Billing"]
        assert (first.spec.action, second.spec.action) == ("ec2:DescribeInstances", "ec2:RebootInstances")
        assert first.where == "policies/permission_sets/Billing/scenarios.yaml:2"

    def test_that_fail_say_why(self, personas: dict[str, Personas], tmp_path: Path) -> None:
        text = SCENARIOS.replace("expect: denied", "expect: allowed").replace("aws:ResourceTag/Team", "s3:prefix")
        proof = prove(personas["staging"], read_scenarios({"Billing": write(tmp_path, text)}))
        assert [one.mistake for one in proof.failed] == [
            "denied by no statement that allows it",
            "the action has no condition key s3:prefix: AWS would never send it",
        ]

    def test_for_accounts_that_nobody_has_are_left_out(self, personas: dict[str, Personas], tmp_path: Path) -> None:
        text = SCENARIOS.replace("expect: allowed", "expect: allowed\n    in: data-lake")
        proof = prove(personas["staging"], read_scenarios({"Billing": write(tmp_path, text)}))
        assert [why for _, why in proof.not_applicable] == ["nobody has it in an account for data-lake"] * 2

    def test_like_nothing_are_told(self, tmp_path: Path) -> None:
        told = refusal(write(tmp_path, SCENARIOS.replace("like: looks around", "like: look around")))
        assert "policies/permission_sets/Billing/scenarios.yaml:5  scenarios[1].like\n" in told
        assert "there is no such scenario before this one\n  got: look around" in told
        assert "fix: write looks around" in told

    def test_that_ask_for_nothing_are_told(self, tmp_path: Path) -> None:
        told = refusal(write(tmp_path, "scenarios:\n  - {name: nothing, expect: denied}\n"))
        assert "scenarios[0]\n  a scenario must ask for an action\n  got: nothing" in told

    def test_of_one_name_are_told(self, tmp_path: Path) -> None:
        told = refusal(write(tmp_path, SCENARIOS.replace("touches nothing", "looks around")))
        assert "two scenarios of a file have the same name\n  got: looks around, also in line 2" in told

    def test_with_a_wildcard_for_an_action_are_told(self, tmp_path: Path) -> None:
        assert "an action must be <service>:<action>" in refusal(
            write(tmp_path, SCENARIOS.replace("ec2:RebootInstances", "ec2:*"))
        )
