"""Every create of the platform, evaluated against the policies of the account's unit as the role that makes it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from modules.commands.creates import creates_proof
from modules.commands.guardrail_inputs import facts
from modules.landing_zone.guardrails import guardrail_parameters
from modules.landing_zone.known_ids import known_ids
from modules.policy_evaluation.creating.action_facts import action_facts
from modules.policy_evaluation.creating.creates import Create, creates
from modules.policy_evaluation.creating.proof import CreatesProof, prove
from modules.policy_evaluation.creating.spec import CreateSpec, CreatesSpec, known_creates
from modules.policy_evaluation.creating.tables import creates_lines
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment, environment_of
from modules.specification.errors import LandingZoneError
from modules.synthesized.environment import Synthesized, read_synthesized
from tests.support.environments import environment
from tests.support.written import with_resources

NAMES = ("production", "staging")
DOMAIN = {
    "domain_name": "fraud",
    "auth_mode": "IAM",
    "vpc_id": "vpc-1",
    "subnet_ids": ["subnet-1"],
    "app_network_access_type": "VpcOnly",
    "kms_key_id": "arn:aws:kms:eu-west-1:1:key/1",
    "default_user_settings": [{"execution_role": "x", "security_groups": ["sg-1"]}],
    "tags": {"DataClassification": "internal"},
}


def read(name: str, output: Path) -> tuple[Synthesized, SynthesizedEnvironment]:
    zone = environment(name).zone
    synthesized = read_synthesized(output, name, known_ids(zone))
    return synthesized, environment_of(synthesized, facts(name, zone))


@pytest.fixture(scope="module")
def staging(outputs: dict[str, Path]) -> tuple[SynthesizedEnvironment, list[Create]]:
    synthesized, found = read("staging", outputs["staging"])
    return found, list(creates(synthesized, found, known_creates()))


def with_one(outputs: dict[str, Path], tmp_path: Path, kind: str, body: dict[str, Any]) -> CreatesProof:
    """Prove staging with one more resource in the account of a team's development."""
    output = with_resources(
        outputs["staging"], tmp_path / "out", "staging-account-fraud-dev", {kind: {"stray": body}}, in_module=False
    )
    return creates_proof("staging", environment("staging").zone, output)


def refusing(proof: CreatesProof) -> set[str]:
    """Return the names of the statements that refuse something."""
    return {part.partition(" of ")[0] for refusal in proof.refusals for part in refusal.by.split(", ")}


@pytest.mark.parametrize("name", NAMES)
def test_no_policy_of_the_organization_refuses_what_is_created(outputs: dict[str, Path], name: str) -> None:
    proof = creates_proof(name, environment(name).zone, outputs[name])

    assert proof.refusals == ()
    assert proof.resources > 1000
    assert "no organization policy refuses" in "\n".join(creates_lines(proof))


@pytest.mark.parametrize(
    "role_name", ["AWSControlTowerExecution", "AWSAFTExecution", "OrganizationAccountAccessRole", "acme-deployments"]
)
def test_guardrails_exempt_whatever_role_workspaces_assume(role_name: str) -> None:
    zone = environment("staging").zone
    renamed = zone.model_copy(update={"vending": zone.vending.model_copy(update={"execution_role": role_name})})

    assert renamed.vending.role_name() == role_name
    assert f"arn:aws:iam::*:role/{role_name}" in guardrail_parameters(renamed)["platform_roles"]


def test_a_role_that_is_no_platform_role_creates_little(
    staging: tuple[SynthesizedEnvironment, list[Create]],
) -> None:
    found, everything = staging

    by_another = [replace(create, role="platform/acme-deployments") for create in everything]
    proof = prove(found, by_another, known_creates())

    assert {"DenyRolesWithoutBoundary", "DenyOwnNetworkPaths", "DenyChangesToConfigRecording"} <= refusing(proof)
    text = "\n".join(creates_lines(proof))
    assert "Not proved" in text
    assert "is denied by DenyChangesToConfigRecording" in text


def test_what_exempts_nobody_refuses_the_platform_too(outputs: dict[str, Path], tmp_path: Path) -> None:
    careless = {**DOMAIN, "app_network_access_type": "PublicInternetOnly", "kms_key_id": None, "tags": {}}

    refused = refusing(with_one(outputs, tmp_path, "aws_sagemaker_domain", careless))

    expected = {"DenyDomainOutsideVpc", "DenyVolumesWithoutKey", "DenyCreationWithoutDataClassification"}
    assert expected <= refused
    assert not refusing(with_one(outputs, tmp_path / "right", "aws_sagemaker_domain", DOMAIN))


def test_a_value_that_the_tag_policy_does_not_have_is_refused(outputs: dict[str, Path], tmp_path: Path) -> None:
    proof = with_one(outputs, tmp_path, "aws_s3_bucket", {"bucket": "x", "tags": {"DataClassification": "whatever"}})

    (refusal,) = proof.refusals
    assert refusal.account == "fraud-dev"
    assert refusal.by.startswith("the tag policy: DataClassification is whatever, and the value is none of")


def test_a_type_that_nobody_knows_is_refused(outputs: dict[str, Path], tmp_path: Path) -> None:
    with pytest.raises(LandingZoneError) as refused:
        with_one(outputs, tmp_path, "aws_lightsail_instance", {"name": "x"})

    assert str(refused.value).splitlines()[0] == "how a resource is created is not known"
    assert "aws_lightsail_instance" in str(refused.value)


def test_what_a_policy_asks_and_nobody_says_is_refused(
    staging: tuple[SynthesizedEnvironment, list[Create]],
) -> None:
    found, everything = staging
    whole = known_creates()
    silent = CreatesSpec(nothing={}, creates={**whole.creates, "aws_iam_role": CreateSpec(action="iam:CreateRole")})

    with pytest.raises(LandingZoneError) as refused:
        prove(found, everything, silent)

    assert "iam:permissionsboundary of iam:CreateRole" in str(refused.value)


@pytest.mark.parametrize(
    ("change", "headline"),
    [
        ({"allowed_account_ids": [], "assume_role": []}, "the account of a resource cannot be read"),
        ({"assume_role": []}, "the role that creates a resource cannot be read"),
    ],
)
def test_who_creates_a_resource_and_where_must_be_known(
    outputs: dict[str, Path], change: dict[str, Any], headline: str
) -> None:
    synthesized, found = read("staging", outputs["staging"])
    document = synthesized.workspaces["staging-account-fraud-dev"]
    providers = [{**block, **change} for block in document.blocks("provider")["aws"]]
    content = {**document.content, "provider": {"aws": providers}}
    changed = Synthesized(
        "staging",
        {**synthesized.workspaces, document.name: replace(document, content=content)},
        known_ids(environment("staging").zone),
    )

    with pytest.raises(LandingZoneError) as refused:
        list(creates(changed, found, known_creates()))

    assert headline in str(refused.value)


def test_every_action_exists_and_works_on_what_is_written() -> None:
    specs = known_creates().creates.values()
    known = action_facts({action for spec in specs for action in spec.actions})

    strange = [
        kind for spec in specs for action in spec.actions for kind in spec.on if kind not in known[action].resources
    ]
    assert strange == []


def test_an_action_that_there_is_not_is_refused() -> None:
    with pytest.raises(LandingZoneError) as refused:
        action_facts({"s3:MakeBucket"})

    assert str(refused.value).splitlines()[0] == "there is no such action"
