"""Guardrails that are bound to single accounts, from the YAML to what is synthesized and proved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from modules.commands.guardrail_inputs import facts
from modules.environment import Environment
from modules.landing_zone.guardrails import guardrail_bindings
from modules.organization.guardrails import library
from modules.policy_evaluation.reading.organization_tree import shown
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment, read_environment
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, environment, environment_with

S3_POLICY = '{"s3_attributes": {"public_access_block_configuration": {"@@assign": "all"}}}'
KNOWN_ID = "333333333333"


@pytest.fixture(scope="module")
def bound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Environment, Path]]:
    """Staging with guardrails on four accounts, one of which exists already, and a policy of a newer kind."""
    own = tmp_path_factory.mktemp("own") / "own_guardrails"
    (own / "no-public-buckets").mkdir(parents=True)
    (own / "no-public-buckets" / "policy.json").write_text(S3_POLICY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "OWN", own)
        yield _synthesized(tmp_path_factory.mktemp("synthesized") / "cdktf.out")


def _synthesized(output: Path) -> tuple[Environment, Path]:
    zone = environment().zone.model_dump(mode="json", exclude_defaults=True)
    zone["organization"]["guardrails"] += ["no-public-buckets"]
    zone["organization"]["policy_types"] = [*environment().zone.organization.policy_types, "S3_POLICY"]
    zone["organization"]["management_account"]["guardrails"] = ["backup-data-lake"]
    zone["accounts"]["network"] |= {"id": KNOWN_ID, "guardrails": ["deny-all-but-clean-up"]}
    zone["teams"]["fraud"]["guardrails"] = {"prod": ["sagemaker-network-isolation"], "dev": ["no-public-buckets"]}
    zone["organization"]["guardrails"].remove("no-public-buckets")
    staging = environment_with("staging", **zone)
    synthesize([staging], output)
    return staging, output


def test_bindings_to_accounts_come_last_each_with_its_place_in_the_yaml(bound: tuple[Environment, Path]) -> None:
    accounts = [binding for binding in guardrail_bindings(bound[0].zone) if binding.account]

    assert [(binding.shown, binding.source) for binding in accounts] == [
        ("account management", ("organization", "management_account", "guardrails")),
        ("account network", ("accounts", "network", "guardrails")),
        ("account fraud-dev", ("teams", "fraud", "guardrails", "dev")),
        ("account fraud-prod", ("teams", "fraud", "guardrails", "prod")),
    ]


def test_a_policy_is_attached_to_the_account_by_the_id_that_it_has_or_gets(bound: tuple[Environment, Path]) -> None:
    written = document(bound[1], "staging-guardrails")

    attached: dict[str, Any] = written["resource"]["aws_organizations_policy_attachment"]
    assert {one["target_id"] for one in attached.values()} == {
        "222222222222",
        KNOWN_ID,
        '${data.terraform_remote_state.accounts.outputs.account_ids["fraud-prod"]}',
    }


def test_a_kind_that_the_provider_does_not_know_is_made_by_cloud_control(bound: tuple[Environment, Path]) -> None:
    (made,) = document(bound[1], "staging-guardrails")["resource"]["aws_cloudcontrolapi_resource"].values()

    assert made["type_name"] == "AWS::Organizations::Policy"
    assert '"Type": "S3_POLICY"' in made["desired_state"]
    assert 'account_ids["fraud-dev"]}"]' in made["desired_state"].replace("\\", "")


def test_the_proof_sees_what_each_account_has(bound: tuple[Environment, Path]) -> None:
    read = _read(bound)

    found = {shown(path): [one.kind for one in policies] for path, policies in read.tree.attached.items()}
    assert {path: kinds for path, kinds in found.items() if "(account)" in path} == {
        "Infrastructure/network (account)": ["SERVICE_CONTROL_POLICY"],
        "Workloads/NonProduction/fraud-dev (account)": ["S3_POLICY"],
        "Workloads/Production/fraud-prod (account)": ["SERVICE_CONTROL_POLICY"],
        "management (account)": ["BACKUP_POLICY"],
    }


def test_an_account_inherits_what_is_above_it_and_its_neighbours_nothing_of_its_own(
    bound: tuple[Environment, Path],
) -> None:
    read = _read(bound)
    fraud, lake = read.accounts.named("fraud-prod"), read.accounts.named("data-governance")
    assert fraud is not None
    assert lake is not None

    def sids(unit: tuple[str, ...]) -> set[str]:
        levels = read.tree.along(unit, "SERVICE_CONTROL_POLICY")
        return {one["Sid"] for _, policies in levels for policy in policies for one in policy.statements}

    assert sids(fraud.unit) - sids(lake.unit) == {
        "DenyEndpointConfigWithoutNetworkIsolation",
        "DenyInlineMonitoringWithoutNetworkIsolation",
        "DenyJobsWithoutNetworkIsolation",
    }
    assert sids(lake.unit) < sids(fraud.unit)


def test_environments_without_such_have_no_such_workspace(outputs: dict[str, Path]) -> None:
    assert not (outputs["staging"] / "stacks" / "staging-guardrails").exists()


def _read(bound: tuple[Environment, Path]) -> SynthesizedEnvironment:
    staging, output = bound
    return read_environment(output, facts("staging", staging.zone))
