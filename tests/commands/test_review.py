"""`review` and `export ci`, as they are run."""

from __future__ import annotations

from pathlib import Path

from tests.commands.test_affected import edit, history, project
from tests.commands.test_main import run

__all__ = ["history", "project"]
"""Fixtures: a project in Git whose last commit is tagged `before`."""


def test_what_a_change_comes_to_is_written_for_people(project: Path) -> None:
    edit(project, "teams.yaml", 'cost_center: "4711"', 'cost_center: "4799"')
    done = run(project, "review", "staging", "--base", "before", "--no-plan", "--to", "review/staging.md")
    assert done.returncode == 0, done.stderr
    text = (project / "review" / "staging.md").read_text()
    assert text.startswith("## staging: what is written differs; not planned\n")
    assert "`teams.fraud.cost_center`: `4711 → 4799`" in text
    assert "> Terraform was not asked" in text


def test_what_takes_two_steps_is_told_with_what_to_merge_next_and_fails_where_a_deploy_refuses_it(
    project: Path,
) -> None:
    edit(project, "accounts.yaml", "  sandbox-canary: {function: sandbox", "  sandbox-other: {function: sandbox")
    refused = run(project, "review", "staging", "--base", "before", "--no-plan", "--to", "review.md")
    assert refused.returncode == 1, refused.stderr
    told = (project / "review.md").read_text()
    assert told.index("**Destroyed, made anew elsewhere, or left**") < told.index("**In two steps** (1)")
    assert "- - `sandbox-canary`: `` a deploy refuses this as it is written. Step 1 of 2: merge it" in told

    (project / "environments" / "staging" / "moves.yaml").write_text("removed: {accounts: [sandbox-canary]}\n")
    reviewed = run(project, "review", "staging", "--base", "before", "--no-plan", "--to", "review.md")
    assert reviewed.returncode == 0, reviewed.stderr
    assert (
        "- - `sandbox-canary`: `step 1 of 2: a deploy lets go of it, and it stays in AWS; once it is deployed, merge a "
        "change that takes it out of removed.accounts`"
    ) in (project / "review.md").read_text()


def test_a_base_that_is_not_there_is_refused_and_nothing_is_written(project: Path) -> None:
    refused = run(project, "review", "staging", "--base", "gone", "--no-plan", "--to", "review.md")
    assert refused.returncode == 1
    assert "got: gone" in refused.stderr
    assert not (project / "review.md").exists()


def test_a_plan_by_roles_that_are_not_there_is_refused(project: Path) -> None:
    edit(project, "teams.yaml", 'cost_center: "4711"', 'cost_center: "4799"')
    refused = run(project, "review", "staging", "--base", "before", "--role-profiles", "--to", "review.md")
    assert refused.returncode == 1
    assert "got: staging without the section `delivery`" in refused.stderr


def test_an_environment_without_roles_has_no_pipeline(project: Path) -> None:
    refused = run(project, "export", "ci", "staging", "--for", "github")
    assert refused.returncode == 1
    assert "got: staging without the section `delivery`" in refused.stderr
    assert not (project / ".github").exists()
