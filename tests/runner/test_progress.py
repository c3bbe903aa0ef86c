from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from rich.console import Console

from modules.runner.display.live import LiveProgress
from modules.runner.display.plain import PlainProgress
from modules.runner.display.progress import progress_on
from modules.runner.display.tables import print_report
from modules.runner.outcome import Changes, DeployReport, Outcome, PlanReport, WorkspaceResult
from modules.runner.terraform.events import ChangeSummary, EarlierRunAwaited, ResourceFinished, StateLockAwaited

APPLIED = WorkspaceResult(
    workspace="staging-organization", outcome=Outcome.APPLIED, changes=Changes(added=12), resources=12, seconds=4.21
)
FAILED = WorkspaceResult(
    workspace="staging-accounts",
    outcome=Outcome.FAILED,
    changes=Changes(added=3),
    resources=3,
    seconds=71.0,
    error="aws_organizations_account.fraud: AccessDenied [403]",
    log=Path("logs/staging/staging-accounts.log"),
)
BLOCKED = WorkspaceResult(workspace="staging-account-fraud", outcome=Outcome.BLOCKED, error="blocked by accounts")
RESUMED = WorkspaceResult(workspace="staging-identity", outcome=Outcome.RESUMED)


def console() -> Console:
    return Console(file=io.StringIO(), width=100)


def text(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines())


class TestPlainProgress:
    def test_is_chosen_where_there_is_no_terminal(self) -> None:
        assert isinstance(progress_on(console(), "deploy"), PlainProgress)
        assert isinstance(progress_on(Console(file=io.StringIO(), force_terminal=True), "deploy"), LiveProgress)

    def test_prints_one_line_for_each_thing_that_matters(self) -> None:
        out = console()

        with PlainProgress(out, "deploy") as progress:
            progress.begin("staging", 4, 2)
            progress.phase("staging-organization", "init")
            progress.phase("staging-organization", "plan")
            progress.finished(APPLIED)
            progress.phase("staging-accounts", "init")
            progress.event("staging-accounts", StateLockAwaited())
            progress.event("staging-accounts", EarlierRunAwaited(42))
            for result in (FAILED, BLOCKED, RESUMED):
                progress.finished(result)

        assert text(out).splitlines() == [
            "deploy staging: 4 workspaces, up to 2 at once",
            "[0/4] · organization started",
            "[1/4] ✓ organization applied in 4.2 s: 12 added",
            "[1/4] · accounts started",
            "[1/4] · accounts waits for the state's lock",
            "[1/4] · accounts waits for the Terraform of an earlier run (process 42)",
            "[2/4] ✗ accounts failed in 1 min 11 s: aws_organizations_account.fraud: AccessDenied [403]",
            "        log: logs/staging/staging-accounts.log",
            "[3/4] • account-fraud blocked by accounts",
            "[4/4] ✓ identity resumed: applied in the interrupted run",
        ]

    def test_gives_a_sign_of_life_when_nothing_happens(self) -> None:
        out = console()
        progress = PlainProgress(out, "deploy", heartbeat_seconds=0)
        progress.begin("staging", 1, 1)
        progress.phase("staging-accounts", "apply")
        progress.event("staging-accounts", ChangeSummary("plan", 14, 0, 0, 0))
        progress.event("staging-accounts", ResourceFinished("a", "create"))
        progress.tick()
        before = text(out)

        progress.tick()

        told = re.sub(r"[\d.]+ s\)", "N s)", text(out).removeprefix(before).strip())
        assert told == "[0/1] · accounts (apply, 1/14 resources, N s)"

    def test_gives_none_before_that_has_lasted(self) -> None:
        out = console()
        progress = PlainProgress(out, "deploy", heartbeat_seconds=3600)
        progress.begin("staging", 1, 1)
        progress.phase("staging-accounts", "apply")
        before = text(out)

        progress.tick()

        assert text(out) == before


class TestLiveProgress:
    def test_shows_a_line_for_each_running_workspace_and_keeps_one_for_each_finished(self) -> None:
        out = Console(file=io.StringIO(), width=100, force_terminal=True, color_system=None, legacy_windows=False)

        with LiveProgress(out, "deploy") as progress:
            progress.begin("staging", 2, 2)
            progress.phase("staging-accounts", "apply")
            progress.event("staging-accounts", ChangeSummary("plan", 14, 0, 0, 0))
            progress.event("staging-accounts", ResourceFinished("a", "create"))
            progress.finished(APPLIED)
            running = text(out)
            progress.finished(FAILED)

        assert "✓ organization                     applied        4.2 s  12 added" in running
        assert "apply, 1/14 resources" in running
        assert "1/2" in running
        assert "✗ accounts                         failed      1 min 11 s" in text(out)
        assert "2/2" in text(out)


class TestSummary:
    def test_of_a_deploy(self) -> None:
        out = console()

        print_report(out, DeployReport("staging", (APPLIED, FAILED, BLOCKED, RESUMED), 75.0))

        assert text(out) == SUMMARY

    def test_of_a_plan_without_changes_says_so(self) -> None:
        out = console()
        result = WorkspaceResult(workspace="staging-organization", outcome=Outcome.NO_CHANGES, resources=12, seconds=2)

        print_report(out, PlanReport("staging", (result,), 2.0))

        assert "No changes: staging is as synthesized (2.0 s)." in text(out)

    def test_of_a_plan_does_not_say_that_anything_was_done(self) -> None:
        out = console()
        result = WorkspaceResult(
            workspace="staging-a", outcome=Outcome.CHANGES, changes=Changes(added=2, destroyed=1), seconds=2
        )

        print_report(out, PlanReport("staging", (result,), 2.0))

        assert "1 with changes: 2 to add, 1 to destroy (2.0 s)." in text(out)
        assert "added" not in text(out)

    def test_shows_a_workspace_whose_outputs_alone_changed(self) -> None:
        out = console()
        result = WorkspaceResult(workspace="staging-a", outcome=Outcome.APPLIED, outputs_changed=True, seconds=2)

        print_report(out, DeployReport("staging", (result,), 2.0))

        assert "✓ applied (outputs)" in text(out)

    @pytest.mark.parametrize("width", [80, 100, 120])
    @pytest.mark.parametrize("kind", [PlanReport, DeployReport])
    def test_has_whole_words_and_numbers_in_lines_of_any_usual_width(
        self, kind: type[PlanReport | DeployReport], width: int
    ) -> None:
        out = Console(file=io.StringIO(), width=width)
        results = (
            WorkspaceResult(workspace="staging-a", outcome=Outcome.CHANGES, changes=Changes(1290, 20, 3), seconds=754),
            WorkspaceResult(
                workspace=f"staging-account-{'long-name-' * 4}prod",
                outcome=Outcome.NO_CHANGES,
                outputs_changed=True,
                resources=1290,
                seconds=754,
            ),
        )

        print_report(out, kind("staging", results, 1508.0))

        printed = text(out)
        assert "…" not in printed
        assert max(map(len, printed.splitlines())) <= width
        headings = ("add", "change", "destroy", "time") if kind is PlanReport else ("added", "changed", "destroyed")
        assert all(heading in printed for heading in headings)
        assert all(words in printed for words in ("~ changes", "✓ no changes", "(outputs)", "1290", "25 min 08 s"))


SUMMARY = """

 staging         outcome                 added   changed   destroyed   resources         time
 ────────────────────────────────────────────────────────────────────────────────────────────
 organization    ✓ applied                  12         ·           ·          12        4.2 s
 accounts        ✗ failed                    3         ·           ·           3   1 min 11 s
 account-fraud   • blocked by accounts
 identity        ✓ resumed

 4 workspaces                               15         0           0          15   1 min 15 s

✗ accounts failed
  aws_organizations_account.fraud: AccessDenied [403]
  log: logs/staging/staging-accounts.log

1 applied, 1 applied in the interrupted run, 1 failed, 1 blocked: 15 added (1 min 15 s).
Run the same command again to go on where this run stopped.
"""
