"""The environments of this project are what they say they are, and loading one is quick."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from modules import environment
from modules.accounts.roster import account_for
from modules.accounts.spec import FOUNDATIONAL_FUNCTIONS, Function
from modules.accounts.vending_spec import VendingEngine
from modules.aws_bindings import PACKAGE
from modules.environment import ENVIRONMENTS, PROJECT
from modules.landing_zone import LandingZone
from modules.landing_zone.governance import is_governed, managed_landing_zone
from modules.organization.control_tower.bindings import bindings
from modules.organization.control_tower.catalogue import ControlKind, catalogue
from modules.organization.spec import FoundationalUnit
from modules.specification.errors import LandingZoneError
from tests.specification.overlay import staging_with

MODELINE = "# yaml-language-server: $schema=../../docs/reference/specification.schema.json"


@pytest.fixture(scope="module")
def production() -> LandingZone:
    return environment.load("production")


@pytest.fixture(scope="module")
def staging() -> LandingZone:
    return environment.load("staging")


def functions(zone: LandingZone) -> Counter[Function]:
    return Counter(function for account in zone.roster for function in account.functions)


def test_there_are_two_environments() -> None:
    assert environment.names() == ["production", "staging"]


class TestProduction:
    def test_has_about_forty_accounts(self, production: LandingZone) -> None:
        assert 36 <= len(production.roster) <= 44

    def test_has_an_account_of_every_function_but_plain_workloads(self, production: LandingZone) -> None:
        assert set(functions(production)) == set(Function) - {Function.WORKLOAD}

    def test_has_one_account_of_each_foundational_function(self, production: LandingZone) -> None:
        assert {functions(production)[one] for one in FOUNDATIONAL_FUNCTIONS} == {1}

    def test_has_two_data_lakes_of_different_domains(self, production: LandingZone) -> None:
        assert len({account.domain for account in production.roster if account.domain}) == 2

    def test_has_at_least_six_teams_with_all_stages_and_some_with_fewer(self, production: LandingZone) -> None:
        complete = [team for team in production.teams.values() if team.stages is None]

        assert len(complete) >= 6
        assert len(production.teams) > len(complete)

    def test_has_three_sandboxes_in_the_sandbox_unit(self, production: LandingZone) -> None:
        sandboxes = [account for account in production.roster if Function.SANDBOX in account.functions]

        assert len(sandboxes) == 3
        assert {account.unit for account in sandboxes} == {("Sandbox",)}

    def test_works_in_two_regions(self, production: LandingZone) -> None:
        assert production.organization.regions == ("eu-west-1", "us-east-1")

    def test_splits_workloads_in_production_and_the_rest(self, production: LandingZone) -> None:
        paths = set(production.organization.unit_paths())

        assert {production.organization.foundational_unit(unit) for unit in FoundationalUnit} <= paths
        assert {("Workloads", "Production"), ("Workloads", "NonProduction")} <= paths

    def test_keeps_production_stages_apart_from_the_others(self, production: LandingZone) -> None:
        units = {account.stage: account.unit[-1] for account in production.roster if account.stage}

        assert units == {"dev": "NonProduction", "test": "NonProduction", "prod": "Production"}

    def test_keeps_devops_and_ml_shared_services_apart_for_they_have_two_owners(self, production: LandingZone) -> None:
        devops, shared = (account_for(one, production.roster) for one in (Function.DEVOPS, Function.ML_SHARED_SERVICES))

        assert devops.key != shared.key
        assert devops.owner != shared.owner

    def test_sets_control_tower_up_with_controls_of_every_kind(self, production: LandingZone) -> None:
        bound = list(bindings(production.control_tower))
        services = {binding.control.split(".")[1] for binding in bound if binding.control.startswith("CT.")}

        assert managed_landing_zone(production.control_tower)
        assert len({binding.control for binding in bound}) >= 15
        assert {catalogue()[binding.control].kind for binding in bound} == set(ControlKind)
        assert {"SAGEMAKER", "S3", "KMS", "GLUE", "ATHENA", "REDSHIFT"} <= services


class TestStaging:
    def test_is_without_control_tower(self, staging: LandingZone) -> None:
        assert staging.control_tower is None
        assert not is_governed(staging.control_tower, staging.vending)

    def test_has_about_twelve_accounts(self, staging: LandingZone) -> None:
        assert 10 <= len(staging.roster) <= 14

    def test_has_every_function_but_the_optional_ml_deployments_and_workloads(self, staging: LandingZone) -> None:
        assert set(Function) - set(functions(staging)) == {Function.ML_DEPLOYMENTS, Function.WORKLOAD}

    def test_shares_one_account_for_devops_and_ml_shared_services(self, staging: LandingZone) -> None:
        assert (
            account_for(Function.DEVOPS, staging.roster).key
            == account_for(Function.ML_SHARED_SERVICES, staging.roster).key
        )

    def test_has_a_team_with_all_stages(self, staging: LandingZone) -> None:
        assert any(team.stages is None for team in staging.teams.values())


class TestTogether:
    def test_they_are_two_organizations(self, production: LandingZone, staging: LandingZone) -> None:
        assert production.organization.name != staging.organization.name
        assert production.organization.management_account.id != staging.organization.management_account.id
        assert not {one.email for one in production.roster} & {one.email for one in staging.roster}

    def test_they_try_both_engines_that_vend_here(self, production: LandingZone, staging: LandingZone) -> None:
        assert {production.vending.engine, staging.vending.engine} == set(VendingEngine) - {VendingEngine.AFT}

    @pytest.mark.parametrize("file", sorted(ENVIRONMENTS.glob("*/*.yaml")), ids=lambda file: "-".join(file.parts[-2:]))
    def test_every_file_tells_editors_its_schema(self, file: Path) -> None:
        assert file.read_text().splitlines()[0] == MODELINE
        assert (file.parent / MODELINE.partition("=")[2]).is_file()


class TestFromAProgram:
    def test_what_was_dumped_is_read_again(self, staging: LandingZone) -> None:
        assert LandingZone.model_validate_json(staging.model_dump_json()) == staging

    def test_the_first_contradiction_is_raised(self, staging: LandingZone) -> None:
        said = json.loads(staging.model_dump_json())
        said["organization"]["home_region"] = "eu-north-1"

        with pytest.raises(LandingZoneError, match="the home region must be one of the regions"):
            environment.consistent(LandingZone.model_validate_json(json.dumps(said)))

    def test_an_environment_is_read_from_any_folder(self, staging: LandingZone, tmp_path: Path) -> None:
        assert environment.load("staging", staging_with(tmp_path)) == staging


HEAVY = ("boto3", "botocore", "cdktf", "checkov", "constructs", "jsii", "moto", "networkx", PACKAGE)

LOAD = """
import sys
from modules import environment
environment.load("production")
print(*sys.modules)
"""

OPENED = """
import os, sys
from modules import environment
folder = str(environment.ENVIRONMENTS / "production")
def note(event, arguments):
    if event == "open" and str(arguments[0]).startswith(folder + os.sep):
        print(arguments[0])
sys.addaudithook(note)
environment.load("production")
"""


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=True, capture_output=True, text=True).stdout


class TestCost:
    def test_loading_imports_no_cdktf_and_no_aws(self) -> None:
        # The bindings' package itself is a bare one that nothing was loaded into.
        modules = (name for name in run(LOAD).split() if name != PACKAGE)
        imported = {name.partition(".")[0] for name in modules}

        assert "modules" in imported
        assert not imported & set(HEAVY)

    def test_loading_reads_each_file_of_the_environment_once(self) -> None:
        """`make bench` measures the seconds, against what its libraries take alone."""
        read = [Path(path) for path in run(OPENED).splitlines()]

        assert sorted(read) == sorted((PROJECT / "environments" / "production").glob("*.yaml"))
