"""An environment whose accounts AFT vends, from its units to the second empty plan, by the real Terraform.

AFT itself is stood in for: its functions by `stand_in`, its builds by `pipeline`, both on the emulator.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from modules.emulator.existing_landing_zone import prepare_landing_zone
from modules.emulator.server import EmbeddedAws
from modules.environment import PROJECT, Environment
from modules.exports.aft.export import export
from modules.runner.deploy import deploy
from modules.runner.plan import plan
from modules.runner.terraform.cli import find_terraform, terraform_environment
from modules.workspaces.writing.synthesis import synthesize
from tests.exports.aft.pipeline.repositories import Distribution, Repository, Run
from tests.exports.aft.pipeline.stage import Shell, run_stage, without_gate
from tests.exports.aft.stand_in import AftStandIn
from tests.support.aft import AFT_ACCOUNT, vended_by_aft

OTHERS = (
    "active_directory", "catalog", "cost", "data", "machine_learning", "observability", "pipelines", "security",
)  # fmt: skip
KEPT = ("log-archive", "security-tooling", AFT_ACCOUNT, "network")
PORTAL = {"function": "workload", "unit": "Workloads/Production", "owner": "portal"}
HUB = "network-eu-west-1"
BEFORE = ("delegation", "network-ipam", HUB, "aft-values")
ATTACHMENTS = f"{HUB}-attachments"
NO_CHANGES = 0


def small(unit_ids: Mapping[str, str] | None = None) -> Environment:
    """Give an environment with a hub, and two accounts that AFT vends: the hub's own and one spoke."""
    whole = vended_by_aft().model_dump(mode="json", exclude_defaults=True)["accounts"]
    accounts = {key: whole[key] for key in KEPT} | {"portal": PORTAL}
    accounts[AFT_ACCOUNT]["connectivity"] = "none"
    sections: dict[str, Any] = {**dict.fromkeys(OTHERS), "identity": {"source": "external"}, "stages": {}, "teams": {}}
    aft = {"unit_ids": dict(unit_ids)} if unit_ids else {}
    return Environment("staging", vended_by_aft(aft=aft, **sections, accounts=accounts))


@dataclass
class Aft:
    """AFT's builds and functions on one emulator, and the repositories that they read."""

    stand_in: AftStandIn
    repositories: Path
    clones: Path
    without_gate: Path
    """A folder with a `python3` that ends well: the gate has tests of its own (tests/exports/aft)."""
    roots: dict[tuple[str, Repository], Path] = field(default_factory=dict)

    def request(self) -> dict[str, str]:
        """Apply requests, and vend what they ask for; return ids of accounts by address."""
        self._apply(
            Run(repository=Repository.REQUEST, distribution=Distribution.OSS, aft_account=self.stand_in.account)
        )
        return self.stand_in.vend()

    def customize(self, account: str, folder: str) -> None:
        """Apply what every account has, then what those of a folder have."""
        for repository, customization in ((Repository.GLOBAL, ""), (Repository.ACCOUNT, folder)):
            self._apply(
                Run(
                    repository=repository,
                    distribution=Distribution.OSS,
                    customization=customization,
                    aft_account=self.stand_in.account,
                    vended_account=account,
                )
            )

    def changes(self) -> dict[tuple[str, Repository], str]:
        """Plan every root that was applied; return what Terraform says of those that would change."""
        plans = {of: self._terraform(root, "plan", "-detailed-exitcode") for of, root in self.roots.items()}
        return {of: ended.stdout for of, ended in plans.items() if ended.returncode != NO_CHANGES}

    def _apply(self, run: Run) -> None:
        of = (run.vended_account, run.repository)
        clone = self.clones / f"{run.repository}-{run.vended_account}"
        shutil.copytree(self.repositories / run.repository, clone)
        rendered = run_stage(clone, run, Shell(programs=(self.without_gate,)))
        assert rendered.succeeded, rendered.output
        self.roots[of] = rendered.root
        for arguments in (("init", "-reconfigure"), ("apply", "--auto-approve")):
            ended = self._terraform(rendered.root, *arguments)
            assert ended.returncode == 0, f"{of}: {ended.stdout}{ended.stderr}"

    def _terraform(self, root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(find_terraform()), arguments[0], "-no-color", *arguments[1:]]
        environ = self.stand_in.admin()
        return subprocess.run(command, cwd=root, env=environ, capture_output=True, text=True, check=False)


@pytest.mark.terraform
@pytest.mark.emulator
@pytest.mark.timeout(900)
def test_accounts_are_requested_vended_customized_attached_and_planned_again(tmp_path: Path) -> None:
    output = tmp_path / "cdktf.out"
    organization = small().zone.organization
    management = organization.management_account.id
    with EmbeddedAws(log_path=tmp_path / "emulator.log") as aws:
        prepare_landing_zone(aws, management_account_id=management, home_region=organization.home_region)
        region = {"AWS_REGION": organization.home_region}
        environ = terraform_environment({**os.environ, **aws.environment(management), **region})
        synthesize([small()], output)
        assert deploy(output, "staging", ("organization",), environ=environ).ok
        environment = small(unit_ids_of(tmp_path))
        synthesize([environment], output)

        stopped = deploy(output, "staging", ("accounts",), environ=environ)
        assert not stopped.ok
        assert "AFT has not vended network, portal yet" in str([result.error for result in stopped.results])

        exported = export(environment, output, tmp_path / "aft", policies=PROJECT / "policies" / "checkov")
        account = next(each.known_id for each in environment.zone.roster if each.key == AFT_ACCOUNT)
        stand_in = AftStandIn(environ, str(account), organization.home_region)
        aft = Aft(stand_in, tmp_path / "aft", tmp_path / "clones", without_gate(tmp_path / "programs"))
        aft.stand_in.prepare()
        vended = aft.request()
        requests = {request.account.email: request for request in exported.requests}
        assert {item["id"] for item in aft.stand_in.items()} == {*requests}
        for item in aft.stand_in.items():
            assert json.loads(item["custom_fields"]) == requests[item["id"]].custom_fields
            assert item["account_customizations_name"] == requests[item["id"]].customizations
            assert item["control_tower_parameters"]["ManagedOrganizationalUnit"] == requests[item["id"]].unit

        for workspaces in (("organization", "accounts"), BEFORE):
            deployed = deploy(output, "staging", workspaces, environ=environ)
            assert deployed.ok, [result.error for result in deployed.results]
        for address, request in requests.items():
            aft.customize(vended[address], request.customizations)
        attached = deploy(output, "staging", (ATTACHMENTS,), environ=environ)
        assert attached.ok, [result.error for result in attached.results]

        assert plan(output, "staging", ("organization", "accounts", *BEFORE, ATTACHMENTS), environ=environ).no_changes
        assert aft.changes() == {}


def unit_ids_of(project: Path) -> dict[str, str]:
    """Read the ids of units below others from the state of the organization, by path."""
    state = json.loads((project / "state" / "staging" / "staging-organization.tfstate").read_text())
    units = [
        each["instances"][0]["attributes"]
        for each in state["resources"]
        if each["type"] == "aws_organizations_organizational_unit"
    ]
    names = {unit["id"]: unit["name"] for unit in units}
    return {f"{names[unit['parent_id']]}/{unit['name']}": unit["id"] for unit in units if unit["parent_id"] in names}
