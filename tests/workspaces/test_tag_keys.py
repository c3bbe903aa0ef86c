"""An organization with keys of its own for every tag: what is synthesized has them, and its proofs hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from modules.access.proof import prove as prove_access
from modules.commands import access_inputs
from modules.commands.guardrail_inputs import facts, guardrails
from modules.environment import Environment
from modules.policy_evaluation.linting.lint import lint_library
from modules.policy_evaluation.proving.outcome import Verdict
from modules.policy_evaluation.proving.proof import prove
from modules.policy_evaluation.reading.scenarios import scenarios
from modules.policy_evaluation.requests.synthesized_environment import read_environment
from modules.specification.tag_keys import LibraryTag
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, environment, smaller_staging

KEYS = {
    "Account": "account",
    "CostCenter": "cost-centre",
    "DataClassification": "data-class",
    "Environment": "landing-zone",
    "ManagedBy": "managed-by",
    "Owner": "owner",
    "Stage": "environment",
    "Team": "squad",
}


@pytest.fixture(scope="module")
def renamed() -> Environment:
    said = environment().zone.model_dump(mode="json", exclude_defaults=True)["organization"]
    return smaller_staging(organization={**said, "tag_keys": KEYS})


@pytest.fixture(scope="module")
def output(renamed: Environment, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tags")
    synthesize([renamed], folder)
    return folder


def test_the_keys_are_those_of_every_tag_of_the_library() -> None:
    assert set(KEYS) == {tag.value for tag in LibraryTag}


def test_every_provider_sets_tags_under_the_organization_s_keys(output: Path) -> None:
    providers = document(output, "staging-account-fraud-dev")["provider"]["aws"]

    for provider in providers:
        assert provider["default_tags"][0]["tags"] == {
            "Organization": "acme-canary",
            "account": "fraud-dev",
            "cost-centre": "4711",
            "environment": "dev",
            "landing-zone": "staging",
            "managed-by": "ml-landing-zone",
            "owner": "fraud",
            "squad": "fraud",
        }


def _names_a_tag(text: str) -> set[str]:
    return {key for key in KEYS if re.search(rf'Tag/{key}\b|"(?:tag_key|TagKeys)[^]}}]*"{key}"', text)}


def test_nothing_that_is_synthesized_names_a_tag_by_the_library_s_key(output: Path, outputs: dict[str, Path]) -> None:
    def named(folder: Path) -> set[str]:
        return set().union(*(_names_a_tag(path.read_text().replace("\\", "")) for path in folder.rglob("*.tf.json")))

    assert named(outputs["staging"]) >= {"CostCenter", "DataClassification", "Stage", "Team"}
    assert named(output) == set()


def test_session_attributes_are_called_as_the_tags_of_resources_are(output: Path) -> None:
    (center,) = document(output, "staging-identity")["resource"][
        "aws_ssoadmin_instance_access_control_attributes"
    ].values()

    assert {attribute["key"] for attribute in center["attribute"]} == {
        "squad",
        "environment",
        "cost-centre",
        "UserName",
    }


def test_the_guardrails_scenarios_hold(renamed: Environment, output: Path) -> None:
    known = guardrails(renamed.zone)
    plain = guardrails(environment().zone)

    report = prove(read_environment(output, facts("staging", renamed.zone)), known, scenarios(known))

    outcomes = [outcome for proof in report.guardrails for outcome in proof.outcomes]
    failed = [outcome for outcome in outcomes if outcome.verdict is Verdict.FAILED]
    assert [f"{outcome.scenario.where}: {outcome.why}" for outcome in failed] == []
    assert report.ok
    assert lint_library(known, scenarios(known)) == lint_library(plain, scenarios(plain))


def test_the_scenarios_of_access_hold(renamed: Environment, output: Path) -> None:
    proof = prove_access(access_inputs.personas("staging", renamed.zone, output), access_inputs.scenarios(renamed.zone))

    assert [f"{one.scenario.where}: {one.mistake}" for one in proof.failed] == []
    assert {reason for _, reason in proof.not_applicable} == {
        "{{bedrock_inference_profiles}} is empty in this environment"
    }
