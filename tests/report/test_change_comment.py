"""The comment of a change request: what is destroyed on top, and nothing of users' text taken for Markdown."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from modules.changes.entries import Change, Entry, Section
from modules.report import change_comment
from modules.report.change_comment import review_text
from modules.runner.outcome import Changes, Outcome, PlanReport, WorkspaceResult
from modules.runner.planned_change import PlannedChange

LOST = "Destroyed"
_SECTIONS = [
    Section("Accounts", (Entry(Change.ADDED, "fraud-dev", "Workloads/NonProduction"),)),
    Section(LOST, (Entry(Change.REMOVED, "accounts: aws_organizations_account.old"),)),
    Section("Cost of a month", ()),
    Section("Who reaches whom in the network", (), "a route of an unknown kind (got: x)"),
]


def _planned(*results: WorkspaceResult) -> PlanReport:
    return PlanReport("staging", results, 1.0)


_DESTROYING = WorkspaceResult(
    workspace="staging-accounts",
    outcome=Outcome.CHANGES,
    changes=Changes(1, 0, 2),
    planned=(
        PlannedChange(address="aws_kms_key.state", action="delete", type="aws_kms_key", kind="KMS key", name="<b>"),
        PlannedChange(
            address="aws_s3_bucket.logs", action="replace", type="aws_s3_bucket", kind="bucket", because='tags["*"]'
        ),
        PlannedChange(address="aws_sqs_queue.new", action="create", type="aws_sqs_queue"),
    ),
)


def test_what_terraform_destroys_comes_before_all_else() -> None:
    text = review_text("staging", _SECTIONS, first=[LOST], planned=_planned(_DESTROYING), notes=[])
    lines = text.splitlines()
    assert lines[0] == "## staging: 2 destroyed, 1 added"
    assert lines[2] == "**Terraform would destroy or replace:**"
    assert lines[4:6] == [
        "- `KMS key <b>` is destroyed: `accounts: aws_kms_key.state`",
        '- `bucket` is replaced, because of tags\\["\\*"\\]: `accounts: aws_s3_bucket.logs`',
    ]
    assert text.index("aws_s3_bucket.logs") < text.index(f"**{LOST}**") < text.index("Accounts") < text.index("| --- ")


def test_what_is_gone_from_aws_is_told_beside_it() -> None:
    gone = PlannedChange(address="aws_kms_key.a", action="create", type="aws_kms_key", kind="KMS key", is_gone=True)
    planned = replace(_DESTROYING, planned=(*_DESTROYING.planned, gone))

    lines = review_text("staging", [], first=[], planned=_planned(planned), notes=[]).splitlines()

    at = lines.index("**Gone from AWS, and Terraform would create it again:**")
    assert lines[at + 2] == "- `KMS key` is gone, and created again: `accounts: aws_kms_key.a`"
    assert at > lines.index("**Terraform would destroy or replace:**")


def test_a_respect_in_which_nothing_differs_is_left_out_and_one_that_could_not_be_compared_is_not() -> None:
    text = review_text("staging", _SECTIONS, first=[LOST], planned=None, notes=[])
    assert "Cost of a month" not in text
    assert "could not be compared: `a route of an unknown kind (got: x)`" in text


def test_a_change_that_was_not_planned_says_so() -> None:
    assert review_text("staging", _SECTIONS, first=[LOST], planned=None, notes=[]).startswith(
        "## staging: what is written differs; not planned\n"
    )
    assert review_text("staging", [], first=[LOST], planned=None, notes=[]) == "## staging: nothing differs\n"
    assert review_text("staging", [], first=[LOST], planned=_planned(), notes=[]).startswith(
        "## staging: Terraform changes nothing\n"
    )


def test_a_workspace_that_could_not_be_planned_is_in_the_headline_and_in_the_table() -> None:
    failed = WorkspaceResult(workspace="staging-accounts", outcome=Outcome.FAILED, error="no such role | x\nmore")
    text = review_text("staging", [], first=[LOST], planned=_planned(failed), notes=[])
    assert text.startswith("## staging: 1 workspaces could not be planned\n")
    assert "| `staging-accounts` | failed: `no such role \\| x` | 0 | 0 | 0 |" in text


@pytest.mark.parametrize(
    "text", ["</details><script>", "`code`", "``` fence", "@everyone", "[a](b)", "line\nbreak\n# title", "|", "&amp;"]
)
def test_text_of_users_stays_text(text: str) -> None:
    sections = [Section("Accounts", (Entry(Change.CHANGED, text, text),))]
    shown = review_text("staging", sections, first=[LOST], planned=None, notes=[text])
    (entry,) = (line for line in shown.splitlines() if line.startswith("- "))
    fence = "`" * (len(max(("".join(part) for part in _runs(text)), key=len, default="")) + 1)
    assert entry.startswith(f"- ~ {fence}")
    assert entry.endswith(fence)
    assert "\n# title" not in shown
    (note,) = (line for line in shown.splitlines() if line.startswith("> "))
    assert not set("<>[]*_`|#@") & set(re.sub(r"\\.", "", note.removeprefix("> ")))


def _runs(text: str) -> list[str]:
    return [run for run in "".join(char if char == "`" else " " for char in text).split() if run]


def test_a_comment_is_no_longer_than_what_takes_it_and_closes_what_it_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change_comment, "LONGEST", 1_000)
    entries = tuple(Entry(Change.ADDED, f"account-{number}") for number in range(90))
    text = review_text("staging", [Section("Accounts", entries)], first=[LOST], planned=None, notes=[])
    assert len(text) < 1_200
    assert text.count("<details>") == text.count("</details>") == 1
    assert text.endswith("run `main.py diff` and `main.py plan` for all of it.\n")


def test_long_sections_say_how_much_is_left_out() -> None:
    entries = tuple(Entry(Change.ADDED, f"account-{number}") for number in range(107))
    text = review_text("staging", [Section("Accounts", entries)], first=[LOST], planned=None, notes=[])
    assert "- and 7 more" in text
