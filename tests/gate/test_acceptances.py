"""Acceptances through the whole gate, in one run, and the mistakes that their file can have."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from modules.gate import rule_ids
from modules.gate.acceptances import Acceptance, Entry, load
from modules.gate.gate import POLICIES, check
from modules.gate.judgement import judge
from modules.gate.report import Failure, FailureKind, Finding, GateReport
from tests.gate.synthesized import PROVIDERS, TODAY, copy_policies, write_output

ACCEPTANCES = """\
acceptances:
  - {rule: CKV_AWS_7, address: "live-accept*:aws_kms_key.*", reason: used, owner: security, expires: 2026-11-23}
  - {rule: CKV_AWS_7, address: "expired:aws_kms_key.planted", reason: ended, owner: security, expires: 2026-11-22}
  - {rule: CKV_AWS_7, address: "expired:aws_kms_key.absent", reason: idle, owner: security, expires: 2027-01-01}
  - {rule: CKV_AWS_99999, address: "expired:aws_kms_key.planted", reason: no rule, owner: a, expires: 2027-01-01}
  - {rule: CKV_AWS_7, address: "far:aws_kms_key.planted", reason: too long, owner: a, expires: 2027-11-25}
  - {rule: CKV_AWS_7, address: "log-archive", reason: no address, owner: security, expires: 2027-01-01}
"""
WHERE = "policies/checkov/acceptances.yaml"


def _where(report: GateReport, kind: FailureKind) -> set[str]:
    return {failure.where for failure in report.failures if failure.kind is kind}


def _places(report: GateReport, rule: str) -> set[str]:
    return {finding.place for finding in report.findings if finding.check_id == rule}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> GateReport:
    folder = tmp_path_factory.mktemp("gate")
    names = ("live-accepted", "expired", "far")
    key = {"aws_kms_key": {"planted": {"description": "no rotation", "policy": "{}"}}}
    outdir = write_output(folder / "out", {f"{n}/cdk.tf.json": {**PROVIDERS, "resource": key} for n in names})
    return check(outdir, today=TODAY, policies=copy_policies(folder, ACCEPTANCES))


def test_acceptances_accept_a_finding_to_the_end_of_their_last_day(report: GateReport) -> None:
    assert {finding.place for finding in report.accepted} >= {"live-accepted:aws_kms_key.planted"}
    assert "live-accepted:aws_kms_key.planted" not in _places(report, "CKV_AWS_7")


def test_acceptances_accept_one_rule_only(report: GateReport) -> None:
    assert "live-accepted:aws_kms_key.planted" in _places(report, "CKV_LZ_4")


def test_acceptances_fail_once_expired_and_no_longer_accept(report: GateReport) -> None:
    assert _where(report, FailureKind.EXPIRED_ACCEPTANCE) == {f"{WHERE}:3"}
    assert _places(report, "CKV_AWS_7") == {"expired:aws_kms_key.planted"}


def test_acceptances_fail_when_they_accept_nothing(report: GateReport) -> None:
    assert _where(report, FailureKind.UNUSED_ACCEPTANCE) == {f"{WHERE}:4"}


def test_acceptances_fail_when_the_rule_is_unknown(report: GateReport) -> None:
    assert _where(report, FailureKind.UNKNOWN_RULE) == {f"{WHERE}:5"}


def test_acceptances_fail_when_they_end_more_than_a_year_ahead(report: GateReport) -> None:
    assert _where(report, FailureKind.LONG_ACCEPTANCE) == {f"{WHERE}:6"}


def test_acceptances_fail_when_they_are_not_well_formed(report: GateReport) -> None:
    assert _where(report, FailureKind.INVALID_ACCEPTANCE) == {f"{WHERE}:7"}


GOOD = 'rule: CKV_AWS_7, address: "a:aws_kms_key.b", reason: tested, owner: security, expires: 2027-01-01'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("acceptances: [", f"{WHERE}:1 the file is not YAML"),
        ("acceptances:\n", f"{WHERE}:1 the value must be a list: nothing"),
        ("accepted: []\n", f"{WHERE}:1 unknown key `accepted`: accepted"),
        (f"acceptances:\n  - {{{GOOD}, until: never}}", f"{WHERE}:2 unknown key `until`: until"),
        (
            f"acceptances:\n  - {{{GOOD.replace('2027-01-01', 'never')}}}",
            f"{WHERE}:2 a day must be written as YYYY-MM-DD: never",
        ),
        (
            f"acceptances:\n  - {{{GOOD.replace('CKV_AWS_7', 'CKV_*')}}}",
            f"{WHERE}:2 a rule must be the id of one check: CKV_*",
        ),
        (
            f"acceptances:\n  - {{{GOOD.replace('a:aws_kms_key.b', '*:*.*')}}}",
            f"{WHERE}:2 an address must be <workspace or module>:<resource address>: *:*.*",
        ),
        (
            f"acceptances:\n  - {{{GOOD.replace('security', chr(34) * 2)}}}",
            f"{WHERE}:2 an acceptance must give a reason and an owner: an empty text",
        ),
        (
            f"acceptances:\n  - {{{GOOD.replace(', owner: security', '')}}}",
            f"{WHERE}:2 the key `owner` is missing: nothing",
        ),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_line(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / WHERE
    path.parent.mkdir(parents=True)
    path.write_text(text)

    entries, failures = load(path)

    assert entries == []
    assert any(f"{failure.where} {failure.what}".startswith(expected) for failure in failures), failures


def test_a_wrong_entry_leaves_the_others_in_force(tmp_path: Path) -> None:
    path = tmp_path / "acceptances.yaml"
    path.write_text(f"acceptances:\n  - {{{GOOD}}}\n  - {{rule: no}}\n  - {{{GOOD}}}\n")

    entries, failures = load(path)

    assert [entry.where.rpartition(":")[2] for entry in entries] == ["2", "4"]
    assert {failure.where.rpartition(":")[2] for failure in failures} == {"3"}


def test_no_file_accepts_nothing(tmp_path: Path) -> None:
    assert load(tmp_path / "acceptances.yaml") == ([], [])


def test_the_projects_own_acceptances_are_well_formed() -> None:
    _, failures = load(Path(__file__).parents[2] / WHERE)

    assert failures == []


FINDING = Finding("CKV_AWS_7", "log-archive", "aws_kms_key.logs", "rotate", "", PurePosixPath("cdk.tf.json"))
ACCEPTED = Acceptance(
    rule="CKV_AWS_7", address="log-archive:aws_kms_key.logs", reason="r", owner="o", expires=date(2027, 1, 1)
)


def _judged(
    accepted: Acceptance, *findings: Finding, looked_at: Callable[[Acceptance], bool] = lambda _: True
) -> tuple[Failure, ...]:
    entries = [Entry(accepted, "here:1")]
    return judge(entries, findings, today=TODAY, known_rules=lambda: {"CKV_AWS_7"}, looked_at=looked_at).failures


@pytest.mark.parametrize(
    "other", [{"address": "aws_kms_key.logs2"}, {"location": "x-log-archive"}, {"check_id": "CKV_AWS_8"}]
)
def test_an_acceptance_covers_nothing_but_what_it_names(other: dict[str, str]) -> None:
    assert ACCEPTED.covers(FINDING)
    assert not ACCEPTED.covers(replace(FINDING, **other))  # type: ignore[arg-type] # mypy takes **other for every field


def test_rules_of_checkov_and_of_this_project_are_known() -> None:
    known = rule_ids.known(POLICIES / "checks")

    assert {"CKV_AWS_7", "CKV2_AWS_6", "CKV_LZ_1", "CKV_LZ_5"} <= known
    assert "CKV_AWS_99999" not in known


def test_an_acceptance_of_a_place_that_the_run_left_out_is_not_unused() -> None:
    assert [failure.kind for failure in _judged(ACCEPTED)] == [FailureKind.UNUSED_ACCEPTANCE]
    assert _judged(ACCEPTED, looked_at=lambda _: False) == ()


def test_an_optional_acceptance_may_accept_nothing_and_accepts_what_there_is() -> None:
    optional = ACCEPTED.model_copy(update={"optional": True})

    assert _judged(optional) == _judged(optional, FINDING) == ()
    assert optional.covers(FINDING)


class TestOfEnvironments:
    """An acceptance that only some environments must need: others may have switched off what it is about."""

    ACCEPTED = ACCEPTED.model_copy(update={"address": "*-identity:aws_x.y", "environments": ["production", "staging"]})

    def kinds(self, *findings: Finding, environments: Collection[str]) -> list[tuple[FailureKind, str]]:
        entries = [Entry(self.ACCEPTED, "here:1")]
        judged = judge(
            entries,
            findings,
            today=TODAY,
            known_rules=lambda: {"CKV_AWS_7"},
            looked_at=lambda _: True,
            environments=environments,
        )
        assert judged.open == ()
        return [(failure.kind, failure.what.rpartition(" is there")[2]) for failure in judged.failures]

    @staticmethod
    def found(environment: str) -> Finding:
        file = PurePosixPath(f"stacks/{environment}-identity/cdk.tf.json")
        return replace(FINDING, location=f"{environment}-identity", address="aws_x.y", file=file)

    def test_it_is_left_alone_where_an_environment_that_it_does_not_name_needs_nothing(self) -> None:
        assert self.kinds(environments={"pilot"}) == []

    def test_it_covers_environments_that_it_does_not_name(self) -> None:
        assert self.kinds(self.found("pilot"), environments={"pilot"}) == []

    def test_it_is_stale_in_each_environment_that_it_names_and_that_has_no_such_finding(self) -> None:
        both = {"production", "staging", "pilot"}
        unused = FailureKind.UNUSED_ACCEPTANCE

        assert self.kinds(self.found("production"), self.found("staging"), environments=both) == []
        assert self.kinds(self.found("production"), environments=both) == [(unused, " in staging")]
        assert self.kinds(self.found("production"), environments={"production"}) == []

    def test_a_finding_in_a_module_is_one_of_every_environment_that_calls_it(self) -> None:
        file = PurePosixPath("stacks/staging-x/modules/spoke-identity/cdk.tf.json")
        in_a_module = replace(FINDING, location="spoke-identity", address="aws_x.y", file=file)

        assert self.kinds(in_a_module, environments={"production", "staging"}) == []


@pytest.mark.parametrize(
    ("expires", "kinds"), [(date(2027, 11, 24), []), (date(2027, 11, 25), [FailureKind.LONG_ACCEPTANCE])]
)
def test_an_acceptance_ends_at_most_a_year_ahead(expires: date, kinds: list[FailureKind]) -> None:
    accepted = ACCEPTED.model_copy(update={"expires": expires})

    assert [failure.kind for failure in _judged(accepted, FINDING)] == kinds
