from __future__ import annotations

import json
import shlex
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from modules.runner import plan as planning
from modules.runner.deploy import deploy
from modules.runner.display.planned_changes import next_command
from modules.runner.outcome import Outcome
from modules.runner.protection import protected_addresses, protected_types, refusal, unprotected_types
from modules.runner.terraform.events import ResourcePlanned
from tests.runner.landing_zone_folder import LandingZoneFolder
from tests.runner.recorder import Recorder
from tests.runner.test_deploy import outcomes, run
from tests.support.resource_types import synthesizable_types

ACCOUNT = "aws_organizations_account.accounts_fraud-dev_F6229796"
KEY = 'module.region-baseline-eu-west-1.aws_kms_key.baseline["a"]'


@pytest.mark.parametrize("action", ["delete", "replace"])
def test_refuses_what_would_lose_a_protected_resource(action: str) -> None:
    said = refusal([ResourcePlanned(ACCOUNT, action, "aws_organizations_account")], ())

    assert f"{ACCOUNT}: a closed account is gone for good" in said
    assert said.endswith(f"--allow-destroy {ACCOUNT}")


@pytest.mark.parametrize(
    "planned",
    [
        ResourcePlanned(ACCOUNT, "update", "aws_organizations_account"),
        ResourcePlanned("aws_kms_alias.a", "delete", "aws_kms_alias"),
    ],
)
def test_lets_through_what_loses_nothing_protected(planned: ResourcePlanned) -> None:
    assert refusal([planned], ()) == ""


@pytest.mark.parametrize(
    "address",
    [
        "module.launch-roles-analytics.aws_iam_role.athena-workgroup",
        "module.named-roles-analytics.aws_iam_role.athena-workgroup",
        "module.launch-roles-analytics.aws_iam_role_policy.athena-workgroup_policy_57989017",
        "aws_organizations_delegated_administrator.catalog_administrators_servicecatalog_ml-platform_FA8A9DE7",
    ],
)
def test_refuses_what_is_protected_by_its_address_although_others_of_its_type_are_not(address: str) -> None:
    type_ = next(part for part in address.split(".") if part.startswith("aws_"))
    other = f"{type_}.other"

    assert refusal([ResourcePlanned(other, "delete", type_)], ()) == ""
    told = refusal([ResourcePlanned(address, "delete", type_)], ())
    assert address in told
    assert "nobody has judged" not in told
    assert refusal([ResourcePlanned(address, "delete", type_)], (address,)) == ""


OF_EARLIER_VERSIONS = {"aws_sqs_queue_policy"}
"""Types that nothing defines any more, and that an upgrade takes away."""


def test_every_address_that_is_protected_is_one_that_is_synthesized(outputs: dict[str, Path]) -> None:
    """Or a renamed construct would be protected no more."""
    addresses = [
        f"{f'module.{module.name}.' if module else ''}{kind}.{name}"
        for path in (outputs["staging"] / "stacks").rglob("cdk.tf.json")
        for module in [path.parent if path.parent.parent.name == "modules" else None]
        for kind, named in json.loads(path.read_text()).get("resource", {}).items()
        for name in named
    ]

    assert [glob for glob in protected_addresses() if not any(fnmatchcase(each, glob) for each in addresses)] == []


def test_names_every_address_that_would_have_to_be_allowed_as_a_shell_reads_it() -> None:
    said = refusal(
        [
            ResourcePlanned(ACCOUNT, "delete", "aws_organizations_account"),
            ResourcePlanned(KEY, "delete", "aws_kms_key"),
        ],
        (),
    )

    assert shlex.split(said.partition("or allow it: ")[2]) == ["--allow-destroy", ACCOUNT, "--allow-destroy", KEY]


@pytest.mark.parametrize("allowed", [KEY, "module.*"])
def test_lets_through_what_the_caller_allows_by_address_or_glob(allowed: str) -> None:
    planned = [ResourcePlanned(KEY, "delete", "aws_kms_key")]
    assert refusal(planned, (allowed,)) == ""
    assert refusal(planned, ("aws_organizations_account.*",)) != ""


def test_refuses_what_nobody_has_judged_yet() -> None:
    said = refusal([ResourcePlanned("aws_timestream_database.metrics", "delete", "aws_timestream_database")], ())

    assert "aws_timestream_database.metrics: nobody has judged what the loss of aws_timestream_database means" in said


def test_of_every_type_that_can_be_synthesized_somebody_has_judged_what_its_loss_means() -> None:
    protected, unprotected = protected_types().keys(), unprotected_types()

    assert synthesizable_types() | {"terraform_data"} | OF_EARLIER_VERSIONS == protected | unprotected
    assert not synthesizable_types() & OF_EARLIER_VERSIONS
    assert protected & unprotected == set()


def test_logs_and_what_finds_and_keeps_findings_are_protected() -> None:
    logs = {"aws_s3_bucket", "aws_s3_bucket_object_lock_configuration", "aws_kms_key", "aws_cloudwatch_log_group"}
    services = {"aws_guardduty_detector", "aws_detective_graph", "aws_macie2_account", "aws_securityhub_account"}

    assert {*logs, *services, "aws_cloudtrail", "aws_securityhub_organization_configuration"} <= set(protected_types())


@pytest.mark.parametrize("action", ["delete", "replace"])
@pytest.mark.parametrize(
    "type_",
    [
        "aws_dx_gateway_association",
        "aws_ec2_transit_gateway_route_table",
        "aws_ec2_transit_gateway_vpc_attachment",
        "aws_eip",
        "aws_nat_gateway",
        "aws_networkfirewall_firewall",
        "aws_route53_resolver_endpoint",
        "aws_route53_zone",
        "aws_subnet",
        "aws_vpc",
    ],
)
def test_refuses_what_cuts_traffic_off_or_gives_addresses_away(type_: str, action: str) -> None:
    planned = ResourcePlanned(f"module.spoke.{type_}.spoke", action, type_)

    assert refusal([planned], ()).endswith(f"--allow-destroy {planned.address}")


def test_the_accounts_and_what_they_hang_on_are_protected() -> None:
    assert {
        "aws_organizations_account",
        "aws_organizations_organization",
        "aws_organizations_organizational_unit",
        "aws_servicecatalog_provisioned_product",
    } <= set(protected_types())


class TestGone:
    """What is protected and exists no more: Terraform would create another without a word."""

    GONE = ResourcePlanned(KEY, "create", "aws_kms_key", is_gone=True)

    def test_is_not_created_again_unasked(self) -> None:
        told = refusal([self.GONE], ())

        assert told.startswith("what is protected exists no more, and the plan would create another:\n")
        assert f"{KEY}: what it encrypted can never be read again" in told
        assert shlex.split(told.partition("or allow another: ")[2]) == ["--allow-destroy", KEY]

    def test_is_created_again_where_the_caller_allows_it(self) -> None:
        assert refusal([self.GONE], (KEY,)) == ""

    @pytest.mark.parametrize(
        "planned",
        [
            ResourcePlanned(KEY, "create", "aws_kms_key"),
            ResourcePlanned("aws_kms_alias.a", "create", "aws_kms_alias", is_gone=True),
        ],
    )
    def test_what_is_new_or_not_protected_is_created(self, planned: ResourcePlanned) -> None:
        assert refusal([planned], ()) == ""

    def test_is_told_beside_what_would_be_destroyed(self) -> None:
        told = refusal([self.GONE, ResourcePlanned(ACCOUNT, "delete", "aws_organizations_account")], ())

        lost, _, gone = told.partition("what is protected exists no more")
        assert ACCOUNT in lost
        assert KEY in gone
        assert KEY not in lost

    def test_a_deploy_refuses_it_and_says_what_allows_it(self, tmp_path: Path) -> None:
        folder = LandingZoneFolder(tmp_path)
        folder.write(accounts={"planned": [[KEY, "aws_kms_key", "create"]], "gone": [KEY]})

        report = run(folder)

        (refused,) = report.with_outcome(Outcome.FAILED)
        assert (refused.workspace, refused.refused[0].is_gone) == ("staging-accounts", True)
        assert "accounts" not in folder.applied()
        assert shlex.split(next_command(report, ["deploy"]))[1:] == ["--allow-destroy", KEY]
        assert run(folder, allow_destroy=[KEY]).ok

    def test_a_saved_plan_of_it_is_refused_too(self, tmp_path: Path) -> None:
        folder = LandingZoneFolder(tmp_path)
        folder.write(accounts={"planned": [[KEY, "aws_kms_key", "create"]], "gone": [KEY]})
        saved = tmp_path / "plans"
        planning.plan(folder.outdir, "staging", environ=folder.environ, parallel=2, save=saved, progress=Recorder())

        report = deploy(folder.outdir, "staging", environ=folder.environ, saved=saved, progress=Recorder())

        (refused,) = report.with_outcome(Outcome.FAILED)
        assert "exists no more" in refused.error


class TestDeploy:
    @pytest.fixture
    def landing_zone(self, tmp_path: Path) -> LandingZoneFolder:
        folder = LandingZoneFolder(tmp_path)
        folder.write(accounts={"planned": [[ACCOUNT, "aws_organizations_account", "delete"]]})
        return folder

    def test_applies_nothing_of_a_workspace_that_would_lose_an_account(self, landing_zone: LandingZoneFolder) -> None:
        report = run(landing_zone)

        (refused,) = report.with_outcome(Outcome.FAILED)
        assert refused.workspace == "staging-accounts"
        assert ACCOUNT in refused.error
        assert "accounts" not in landing_zone.applied()
        assert not report.ok

    def test_names_all_that_is_refused_behind_it_too_and_applies_nothing_of_it(
        self, landing_zone: LandingZoneFolder
    ) -> None:
        key = "aws_kms_key.baseline"
        landing_zone.write(
            accounts={"planned": [[ACCOUNT, "aws_organizations_account", "delete"]]},
            account_network={
                "planned": [[key, "aws_kms_key", "replace"], ["aws_kms_alias.a", "aws_kms_alias", "delete"]]
            },
            account_fraud_dev={"plan_diagnostic": {"severity": "error", "summary": "no such output", "detail": ""}},
        )

        report = run(landing_zone)

        assert outcomes(report) == {
            "organization": "applied",
            "accounts": "failed",
            "identity": "applied",
            "account-network": "blocked",
            "account-fraud-dev": "blocked",
        }
        assert [change.address for result in report.results for change in result.refused] == [ACCOUNT, key]
        assert next_command(report, ["deploy"]) == f"deploy --allow-destroy {ACCOUNT} --allow-destroy {key}"
        assert set(landing_zone.applied()) == {"organization", "identity"}

    def test_what_a_failure_blocks_is_not_planned(self, landing_zone: LandingZoneFolder) -> None:
        landing_zone.write(accounts={"diagnostic": {"severity": "error", "summary": "denied", "detail": ""}})

        run(landing_zone)

        assert "staging-account-network" not in {call["workspace"] for call in landing_zone.calls("plan")}

    def test_applies_it_where_the_caller_allows_it(self, landing_zone: LandingZoneFolder) -> None:
        assert run(landing_zone, allow_destroy=[ACCOUNT]).ok
        assert "accounts" in landing_zone.applied()
