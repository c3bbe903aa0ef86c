from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from modules.runner.deploy import deploy
from modules.runner.outcome import Changes, DeployReport, Outcome
from modules.specification.errors import LandingZoneError
from tests.runner.landing_zone_folder import LandingZoneFolder
from tests.runner.recorder import Recorder

DENIED = {"severity": "error", "summary": "creating S3 Bucket", "detail": "AccessDenied", "address": "aws_s3_bucket.b1"}


def run(
    landing_zone: LandingZoneFolder,
    *selection: str,
    parallel: int = 2,
    fresh: bool = False,
    allow_destroy: Sequence[str] = (),
) -> DeployReport:
    return deploy(
        landing_zone.outdir,
        "staging",
        selection,
        environ=landing_zone.environ,
        parallel=parallel,
        fresh=fresh,
        allow_destroy=allow_destroy,
        progress=Recorder(),
    )


def outcomes(report: DeployReport) -> dict[str, str]:
    return {result.workspace.removeprefix("staging-"): str(result.outcome) for result in report.results}


class TestOrder:
    def test_starts_no_workspace_before_all_that_it_depends_on_have_ended(
        self, landing_zone: LandingZoneFolder
    ) -> None:
        run(landing_zone)

        started = {call["workspace"]: call["at"] for call in landing_zone.calls("init")}
        ended = {call["workspace"]: call["at"] for call in landing_zone.calls("apply", "end")}
        assert len(ended) == 5
        for name, needed in landing_zone.dependencies.items():
            assert all(ended[f"staging-{one}"] < started[f"staging-{name}"] for one in needed)

    def test_applies_independent_workspaces_at_the_same_time(self, landing_zone: LandingZoneFolder) -> None:
        landing_zone.write(
            account_network={"meets": "staging-account-fraud-dev"},
            account_fraud_dev={"meets": "staging-account-network"},
        )

        run(landing_zone, parallel=2)

        started = [call["at"] for call in landing_zone.calls() if "account-" in call["workspace"]]
        ended = [call["at"] for call in landing_zone.calls("apply", "end") if "account-" in call["workspace"]]
        assert max(started) < min(ended)

    def test_never_runs_more_at_once_than_it_was_told(self, landing_zone: LandingZoneFolder) -> None:
        run(landing_zone, parallel=1)

        calls = [(call["at"], call["what"]) for what in ("start", "end") for call in landing_zone.calls(what=what)]
        assert [what for _, what in sorted(calls)] == ["start", "end"] * 5

    def test_applies_only_what_was_selected(self, landing_zone: LandingZoneFolder) -> None:
        report = run(landing_zone, "account-*", "staging-identity")

        assert sorted(landing_zone.applied()) == ["account-fraud-dev", "account-network", "identity"]
        assert report.ok

    def test_refuses_an_unknown_workspace_before_anything_runs(self, landing_zone: LandingZoneFolder) -> None:
        with pytest.raises(LandingZoneError, match="no such workspace in staging"):
            run(landing_zone, "identity", "acounts")

        assert landing_zone.calls("init") == []


class TestReport:
    def test_counts_what_each_workspace_changed(self, landing_zone: LandingZoneFolder) -> None:
        landing_zone.write(identity={"resources": 0}, accounts={"resources": 7})

        report = run(landing_zone)

        by_name = {result.workspace: result for result in report.results}
        assert by_name["staging-identity"].outcome is Outcome.UNCHANGED
        assert by_name["staging-accounts"].outcome is Outcome.APPLIED
        assert (by_name["staging-accounts"].changes, by_name["staging-accounts"].resources) == (Changes(added=7), 7)
        assert report.changes == Changes(added=2 + 7 + 2 + 2)
        assert report.exit_code == 0

    def test_is_in_the_order_of_the_dependencies(self, landing_zone: LandingZoneFolder) -> None:
        names = list(outcomes(run(landing_zone)))

        assert names == ["organization", "accounts", "account-fraud-dev", "account-network", "identity"]

    def test_a_failure_blocks_what_depends_on_it_and_nothing_else(self, landing_zone: LandingZoneFolder) -> None:
        landing_zone.write(accounts={"diagnostic": DENIED})

        report = run(landing_zone)

        assert outcomes(report) == {
            "organization": "applied",
            "accounts": "failed",
            "account-fraud-dev": "blocked",
            "account-network": "blocked",
            "identity": "applied",
        }
        assert report.exit_code == 1

    def test_a_failure_says_what_terraform_said_and_where_the_log_is(self, landing_zone: LandingZoneFolder) -> None:
        landing_zone.write(accounts={"diagnostic": DENIED})

        (failed,) = run(landing_zone).with_outcome(Outcome.FAILED)

        assert failed.error == "aws_s3_bucket.b1: creating S3 Bucket: AccessDenied"
        assert failed.changes == Changes(added=1)  # made before the failure
        assert failed.log is not None
        assert json.dumps(DENIED) in failed.log.read_text()

    def test_blocked_names_the_workspace_that_failed_not_the_ones_between(
        self, landing_zone: LandingZoneFolder
    ) -> None:
        landing_zone.write(organization={"diagnostic": DENIED})

        blocked = run(landing_zone).with_outcome(Outcome.BLOCKED)

        assert {result.error for result in blocked} == {"blocked by organization"}
        assert len(blocked) == 4

    def test_a_failed_init_is_told_in_terraforms_words(self, landing_zone: LandingZoneFolder) -> None:
        landing_zone.write(identity={"init_error": "Failed to query available provider packages"})

        (failed,) = run(landing_zone).with_outcome(Outcome.FAILED)

        assert failed.error == "Failed to query available provider packages and more about it"

    def test_a_folder_that_is_gone_fails_its_workspace_only(self, landing_zone: LandingZoneFolder) -> None:
        folder = landing_zone.folder("identity")
        folder.rename(folder.with_name("elsewhere"))

        report = run(landing_zone)

        assert outcomes(report)["identity"] == "failed"
        assert outcomes(report)["account-network"] == "applied"


class TestLogs:
    def test_each_workspace_has_its_log_with_every_command_and_line(self, landing_zone: LandingZoneFolder) -> None:
        run(landing_zone)

        log = landing_zone.log("accounts")
        assert "terraform init -no-color -input=false -backend=true\n" in log
        assert "terraform apply -json -input=false -lock-timeout=5m .terraform/plan\n" in log
        assert log.count('"type": "apply_complete"') == 2

    def test_the_log_of_the_run_before_is_kept(self, landing_zone: LandingZoneFolder) -> None:
        landing_zone.write(accounts={"diagnostic": DENIED})
        run(landing_zone)
        landing_zone.write()
        run(landing_zone, fresh=True)

        previous = (landing_zone.root / "logs/staging/staging-accounts.previous.log").read_text()
        assert "AccessDenied" in previous
        assert "AccessDenied" not in landing_zone.log("accounts")


class TestInit:
    def test_is_not_repeated_for_the_same_providers(self, landing_zone: LandingZoneFolder) -> None:
        run(landing_zone, "organization", "identity")
        landing_zone.forget_calls()

        run(landing_zone, "organization", "identity")

        assert landing_zone.calls("init") == []
        assert len(landing_zone.applied()) == 2

    @pytest.mark.parametrize(
        "change",
        [
            {"provider": {"aws": [{"region": "eu-west-1"}, {"alias": "us"}]}},
            {"provider": {"aws": [{"region": "eu-west-1"}]}, "module": {"baseline": {"source": "./modules/team"}}},
            {"provider": {"aws": [{"region": "eu-west-1"}]}, "terraform": {"backend": {"s3": {}}}},
            {"provider": {"aws": [{"region": "eu-west-1"}]}, "resource": {"random_id": {"a": {}}}},
        ],
    )
    def test_is_repeated_when_providers_modules_or_backend_change(
        self, landing_zone: LandingZoneFolder, change: dict[str, object]
    ) -> None:
        run(landing_zone, "organization", "identity")
        landing_zone.forget_calls()
        (landing_zone.folder("identity") / "cdk.tf.json").write_text(json.dumps(change))

        run(landing_zone, "organization", "identity")

        assert [call["workspace"] for call in landing_zone.calls("init")] == ["staging-identity"]

    def test_is_one_at_a_time_where_workspaces_share_a_plugin_cache(self, landing_zone: LandingZoneFolder) -> None:
        landing_zone.write(account_network={"init_seconds": 0.3}, account_fraud_dev={"init_seconds": 0.3})
        cache = landing_zone.root / "plugin-cache"
        cache.mkdir()

        environ = landing_zone.environ | {"TF_PLUGIN_CACHE_DIR": str(cache)}
        deploy(landing_zone.outdir, "staging", ["account-*"], environ=environ, parallel=2, progress=Recorder())

        (_, second), (first, _) = (
            sorted(call["at"] for call in landing_zone.calls("init", what)) for what in ("start", "end")
        )
        assert first < second

    def test_is_repeated_when_a_linked_provider_has_gone(self, landing_zone: LandingZoneFolder) -> None:
        run(landing_zone, "organization", "identity")
        landing_zone.forget_calls()
        providers = landing_zone.folder("identity") / ".terraform/providers/registry.terraform.io/hashicorp/aws/5.100.0"
        providers.mkdir(parents=True)
        (providers / "linux_amd64").symlink_to(landing_zone.root / "no-such-mirror")

        run(landing_zone, "organization", "identity")

        assert [call["workspace"] for call in landing_zone.calls("init")] == ["staging-identity"]

    def test_takes_newer_providers_when_the_generated_lock_file_is_stale(self, landing_zone: LandingZoneFolder) -> None:
        landing_zone.write(identity={"init_error": "locked provider does not match"})
        (landing_zone.folder("identity") / ".terraform.lock.hcl").touch()

        run(landing_zone, "identity")

        assert "terraform init -no-color -input=false -backend=true -upgrade\n" in landing_zone.log("identity")


class TestFirstApply:
    @pytest.fixture
    def landing_zone(self, tmp_path: Path) -> LandingZoneFolder:
        folder = LandingZoneFolder(tmp_path)
        folder.write()
        for name in folder.dependencies:
            backend = {"local": {"path": f"../../../state/staging/staging-{name}.tfstate"}}
            (folder.folder(name) / "cdk.tf.json").write_text(json.dumps({"terraform": {"backend": backend}}))
        return folder

    def test_of_local_state_that_does_not_exist_needs_no_plan_of_its_own(self, landing_zone: LandingZoneFolder) -> None:
        assert run(landing_zone).ok
        assert landing_zone.calls("plan") == []

    def test_of_a_state_that_exists_is_planned_first(self, landing_zone: LandingZoneFolder) -> None:
        state = landing_zone.root / "state" / "staging" / "staging-accounts.tfstate"
        state.parent.mkdir(parents=True)
        state.write_text("{}")

        assert run(landing_zone).ok
        assert [call["workspace"] for call in landing_zone.calls("plan")] == ["staging-accounts"]
