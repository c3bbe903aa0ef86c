"""What the export says of roles in AWS: which trust which workspaces, and what each workspace is told of its own."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cfnlint.api import ManualArgs, lint
from hcl2.api import loads

from modules.commands.delivery_roles import delivery_roles_of, hcp_delivery_of
from modules.commands.names import ledger_of
from modules.commands.previewed import previewed
from modules.environment import Environment
from modules.exports.hcp.bootstrap import FOLDER
from modules.exports.hcp.export import export
from modules.landing_zone.known_ids import known_ids
from modules.names.library import MadeBy
from modules.runner.terraform.cli import find_terraform, terraform_environment
from modules.synthesized.environment import read_synthesized
from modules.workspaces.writing.synthesis import synthesize
from tests.exports.hcp.conftest import BACKEND, InHcp
from tests.support.environments import smaller_staging

_SCHEMA = json.loads((Path(__file__).parent / "tfe_schema.json").read_text())


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> InHcp:
    """Staging, delivered by runs of HCP Terraform."""
    environment = smaller_staging(deployment={"backend": BACKEND}, delivery={"hcp": {}})
    output = tmp_path_factory.mktemp("delivered") / "cdktf.out"
    synthesize([environment], output)
    return InHcp(environment, output)


def exported(said: InHcp, to: Path) -> Path:
    environment: Environment = said.environment
    spec = environment.zone.delivery
    assert spec
    assert spec.hcp
    synthesized = read_synthesized(said.output, environment.name, known_ids(environment.zone))
    delivery = hcp_delivery_of(synthesized, environment.zone, spec, spec.hcp, said.output)
    export(environment, said.output, to, delivery=delivery)
    return to / FOLDER


def read(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text())


def test_every_workspace_has_a_role_of_its_account_for_each_phase(delivered: InHcp, tmp_path: Path) -> None:
    root = exported(delivered, tmp_path)
    data, workspaces = read(root, "roles.json"), read(root, "workspaces.json")["workspaces"]
    assert data["workspaces"].keys() == workspaces.keys()
    assert data["workspaces"]["staging-network-ipam"] == {
        "account": "network",
        "plan": "landing-zone-plan",
        "apply": "landing-zone-apply",
    }
    assert data["workspaces"]["staging-organization"]["account"] == data["management"]["key"]
    trusted = data["accounts"]["fraud-dev"]["parameters"]
    of = "organization:acme:project:landing-zone-staging:workspace:staging-account-fraud-dev:run_phase"
    assert trusted == {"PlanSubjects": f"{of}:plan", "ApplySubjects": f"{of}:apply"}


def test_an_account_without_subjects_trusts_nobody(delivered: InHcp, tmp_path: Path) -> None:
    data = read(exported(delivered, tmp_path), "roles.json")
    assert data["defaults"] == {"PlanSubjects": "nobody", "ApplySubjects": "nobody"}


def test_a_workspace_is_told_its_roles_once_its_account_is_there(delivered: InHcp, tmp_path: Path) -> None:
    root = exported(delivered, tmp_path)
    text = (root / "credentials.tf").read_text()
    module = tmp_path / "module"
    module.mkdir()
    (module / "roles.json").write_text((root / "roles.json").read_text())
    (module / "main.tf").write_text(
        text[: text.index("resource ")] + 'locals {\n  roles = jsondecode(file("roles.json"))\n'
        '  account_ids = { network = "333333333333" }\n}\n'
        'output "variables" {\n  value = local.credential_variables\n}\n'
    )
    environ = terraform_environment()
    for arguments in (["init"], ["apply", "-auto-approve"]):
        command = [str(find_terraform()), *arguments, "-input=false"]
        subprocess.run(command, cwd=module, env=environ, check=True, capture_output=True)
    done = subprocess.run([str(find_terraform()), "output", "-json"], cwd=module, check=True, capture_output=True)
    told = json.loads(done.stdout)["variables"]["value"]
    assert {each["workspace"] for each in told.values()} == {
        name for name, each in read(root, "roles.json")["workspaces"].items() if each["account"] == "network"
    }
    assert {each["key"]: each["value"] for each in told.values() if each["workspace"] == "staging-network-ipam"} == {
        "TFC_AWS_PROVIDER_AUTH": "true",
        "TFC_AWS_WORKLOAD_IDENTITY_AUDIENCE": "aws.workload.identity",
        "TFC_AWS_PLAN_ROLE_ARN": "arn:aws:iam::333333333333:role/landing-zone-plan",
        "TFC_AWS_APPLY_ROLE_ARN": "arn:aws:iam::333333333333:role/landing-zone-apply",
    }


def test_variables_have_attributes_that_the_provider_has(delivered: InHcp, tmp_path: Path) -> None:
    (block,) = loads((exported(delivered, tmp_path) / "credentials.tf").read_text())["resource"]
    given = {*block["tfe_variable"]["credentials"]} - {"for_each", "__start_line__", "__end_line__"}
    known = _SCHEMA["resource"]["tfe_variable"]
    assert {*known["required"]} <= given <= {*known["required"], *known["optional"]}


def test_the_files_are_in_the_form_that_terraform_writes(delivered: InHcp, tmp_path: Path) -> None:
    command = [str(find_terraform()), "fmt", "-check", "-diff", str(exported(delivered, tmp_path))]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("name", ["roles-management.json", "roles-accounts.json"])
def test_cloudformation_takes_the_templates(delivered: InHcp, tmp_path: Path, name: str) -> None:
    text = (exported(delivered, tmp_path) / name).read_text()
    # W3037: its list of actions lacks sso:GetRoleCredentials, which is denied to whoever plans.
    assert lint(text, config=ManualArgs(regions=["eu-west-1"], ignore_checks=["W3037"])) == []


def test_nothing_of_it_is_there_where_somebody_else_gives_credentials(in_hcp: InHcp, tmp_path: Path) -> None:
    export(in_hcp.environment, in_hcp.output, tmp_path)
    assert not [*(tmp_path / FOLDER).glob("roles*"), *(tmp_path / FOLDER).glob("credentials*")]


def test_roles_are_told_by_account_even_before_its_id_is_known(delivered: InHcp) -> None:
    roles = delivery_roles_of("staging", delivered.environment.zone, delivered.output)
    assert roles["staging-network-ipam"]["plan"] == "arn:aws:iam::{network}:role/landing-zone-plan"
    assert roles["staging-organization"]["apply"] == "arn:aws:iam::222222222222:role/landing-zone-apply"


def test_what_policies_call_the_roles_has_a_maker(delivered: InHcp) -> None:
    found = ledger_of("staging", delivered.environment.zone, delivered.output)
    roles = {entry.shown: entry.made_by for entry in found.entries}
    for name in ("landing-zone-apply", "landing-zone-plan"):
        maker = roles[f"iam:role {name}"]
        assert maker
        assert maker.made_by is MadeBy.USERS


def test_a_preview_works_as_the_role_that_is_there_before(delivered: InHcp) -> None:
    assert previewed(delivered.environment.zone).delivery is None
