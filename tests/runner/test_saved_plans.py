"""Plans that are saved and applied as they were reviewed, by the real Terraform."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from modules.runner import deployment as deploying
from modules.runner.deploy import deploy
from modules.runner.outcome import DeployReport, Outcome, PlanReport
from modules.runner.plan import plan
from modules.runner.terraform.cli import terraform_environment
from modules.runner.turning_on.organization import TurnedOn
from modules.specification.errors import LandingZoneError
from tests.runner.recorder import Recorder
from tests.runner.test_real_terraform import write_workspace

pytestmark = pytest.mark.terraform


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return terraform_environment(os.environ, tools=tmp_path / ".tools")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_workspace(tmp_path, "organization")
    write_workspace(tmp_path, "accounts", ["organization"])
    return tmp_path


def save(root: Path, environ: dict[str, str], folder: str = "plans") -> PlanReport:
    progress = Recorder()
    return plan(root / "cdktf.out", "staging", environ=environ, parallel=2, save=root / folder, progress=progress)


def deploy_saved(root: Path, environ: dict[str, str], folder: str = "plans") -> DeployReport:
    progress = Recorder()
    return deploy(root / "cdktf.out", "staging", environ=environ, parallel=2, saved=root / folder, progress=progress)


def deploy_all(root: Path, environ: dict[str, str]) -> None:
    assert deploy(root / "cdktf.out", "staging", environ=environ, parallel=2, progress=Recorder()).ok


def outcomes(report: DeployReport) -> dict[str, str]:
    return {result.workspace.removeprefix("staging-"): str(result.outcome) for result in report.results}


def applied_value(root: Path, name: str) -> str:
    state = json.loads((root / f"state/staging/staging-{name}.tfstate").read_text())
    (reader,) = (each for each in state["resources"] if each["name"] == "reader")
    return str(reader["instances"][0]["attributes"]["input"]["value"]["value"])


def test_a_first_deploy_is_planned_and_applied_in_steps_and_each_plan_once(root: Path, environ: dict[str, str]) -> None:
    save(root, environ)
    first = deploy_saved(root, environ)
    again = deploy_saved(root, environ)
    save(root, environ, "next")
    second = deploy_saved(root, environ, "next")

    assert (outcomes(first), first.exit_code) == ({"organization": "applied", "accounts": "waits"}, 2)
    assert outcomes(again) == {"organization": "resumed", "accounts": "waits"}
    assert (outcomes(second), second.exit_code) == ({"organization": "unchanged", "accounts": "applied"}, 0)
    assert plan(root / "cdktf.out", "staging", environ=environ, progress=Recorder()).no_changes


def test_only_its_owner_may_read_saved_plans(root: Path, environ: dict[str, str]) -> None:
    save(root, environ)

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [root / "plans", *(root / "plans").iterdir()]}
    assert modes == {"plans": 0o700, "manifest.json": 0o600, "staging-organization.tfplan": 0o600}


class TestMoved:
    """Of a changed configuration, variable and input Terraform itself says nothing."""

    @pytest.fixture
    def deployed(self, root: Path, environ: dict[str, str]) -> Path:
        deploy_all(root, environ)
        write_workspace(root, "accounts", ["organization"], value="reviewed")
        save(root, environ)
        return root

    def test_what_was_reviewed_is_applied(self, deployed: Path, environ: dict[str, str]) -> None:
        assert outcomes(deploy_saved(deployed, environ)) == {"organization": "unchanged", "accounts": "applied"}
        assert applied_value(deployed, "accounts") == "reviewed"

    def test_a_dry_run_says_what_would_be_applied_and_applies_nothing(
        self, deployed: Path, environ: dict[str, str]
    ) -> None:
        output, saved, progress = deployed / "cdktf.out", deployed / "plans", Recorder()

        report = deploy(output, "staging", environ=environ, parallel=2, saved=saved, dry=True, progress=progress)

        assert outcomes(report) == {"organization": "unchanged", "accounts": "changes"}
        assert applied_value(deployed, "accounts") == "1"
        assert outcomes(deploy_saved(deployed, environ)) == {"organization": "unchanged", "accounts": "applied"}

    def test_a_changed_configuration_is_refused(self, deployed: Path, environ: dict[str, str]) -> None:
        write_workspace(deployed, "accounts", ["organization"], value="changed since")

        with pytest.raises(LandingZoneError, match="made of what has moved since\n  got: staging-accounts: its files"):
            deploy_saved(deployed, environ)

    def test_a_changed_variable_is_refused(self, deployed: Path, environ: dict[str, str]) -> None:
        with pytest.raises(LandingZoneError, match="got: variables in the environment"):
            deploy_saved(deployed, environ | {"TF_VAR_size": "2"})

    def test_a_changed_file_is_refused(self, deployed: Path, environ: dict[str, str]) -> None:
        (deployed / "plans/staging-accounts.tfplan").write_bytes(b"another")

        with pytest.raises(LandingZoneError, match="are not the files that were reviewed\n  got: staging-accounts"):
            deploy_saved(deployed, environ)

    def test_another_environment_or_terraform_is_refused(self, deployed: Path, environ: dict[str, str]) -> None:
        path = deployed / "plans/manifest.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | {"terraform": "1.0.0"}))

        with pytest.raises(
            LandingZoneError, match="of this environment, by this Terraform\n  got: staging by Terraform 1"
        ):
            deploy_saved(deployed, environ)

    def test_an_output_that_was_read_and_has_changed_is_refused(self, deployed: Path, environ: dict[str, str]) -> None:
        path = deployed / "state/staging/staging-organization.tfstate"
        state = json.loads(path.read_text())
        state["outputs"]["value"]["value"] = "another"
        path.write_text(json.dumps(state))

        report = deploy_saved(deployed, environ)

        (refused,) = report.with_outcome(Outcome.FAILED)
        assert "moved since it was saved: what staging-organization puts out\n" in refused.error
        assert (applied_value(deployed, "accounts"), report.exit_code) == ("1", 1)

    def test_nothing_is_turned_on_for_a_plan_that_is_refused(
        self, deployed: Path, environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        turned_on: list[str] = []

        def noted(listed: str, _environ: object) -> TurnedOn:
            turned_on.append(listed)
            return TurnedOn()

        monkeypatch.setattr(deploying, "wanted", lambda folder: folder.name)
        monkeypatch.setattr(deploying, "turn_on", noted)
        path = deployed / "state/staging/staging-accounts.tfstate"
        whole = path.read_text()
        path.write_text(json.dumps(json.loads(whole) | {"serial": 99}))

        assert not deploy_saved(deployed, environ).ok
        assert turned_on == []
        path.write_text(whole)
        assert deploy_saved(deployed, environ).ok
        assert turned_on == ["staging-accounts", "staging-accounts"]  # before the apply, and after it

    def test_a_state_that_has_moved_is_refused(self, deployed: Path, environ: dict[str, str]) -> None:
        path = deployed / "state/staging/staging-accounts.tfstate"
        state = json.loads(path.read_text())
        path.write_text(json.dumps(state | {"serial": state["serial"] + 1}))

        (refused,) = deploy_saved(deployed, environ).with_outcome(Outcome.FAILED)

        assert "moved since it was saved: the workspace's own state\n" in refused.error

    def test_what_an_interrupted_run_had_begun_is_not_created_again(
        self, deployed: Path, environ: dict[str, str]
    ) -> None:
        record = deployed / "state/staging/staging-accounts.begun"
        record.write_text("terraform_data.reader\n")

        (refused,) = deploy_saved(deployed, environ).with_outcome(Outcome.FAILED)
        saved_again = save(deployed, environ, "again")

        assert refused.error.startswith(
            "an interrupted run had begun to create terraform_data.reader\nDeploy the workspace"
        )
        (waits,) = saved_again.with_outcome(Outcome.WAITS)
        assert waits.error.startswith("waits for a deploy without --from")

    def test_a_folder_that_holds_anything_is_not_saved_to(self, deployed: Path, environ: dict[str, str]) -> None:
        with pytest.raises(LandingZoneError, match="must be saved to a new or empty folder"):
            save(deployed, environ)

    def test_plans_without_a_manifest_are_refused(self, deployed: Path, environ: dict[str, str]) -> None:
        (deployed / "plans/manifest.json").unlink()

        with pytest.raises(LandingZoneError, match="must be plans that were saved as a whole"):
            deploy_saved(deployed, environ)


class TestConfirmed:
    """What somebody has just agreed to is applied as it was shown, and what has moved is planned again."""

    def deploy_confirmed(self, root: Path, environ: dict[str, str], progress: Recorder | None = None) -> DeployReport:
        plans = root / "plans"
        return deploy(
            root / "cdktf.out", "staging", environ=environ, parallel=2, confirmed=plans, progress=progress or Recorder()
        )

    def test_a_first_deploy_applies_the_plan_that_was_shown_and_plans_what_waited(
        self, root: Path, environ: dict[str, str]
    ) -> None:
        save(root, environ)
        progress = Recorder()

        report = self.deploy_confirmed(root, environ, progress)

        assert outcomes(report) == {"organization": "applied", "accounts": "applied"}
        assert ("staging-organization", "plan") not in progress.phases
        assert ("staging-accounts", "plan") in progress.phases

    def test_what_does_not_change_is_not_touched_and_what_moved_is_planned_again(
        self, root: Path, environ: dict[str, str]
    ) -> None:
        deploy_all(root, environ)
        write_workspace(root, "accounts", ["organization"], value="2")
        save(root, environ)
        write_workspace(root, "accounts", ["organization"], value="3")
        progress = Recorder()

        report = self.deploy_confirmed(root, environ, progress)

        assert outcomes(report) == {"organization": "unchanged", "accounts": "applied"}
        assert {workspace for workspace, _ in progress.phases} == {"staging-accounts"}
        assert applied_value(root, "accounts") == "3"


def test_a_replacement_is_told_with_what_forces_it(root: Path, environ: dict[str, str]) -> None:
    deploy_all(root, environ)
    write_workspace(root, "accounts", ["organization"], command="echo other")

    report = plan(root / "cdktf.out", "staging", environ=environ, parallel=2, progress=Recorder())

    (change,) = report.results[1].planned
    assert (change.address, change.action, change.because) == (
        "terraform_data.slow",
        "replace",
        "triggers_replace",
    )


def test_an_interrupted_deploy_applies_nothing_twice_and_refuses_what_it_left_half_done(
    root: Path, environ: dict[str, str]
) -> None:
    write_workspace(root, "identity", command="exit 3")
    save(root, environ)
    failed = deploy_saved(root, environ)

    resumed = deploy_saved(root, environ)

    assert outcomes(failed) == {"organization": "applied", "accounts": "waits", "identity": "failed"}
    assert outcomes(resumed) == {"organization": "resumed", "accounts": "waits", "identity": "failed"}
    (refused,) = resumed.with_outcome(Outcome.FAILED)
    assert "moved since it was saved: the workspace's own state" in refused.error
