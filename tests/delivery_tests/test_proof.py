"""Only what is delivered from plans and applies: scenarios come out as they say, and each condition is needed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.commands.delivery import proof_of
from modules.commands.written_names import written_names
from modules.delivery_tests.mutation_run import mutate
from modules.delivery_tests.proof import DeliveryProof
from modules.delivery_tests.roles import DeliveryRoles
from modules.delivery_tests.scenarios import token_scenarios
from modules.environment import PROJECT, Environment
from modules.workspaces.writing.synthesis import synthesize
from tests.deployment.limited_states import DEPLOYMENT
from tests.support.environments import document, environment, environment_with, smaller_staging
from tests.support.written import with_resources

Proved = tuple[DeliveryRoles, DeliveryProof]

AT_LEAST = 40
AT_LEAST_OF_RUNS = 25
IN_HCP = {"type": "cloud", "organization": "acme", "project": "landing-zone-staging"}
STATE = {"type": "s3", "bucket": "acme-landing-zone-state", "region": "eu-west-1", "use_lockfile": True}
KEY = "arn:aws:kms:eu-west-1:111111111111:key/11111111-2222-4333-8444-555555555555"
GITHUB = {"repository": "acme/landing-zone", "owner_id": 1234567, "repository_id": 987654321}
BUILDS = {"account": "444444444444", "plans_pull_requests": True}
GITLAB = {"project": "acme/platform/landing-zone", "host": "gitlab.acme.example"}


def prove(said: Environment, output: Path) -> Proved:
    assert said.zone.delivery
    return proof_of(said.name, said.zone, said.zone.delivery, output)


def delivered(output: Path, **delivery: Any) -> Proved:
    """Synthesize staging with something that delivers it, and prove it."""
    said = smaller_staging(deployment={"backend": {**STATE, "kms_key_id": KEY}}, delivery=delivery)
    synthesize([said], output)
    return prove(said, output)


@pytest.fixture(scope="module")
def production(outputs: dict[str, Path]) -> Proved:
    return prove(environment("production"), outputs["production"])


@pytest.fixture(scope="module")
def of_all(tmp_path_factory: pytest.TempPathFactory) -> Proved:
    """Staging, delivered by an older repository, by a project whose merge requests plan, and by builds."""
    output = tmp_path_factory.mktemp("of-all") / "cdktf.out"
    gitlab = {**GITLAB, "plans_merge_requests": True}
    return delivered(output, github={**GITHUB, "names_only": True}, gitlab=gitlab, codepipeline=BUILDS)


@pytest.fixture(scope="module")
def of_a_branch(tmp_path_factory: pytest.TempPathFactory) -> Proved:
    """Staging, delivered by a project of GitLab whose branch alone plans."""
    return delivered(tmp_path_factory.mktemp("of-a-branch") / "cdktf.out", gitlab=GITLAB)


@pytest.fixture(scope="module")
def of_runs(tmp_path_factory: pytest.TempPathFactory) -> Proved:
    """Staging, delivered by runs of HCP Terraform."""
    output = tmp_path_factory.mktemp("of-runs") / "cdktf.out"
    said = smaller_staging(deployment={"backend": IN_HCP}, delivery={"hcp": {}})
    synthesize([said], output)
    return prove(said, output)


@pytest.fixture(scope="module")
def of_limited_states(tmp_path_factory: pytest.TempPathFactory) -> Proved:
    """Staging, delivered by builds, with roles that get to states for single workspaces."""
    output = tmp_path_factory.mktemp("of-limited-states") / "cdktf.out"
    said = smaller_staging(deployment=DEPLOYMENT, delivery={"codepipeline": {}})
    synthesize([said], output)
    return prove(said, output)


@pytest.fixture(params=["production", "of_all", "of_a_branch", "of_runs", "of_limited_states"])
def proved(request: pytest.FixtureRequest) -> Proved:
    found: Proved = request.getfixturevalue(request.param)
    return found


def test_every_scenario_comes_out_as_it_says(proved: Proved) -> None:
    assert dict(proved[1].failures) == {}
    assert proved[1].unexpected == ()


def test_the_removal_of_every_condition_and_statement_is_noticed(proved: Proved) -> None:
    roles, proof = proved
    changes = mutate(roles.every, proof)
    missed = [change.name for change in changes if not (change.noticed_by or change.mutation.equivalent)]
    assert changes
    assert missed == []


def test_there_are_at_least_forty_scenarios_of_tokens_that_production_is_asked(production: Proved) -> None:
    issued = {scenario.spec.name for scenario in token_scenarios(PROJECT)}
    assert len(issued & {scenario.spec.name for scenario in production[1].scenarios}) >= AT_LEAST


def test_there_are_at_least_twenty_five_scenarios_of_runs_of_hcp_terraform(of_runs: Proved) -> None:
    issued = {scenario.spec.name for scenario in token_scenarios(PROJECT)}
    assert len(issued & {scenario.spec.name for scenario in of_runs[1].scenarios}) >= AT_LEAST_OF_RUNS


def test_every_account_has_roles_that_its_own_workspaces_alone_work_as(of_runs: Proved) -> None:
    roles, _ = of_runs
    workspaces = {role.name: role.workspaces for role in roles.roles}
    assert workspaces["landing-zone-plan in fraud-dev"] == ("staging-account-fraud-dev",)
    assert workspaces["landing-zone-apply in fraud-dev"] == ("staging-account-fraud-dev",)
    applied = [workspace for name, each in workspaces.items() if "apply" in name for workspace in each]
    assert len(applied) == len(set(applied))
    assert "staging-accounts" in workspaces["landing-zone-plan in management"]


def test_every_scenario_is_asked_somewhere(
    production: Proved, of_all: Proved, of_a_branch: Proved, of_runs: Proved, of_limited_states: Proved
) -> None:
    everywhere = (production, of_all, of_a_branch, of_runs, of_limited_states)
    asked = {scenario.spec.name for _, proof in everywhere for scenario in proof.scenarios}
    assert {scenario.spec.name for scenario in token_scenarios(PROJECT)} <= asked


def test_a_service_role_of_builds_that_a_role_trusts_has_a_maker(of_limited_states: Proved) -> None:
    roles, _ = of_limited_states
    (role,) = (role for role in roles.roles if role.name == "landing-zone-plan-network")
    (statement,) = role.trust["Statement"]
    trusted = {arn.rpartition("/")[2] for arn in statement["Condition"]["ArnEquals"]["aws:PrincipalArn"]}
    zone = smaller_staging(deployment=DEPLOYMENT, delivery={"codepipeline": {}}).zone
    assert trusted == {"landing-zone-staging-plan", "landing-zone-staging-drift"}
    assert trusted <= {maker.names for maker in written_names("staging", zone)}


def test_every_class_of_accounts_has_a_role_for_each_phase_and_one_to_plan_as(production: Proved) -> None:
    roles, _ = production
    assert [role.name for role in roles.roles] == [
        f"landing-zone-{phase}-{of}"
        for of in ("management", "network", "security", "workloads")
        for phase in ("apply", "plan")
    ]
    assert {role.of for role in roles.inside} == {"security", "network", "workloads"}


@pytest.fixture
def spoiled(outputs: dict[str, Path], tmp_path: Path) -> Path:
    """Production once more, to be changed."""
    return with_resources(outputs["production"], tmp_path / "cdktf.out", "production-delivery", {}, in_module=False)


def test_a_trust_that_takes_any_branch_fails_the_proof(spoiled: Path) -> None:
    path = spoiled / "stacks" / "production-delivery" / "cdk.tf.json"
    text = path.read_text()
    assert "landing-zone@987654321:environment:production" in text
    path.write_text(text.replace("landing-zone@987654321:environment:production", "landing-zone@987654321:*"))
    _, proof = prove(environment("production"), spoiled)
    assert "a job of the branch in the environment applies" in proof.failures


def test_a_role_that_trusts_tokens_and_is_not_known_fails_the_proof(spoiled: Path) -> None:
    folder = spoiled / "stacks" / "production-cost" / "cdk.tf.json"
    content = json.loads(folder.read_text())
    trust = next(iter(document(spoiled, "production-delivery")["resource"]["aws_iam_role"].values()))
    content["resource"].setdefault("aws_iam_role", {})["another"] = {**trust, "name": "another"}
    folder.write_text(json.dumps(content))
    _, proof = prove(environment("production"), spoiled)
    assert proof.unexpected == ("production-cost:aws_iam_role.another",)
    assert not proof.ok


def test_an_environment_without_the_section_has_nothing_of_it(outputs: dict[str, Path]) -> None:
    assert not (outputs["staging"] / "stacks" / "staging-delivery").exists()
    assert "plan-role" not in document(outputs["staging"], "staging-account-network")["module"]


def test_an_account_more_changes_no_role_that_delivers(outputs: dict[str, Path], tmp_path: Path) -> None:
    accounts = environment("production").zone.model_dump(mode="json", exclude_defaults=True)["accounts"]
    accounts["another"] = {"function": "workload", "unit": "Workloads/Production", "owner": "somebody"}
    synthesize([environment_with("production", accounts=accounts)], tmp_path)
    path = Path("stacks") / "production-delivery" / "cdk.tf.json"
    assert (tmp_path / path).read_bytes() == (outputs["production"] / path).read_bytes()
