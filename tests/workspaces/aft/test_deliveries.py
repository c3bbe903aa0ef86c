"""What is written for accounts that Account Factory for Terraform vends."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from modules.accounts.aft.spec import AFT_ROLES
from modules.accounts.aft.values import parameter_name
from modules.environment import Environment
from modules.landing_zone.guardrails import guardrail_parameters
from modules.runner.workspaces import read_workspaces
from modules.synthesized.manifest import read_manifest
from modules.workspaces.writing.synthesis import synthesize
from tests.support import aft
from tests.support.environments import document, environment, smaller_staging

_FIELD = re.compile(r'\$\{local\.account\["([^"]+)"\]\}')
_READ = re.compile(r'data\.terraform_remote_state\.([\w-]+)\.outputs\.([\w-]+)((?:\["[^"]+"\])*)')


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give staging as AFT vends it, synthesized."""
    folder = tmp_path_factory.mktemp("aft") / "cdktf.out"
    synthesize([staging()], folder)
    return folder


@cache
def staging() -> Environment:
    return Environment("staging", aft.vended_by_aft())


def accounts(output: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((output / "aft" / "staging" / "accounts.json").read_text())
    return loaded


def shape(output: Path, name: str) -> str:
    return (output / "aft" / "staging" / "shapes" / name / "cdk.tf.json").read_text()


def test_every_account_without_an_id_is_delivered_and_no_other(output: Path) -> None:
    assert list(accounts(output)) == [account.key for account in staging().zone.roster if account.known_id is None]


def test_values_of_different_names_have_different_fields(tmp_path: Path) -> None:
    tags = {"team:x": "1", "team/x": "2", "team x": "3", "team-x": "4"}
    accounts = aft.vended_by_aft().model_dump(mode="json", exclude_defaults=True)["accounts"]
    accounts["sandbox-canary"]["tags"] = tags
    synthesize([Environment("staging", aft.vended_by_aft(accounts=accounts))], tmp_path)
    fields = json.loads((tmp_path / "aft" / "staging" / "accounts.json").read_text())["sandbox-canary"]["fields"]
    assert {value for name, value in fields.items() if name.startswith("tag-team")} == {*tags.values()}


def test_a_deploy_applies_nothing_that_is_delivered(output: Path) -> None:
    applied = read_workspaces(output, "staging").folders
    delivered = {id_ for id_, workspace in read_manifest(output, "staging").items() if workspace.is_delivered}

    assert delivered == {each["workspace"] for each in accounts(output).values()}
    assert not delivered & {*applied}
    assert "staging-account-log-archive" in applied


def test_what_waits_for_a_delivered_workspace_waits_for_what_that_would_wait_for(output: Path) -> None:
    manifest = json.loads((output / "manifest.json").read_text())
    waiting = {id_: set(entry["dependencies"]) for id_, entry in manifest["stacks"].items()}

    assert not any(needed & {*manifest["delivered"]} for needed in waiting.values())
    assert "staging-log-archive" in manifest["delivered"]["staging-account-fraud-dev"]["dependencies"]
    assert "staging-log-archive" in waiting["staging-data-governance"]


def test_a_shape_with_the_fields_of_an_account_is_the_account_s_workspace(output: Path) -> None:
    for account in accounts(output).values():
        filled = re.sub(
            _FIELD.pattern.replace('"', r"\\\""),
            lambda found, fields=account["fields"]: json.dumps(fields[found[1]])[1:-1],  # type: ignore[misc]
            shape(output, account["shape"]),
        )
        assert json.loads(filled) == document(output, account["workspace"])


def test_each_account_has_the_fields_that_its_shape_asks_for_and_its_key(output: Path) -> None:
    for key, account in accounts(output).items():
        asked = {name for text in json.loads(shape(output, account["shape"])).values() for name in fields_in(text)}
        assert {*account["fields"]} == asked | {"key"}
        assert account["fields"]["key"] == key


def fields_in(node: Any) -> set[str]:
    return set(_FIELD.findall(json.dumps(node).replace('\\"', '"')))


def test_no_value_of_an_account_is_left_in_a_shape(output: Path) -> None:
    for account in accounts(output).values():
        assert f'{account["fields"]["key"]}\\"' not in shape(output, account["shape"])


def test_shapes_have_the_modules_that_they_call(output: Path) -> None:
    for folder in (output / "aft" / "staging" / "shapes").iterdir():
        called = {call["source"] for call in json.loads(shape(output, folder.name))["module"].values()}
        assert {f"./modules/{module.name}" for module in (folder / "modules").iterdir()} == called


def test_every_output_that_a_shape_reads_has_a_parameter(output: Path) -> None:
    written = document(output, "staging-aft-values")["resource"]["aws_ssm_parameter"].values()
    names = {parameter["name"] for parameter in written}
    own = r'\["\$\{local\.account\["key"\]\}"\]'
    for name in {account["shape"] for account in accounts(output).values()}:
        text = re.sub(own, '["x"]', shape(output, name).replace('\\"', '"'))
        found = list(_READ.finditer(text))
        assert found
        for read in found:
            assert parameter_name("staging", read[1], read[2], *(["${each.key}"] if read[3] else [])) in names


def test_parameters_of_a_map_are_one_for_each_key(output: Path) -> None:
    written = document(output, "staging-aft-values")["resource"]["aws_ssm_parameter"].values()

    for parameter in written:
        assert ("for_each" in parameter) is parameter["name"].endswith("/${each.key}")
        assert parameter["value"] == "${each.value}" or "for_each" not in parameter


def test_every_account_that_is_delivered_has_the_same_baseline(output: Path) -> None:
    calls = [
        {name: call for name, call in json.loads(shape(output, each))["module"].items() if "baseline" in name}
        for each in {account["shape"] for account in accounts(output).values()}
    ]

    assert len(calls[0]) == 1 + len(staging().zone.organization.regions)
    assert all(without_place(each) == without_place(calls[0]) for each in calls)


def without_place(calls: dict[str, Any]) -> dict[str, Any]:
    return {name: {key: value for key, value in call.items() if key != "//"} for name, call in calls.items()}


def test_ids_are_found_by_address_and_a_missing_one_stops_the_deploy(output: Path) -> None:
    written = document(output, "staging-accounts")

    assert "resource" not in written
    assert [*written["data"]["aws_organizations_organization"]] != []
    for account in aft.delivered_to(staging().zone):
        assert account.email in written["output"]["account_ids"]["value"][account.key]
    (condition,) = written["output"]["not_vended"]["precondition"]
    assert condition["condition"].endswith("== 0}")


def test_attachments_are_found_by_their_owner(output: Path) -> None:
    written = document(output, "staging-network-eu-west-1-attachments")
    lookups = written["data"]["aws_ec2_transit_gateway_attachments"]
    associations = written["resource"]["aws_ec2_transit_gateway_route_table_association"].values()

    for name, lookup in lookups.items():
        (owner,) = [each["values"][0] for each in lookup["filter"] if each["name"] == "resource-owner-id"]
        assert owner.endswith(f'account_ids["{name.split("_")[1]}"]}}')
        (condition,) = lookup["lifecycle"]["postcondition"]
        assert condition["condition"] == "${length(self.ids) == 1}"
    attached = {each["transit_gateway_attachment_id"] for each in associations}
    assert {f"${{data.aws_ec2_transit_gateway_attachments.{name}.ids[0]}}" for name in lookups} < attached


def test_an_environment_that_aft_does_not_vend_for_has_nothing_of_it(tmp_path: Path) -> None:

    synthesize([smaller_staging()], tmp_path / "cdktf.out")

    assert not (tmp_path / "cdktf.out" / "aft").exists()
    assert "delivered" not in json.loads((tmp_path / "cdktf.out" / "manifest.json").read_text())


def test_roles_of_aft_are_the_platform_s_where_it_vends_and_nowhere_else() -> None:
    of_aft = guardrail_parameters(staging().zone)["platform_roles"]
    of_others = guardrail_parameters(environment().zone)["platform_roles"]

    for role in AFT_ROLES:
        assert any(str(arn).endswith(f"/{role}") for arn in of_aft)
        assert not any(str(arn).endswith(f"/{role}") for arn in of_others)
