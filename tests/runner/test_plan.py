from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from typing import Any
from unittest.mock import Mock

import pytest
from rich.console import Console

from modules.runner.display.tables import print_report
from modules.runner.outcome import Changes, PlanReport
from modules.runner.plan import plan
from modules.runner.terraform.run import TerraformRun
from tests.runner.landing_zone_folder import LandingZoneFolder
from tests.runner.recorder import Recorder


def no_state(upstream: str) -> dict[str, Any]:
    address = f"data.terraform_remote_state.cross-stack-reference-input-staging-{upstream}"
    return {
        "severity": "error",
        "summary": "Unable to find remote state",
        "detail": "No stored state.",
        "address": address,
    }


def no_output(upstream: str) -> dict[str, Any]:
    code = f"${{data.terraform_remote_state.cross-stack-reference-input-staging-{upstream}.outputs.id}}"
    return {"severity": "error", "summary": "Unsupported attribute", "detail": "No.", "snippet": {"code": code}}


def no_key(upstream: str) -> dict[str, Any]:
    """What Terraform says where an output is a map that was applied before a team or an account was added."""
    code = f'${{data.terraform_remote_state.cross-stack-reference-input-staging-{upstream}.outputs.ids["pricing-dev"]}}'
    return {"severity": "error", "summary": "Invalid index", "detail": "No.", "snippet": {"code": code}}


def run(landing_zone: LandingZoneFolder, *selection: str) -> PlanReport:
    return plan(
        landing_zone.outdir, "staging", selection, environ=landing_zone.environ, parallel=2, progress=Recorder()
    )


def said(report: PlanReport) -> dict[str, str]:
    return {one.workspace.removeprefix("staging-"): one.error or str(one.outcome) for one in report.results}


def test_tells_changes_from_no_changes(landing_zone: LandingZoneFolder) -> None:
    landing_zone.write(identity={"resources": 0})

    report = run(landing_zone, "identity", "accounts")

    assert said(report) == {"identity": "no changes", "accounts": "changes"}
    assert report.changes == Changes(added=2)
    assert (report.ok, report.no_changes, report.exit_code) == (True, False, 2)


def test_no_changes_anywhere_is_exit_code_0(landing_zone: LandingZoneFolder) -> None:
    landing_zone.write(**{name.replace("-", "_"): {"resources": 0} for name in landing_zone.dependencies})

    report = run(landing_zone)

    assert (report.no_changes, report.exit_code) == (True, 0)


def test_a_crash_of_terraform_is_a_failure_though_it_ends_as_a_plan_with_changes_does(
    landing_zone: LandingZoneFolder,
) -> None:
    run(landing_zone, "identity")  # its plan is lying there
    landing_zone.write(identity={"crashes": True})

    report = run(landing_zone, "identity")

    (result,) = report.results
    assert result.error.startswith("panic: runtime error: invalid memory address or nil pointer dereference")
    assert report.exit_code == 1


def test_applies_nothing(landing_zone: LandingZoneFolder) -> None:
    run(landing_zone)

    assert landing_zone.applied() == []
    assert not (landing_zone.root / "state").exists()


def test_what_reads_outputs_that_are_not_there_yet_waits_and_has_not_failed(landing_zone: LandingZoneFolder) -> None:
    landing_zone.write(
        accounts={"plan_diagnostic": no_state("organization")},
        account_network={"plan_diagnostic": no_state("accounts")},
        account_fraud_dev={"plan_diagnostic": no_key("accounts")},
        identity={"plan_diagnostic": no_output("organization")},
    )

    report = run(landing_zone)

    assert said(report) == {
        "organization": "changes",
        "accounts": "waits for organization",
        "account-network": "waits for accounts",
        "account-fraud-dev": "waits for accounts",
        "identity": "waits for organization",
    }
    assert (report.ok, report.exit_code) == (True, 2)


def test_waits_also_for_a_workspace_that_was_not_selected(landing_zone: LandingZoneFolder) -> None:
    landing_zone.write(identity={"plan_diagnostic": no_state("organization")})

    assert said(run(landing_zone, "identity")) == {"identity": "waits for organization"}


@pytest.mark.parametrize(("missing", "summary"), [(no_output, "Unsupported attribute"), (no_key, "Invalid index")])
def test_what_a_workspace_without_changes_lacks_is_a_failure(
    landing_zone: LandingZoneFolder, missing: Callable[[str], dict[str, Any]], summary: str
) -> None:
    landing_zone.write(organization={"resources": 0}, identity={"plan_diagnostic": missing("organization")})

    report = run(landing_zone, "organization", "identity")

    assert said(report)["identity"] == f"{summary}: No."
    assert report.exit_code == 1


def test_an_index_that_has_nothing_to_do_with_another_workspace_is_a_failure(landing_zone: LandingZoneFolder) -> None:
    landing_zone.write(identity={"plan_diagnostic": {"severity": "error", "summary": "Invalid index", "detail": "No."}})

    assert said(run(landing_zone))["identity"] == "Invalid index: No."


def test_any_other_error_is_a_failure_even_below_pending_changes(landing_zone: LandingZoneFolder) -> None:
    landing_zone.write(identity={"plan_diagnostic": {"severity": "error", "summary": "Invalid provider", "detail": ""}})

    report = run(landing_zone)

    assert said(report)["identity"] == "Invalid provider"
    assert report.exit_code == 1


KEY = "module.data-lake.aws_kms_key.lake"
VPC_LOSS = "all that runs in it would have to be made again, with other addresses"
REPLACING = {
    "resource_changes": [
        {
            "address": "aws_vpc.hub",
            "change": {
                "actions": ["delete", "create"],
                "before": {"cidr_block": "10.0.0.0/20", "tags": {"Name": "hub"}},
                "after": {"cidr_block": "10.0.0.0/16", "tags": {"Name": "hub"}},
                "replace_paths": [["cidr_block"]],
            },
        }
    ]
}


def test_leads_with_what_is_destroyed_or_replaced(landing_zone: LandingZoneFolder) -> None:
    planned = [
        ["aws_vpc.x", "aws_vpc", "create"],
        [KEY, "aws_kms_key", "delete"],
        ["aws_vpc.hub", "aws_vpc", "replace"],
    ]
    landing_zone.write(accounts={"planned": planned, "show_plan": REPLACING})
    console = Console(width=40, record=True, file=StringIO())

    print_report(console, run(landing_zone))

    printed = console.export_text()
    start = printed.index("Destroyed or replaced (2)")
    assert printed[start:].splitlines()[:9] == [
        "Destroyed or replaced (2)",
        "! - KMS key is destroyed; protected: what it encrypted can never be read again; a deploy refuses this",
        f"      accounts: {KEY}",
        f"! ± VPC hub, 10.0.0.0/16 is replaced, because of cidr_block; protected: {VPC_LOSS}; a deploy refuses this",
        "      accounts: aws_vpc.hub",
        "",
        "Created (1)",
        "! + VPC is created",
        "      accounts: aws_vpc.x",
    ]
    assert f"  python main.py deploy staging --allow-destroy {KEY} --allow-destroy aws_vpc.hub\n" in printed


def test_asks_terraform_to_show_a_plan_only_where_something_is_lost(
    landing_zone: LandingZoneFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(TerraformRun, "shown", lambda run, *_: shown.append(run.folder.name))
    landing_zone.write(
        accounts={"planned": [["aws_vpc.hub", "aws_vpc", "replace"]]},
        identity={"planned": [["aws_vpc.hub", "aws_vpc", "update"]]},
    )

    run(landing_zone, "accounts", "identity")

    assert shown == ["staging-accounts"]


@pytest.mark.parametrize("refused", [OSError("no room"), ValueError("no JSON")])
def test_whoever_asks_is_told_what_the_plan_of_one_workspace_shows_and_a_failure_of_that_is_none_of_the_plan(
    landing_zone: LandingZoneFolder, monkeypatch: pytest.MonkeyPatch, refused: Exception
) -> None:
    shown: dict[str, Any] = {"prior_state": {}}
    recorder = Recorder()
    landing_zone.write(identity={"show_plan": shown}, accounts={"show_plan": {"other": 1}})
    found: list[Any] = []

    def planned() -> PlanReport:
        looks = {"staging-identity": found.append}
        environ = landing_zone.environ
        return plan(
            landing_zone.outdir, "staging", ("identity", "accounts"), environ=environ, looks=looks, progress=recorder
        )

    assert planned().ok
    assert found == [shown]
    monkeypatch.setattr(TerraformRun, "shown", Mock(side_effect=refused))
    assert planned().ok
    assert recorder.notes[-1] == f"identity: {refused}"


class TestDryRun:
    def test_shows_what_a_deploy_would_refuse(self, landing_zone: LandingZoneFolder) -> None:
        landing_zone.write(accounts={"planned": [[KEY, "aws_kms_key", "delete"]]})

        def dry_run(*allowed: str) -> PlanReport:
            environ, outdir = landing_zone.environ, landing_zone.outdir
            return plan(
                outdir, "staging", progress=Recorder(), environ=environ, parallel=2, allow_destroy=allowed, refuses=True
            )

        refused = dry_run()

        assert said(refused)["accounts"].startswith("the plan would destroy what is protected")
        assert refused.exit_code == 1
        assert dry_run(KEY).exit_code == 2
        assert landing_zone.applied() == []
