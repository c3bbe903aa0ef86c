"""`guardrails mutate`, `access mutate` and `network mutate`, and the reviewed list that they go by."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import main
from modules.commands import access_inputs, access_mutation, changes, network_mutation
from modules.commands.changes import Change, fits, print_unnoticed, unnoticed
from modules.commands.folders import Folders
from modules.commands.network_proof import network_policy
from modules.commands.reviewed_changes import REVIEWED, ReviewedChange, ReviewedChanges, read_reviewed, reason_for
from modules.specification.errors import LandingZoneError
from modules.specification.problems import InvalidEnvironmentError
from tests.commands.test_guardrails import NAME, guarded
from tests.commands.test_main import run
from tests.support.environments import environment

__all__ = ["guarded"]

REMOVED = f"{NAME}: TestTrainingOutsideVpc removed"
SUPERFLUOUS = ReviewedChange(change="^b$", reason="c denies as much", environment="staging")

REFUSED = {
    "{change: '(', reason: none}": """network[0].change
  a reviewed change must be named by a regular expression
  got: (
  why: Python's re does not read it: missing ), unterminated subpattern at position 0
  fix: write the name as `mutate` printed it, with a backslash before ( ) [ ] { } * + ? . | ^ and $""",
    "{change: a, reason: '-'}": """network[0].reason
  a reviewed change must have a reason
  got: -
  why: who reads it in a year must know why nothing has to notice it
  fix: write it out""",
}


class TestUnnoticed:
    def test_is_what_no_environment_notices(self) -> None:
        changes = [
            Change("a", "staging", noticed=False),
            Change("a", "production", noticed=True),
            Change("b", "staging", noticed=False),
        ]
        (found,) = unnoticed(changes, ())
        assert (found.name, found.environments, found.reason) == ("b", ("staging",), "")

    def test_is_excused_where_it_was_reviewed_for_each_environment(self) -> None:
        here, there = Change("b", "staging", noticed=False), Change("b", "production", noticed=False)
        assert [change.reason for change in unnoticed([here], [SUPERFLUOUS])] == ["c denies as much"]
        assert [change.reason for change in unnoticed([here, there], [SUPERFLUOUS])] == [""]

    def test_decides_what_the_command_returns(self, capsys: pytest.CaptureFixture[str]) -> None:
        change = Change("b", "staging", noticed=False)
        assert print_unnoticed([change], [SUPERFLUOUS], only=None, by="scenario")
        assert not print_unnoticed([change], (), only=None, by="scenario")
        shown = capsys.readouterr().out
        assert "All noticed or reviewed (changes: 1, noticed: 0, reviewed: 1)" in shown
        assert "Not noticed: 1 (changes: 1, noticed: 0, reviewed: 0)" in shown

    def test_of_nothing_is_refused(self) -> None:
        with pytest.raises(LandingZoneError) as refused:
            print_unnoticed([], (), only="z*", by="scenario")
        assert str(refused.value) == (
            "there is no change of such a name\n"
            "  got: z*\n"
            "  why: nothing was tried, so nothing is shown by it\n"
            "  fix: write a name as the table shows it, or a glob such as '*removed*'"
        )

    def test_names_may_have_what_a_glob_reads_otherwise(self) -> None:
        assert fits("without aws_route.a[0]", "without aws_route.a[0]")
        assert fits("without aws_route.a[0]", "without *")
        assert not fits("route to 10.0.0.0/8", "without *")


class TestReviewed:
    def test_the_project_s_own_is_read(self) -> None:
        reviewed = read_reviewed(REVIEWED)
        name = "without drop ssh $HOME_NET any -> $EXTERNAL_NET any"
        assert reason_for(name, "staging", reviewed.network).startswith("no rule passes it")
        assert reason_for(name, "staging", reviewed.guardrails) == ""

    @pytest.mark.parametrize(("entry", "refusal"), REFUSED.items())
    def test_is_refused_where_it_says_nothing(self, tmp_path: Path, entry: str, refusal: str) -> None:
        path = tmp_path / "reviewed_changes.yaml"
        path.write_text(f"network:\n  - {entry}\n")
        with pytest.raises(InvalidEnvironmentError) as refused:
            read_reviewed(path)
        assert f"policies/reviewed_changes.yaml:2  {refusal}" in str(refused.value)


class TestGuardrails:
    def test_name_the_statement_that_nobody_would_miss(self, guarded: Path) -> None:
        scenarios = guarded / "policies" / "guardrails" / NAME / "scenarios.yaml"
        scenarios.write_text("\n".join(line for line in scenarios.read_text().splitlines() if "denied" not in line))

        done = run(guarded, "guardrails", "mutate", "staging", "--only", REMOVED)

        assert done.returncode == 1, done.stdout + done.stderr
        assert f"{REMOVED} staging no" in " ".join(done.stdout.split())
        assert "Not noticed: 1 (changes: 1, noticed: 0, reviewed: 0)" in done.stdout


def mutate(room: str, only: str) -> Result:
    return CliRunner().invoke(main.app, [room, "mutate", "staging", "--only", only])


class TestAccess:
    @pytest.fixture(autouse=True)
    def synthesized(self, outputs: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(changes, "project_folders", lambda: Folders(outputs["staging"]))
        monkeypatch.setattr(changes, "exclusive_lock", nullcontext)
        monkeypatch.setattr(changes, "write_if_stale", lambda _zones, _folders: None)

    def test_names_the_statement_that_nobody_would_miss(self, monkeypatch: pytest.MonkeyPatch) -> None:
        known = access_inputs.scenarios(environment("staging").zone)
        kept = {**known, "BreakGlass": known["BreakGlass"][:1]}
        monkeypatch.setattr(access_mutation, "scenarios", lambda _: kept)

        done = mutate("access", "BreakGlass: *")

        assert done.exit_code == 1, done.output
        assert "BreakGlass: LeaveNothingBehind removed staging no" in " ".join(done.output.split())


class TestNetwork:
    ONLY = "without drop ssh *"

    @pytest.fixture(autouse=True)
    def synthesized(self, outputs: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
        folders = Folders(outputs["staging"])
        monkeypatch.setattr(network_mutation, "synthesize_if_stale", lambda _name, _zone: folders)

    def test_says_why_an_unnoticed_change_is_right(self) -> None:
        done = mutate("network", self.ONLY)
        assert done.exit_code == 0, done.output
        assert "no rule passes it" in done.output
        assert "All noticed or reviewed (changes: 1, noticed: 0, reviewed: 1)" in done.output

    def test_fails_where_nobody_reviewed_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(network_mutation, "read_reviewed", ReviewedChanges)
        done = mutate("network", self.ONLY)
        assert done.exit_code == 1
        assert "Not noticed: 1 (changes: 1, noticed: 0, reviewed: 0)" in done.output

    def test_is_refused_where_the_network_is_not_as_the_policy_says(self, monkeypatch: pytest.MonkeyPatch) -> None:
        policy = network_policy()
        less = replace(policy, spec=policy.spec.model_copy(update={"rules": policy.spec.rules[:1]}))
        monkeypatch.setattr(network_mutation, "network_policy", lambda: replace(less, places=policy.places[:1]))

        with pytest.raises(LandingZoneError) as refused:
            network_mutation.mutate_network("staging", only=self.ONLY)

        assert str(refused.value) == (
            "the network differs from the policy before anything is changed\n"
            "  got: staging\n"
            "  why: every change would count as noticed\n"
            "  fix: run `python main.py network reach staging`, and mend what it shows"
        )
