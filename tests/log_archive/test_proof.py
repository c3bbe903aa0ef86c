"""Nobody alters a log: every scenario comes out as it says, and every statement is needed by one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from modules.commands.guardrail_inputs import facts
from modules.commands.known_ids import known_ids
from modules.environment import PROJECT
from modules.log_archive.archive import Archive, archive_of
from modules.log_archive.guarded import Guarded
from modules.log_archive.mutation_run import mutate
from modules.log_archive.proof import ArchiveProof, prove
from modules.log_archive.scenarios import ArchiveScenario, archive_scenarios
from modules.policy_evaluation.mutation.mutation import Operator
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment, environment_of
from modules.specification.errors import LandingZoneError
from modules.synthesized.environment import read_synthesized
from tests.support.environments import environment
from tests.support.written import with_resources

AT_LEAST = 30
SCENARIOS = archive_scenarios(PROJECT)


def read(output: Path, name: str) -> tuple[SynthesizedEnvironment, Archive]:
    zone = environment(name).zone
    synthesized = read_synthesized(output, name, known_ids(zone))
    read_one = environment_of(synthesized, facts(name, zone))
    archive = archive_of(synthesized, read_one)
    assert archive is not None
    return read_one, archive


@pytest.fixture(scope="module")
def staging(outputs: dict[str, Path]) -> tuple[SynthesizedEnvironment, Archive]:
    return read(outputs["staging"], "staging")


@pytest.fixture(scope="module")
def production(outputs: dict[str, Path]) -> tuple[SynthesizedEnvironment, Archive]:
    return read(outputs["production"], "production")


def named(*names: str) -> list[ArchiveScenario]:
    found = [scenario for scenario in SCENARIOS if scenario.spec.name in names]
    assert len(found) == len(names)
    return found


def changed(archive: Archive, name: str, **values: Any) -> Archive:
    """Return the archive with one of its buckets otherwise."""
    guarded = tuple(replace(one, **values) if one.name == name else one for one in archive.guarded)
    assert guarded != archive.guarded
    return replace(archive, guarded=guarded)


def bucket(archive: Archive, name: str) -> Guarded:
    return next(one for one in archive.guarded if one.name == name)


def without(archive: Archive, name: str, sid: str) -> Archive:
    policy = bucket(archive, name).policy
    kept = [statement for statement in policy["Statement"] if statement["Sid"] != sid]
    return changed(archive, name, policy={**policy, "Statement": kept})


class TestRealEnvironments:
    def test_every_scenario_comes_out_as_it_says(
        self,
        staging: tuple[SynthesizedEnvironment, Archive],
        production: tuple[SynthesizedEnvironment, Archive],
    ) -> None:
        proofs = [prove(*staging, SCENARIOS), prove(*production, SCENARIOS)]
        assert [(dict(proof.failures), proof.unasked) for proof in proofs] == [({}, ())] * 2
        assert all(len(proof.scenarios) >= AT_LEAST for proof in proofs)
        applied = {scenario.where for proof in proofs for scenario in proof.scenarios}
        assert [scenario.where for scenario in SCENARIOS if scenario.where not in applied] == []

    def test_each_statement_of_a_bucket_or_a_key_is_needed_by_a_scenario(
        self, staging: tuple[SynthesizedEnvironment, Archive]
    ) -> None:
        results = mutate(*staging, SCENARIOS, {Operator.STATEMENT_REMOVED})
        statements = sum(len(guarded.policy["Statement"]) for guarded in staging[1].guarded)
        assert len(results) == statements
        assert [(one.guarded, one.mutation.sid) for one in results if not one.noticed_by] == []

    def test_production_is_locked_so_that_nobody_ends_it(
        self, production: tuple[SynthesizedEnvironment, Archive]
    ) -> None:
        modes = {guarded.name: guarded.mode for guarded in production[1].guarded if not guarded.is_key}
        assert {name for name, mode in modes.items() if mode is None} == {"access-logs", "config"} & set(modes)
        assert set(modes.values()) == {"COMPLIANCE", None}


class TestFaults:
    def failures(self, environment: SynthesizedEnvironment, archive: Archive, *names: str) -> ArchiveProof:
        return prove(environment, archive, named(*names))

    def test_a_bucket_that_lets_the_platform_delete_is_found(
        self, staging: tuple[SynthesizedEnvironment, Archive]
    ) -> None:
        scenario = "the execution role of the log archive deletes no log and ends no retention"
        proof = self.failures(staging[0], without(staging[1], "trail", "DenyChangesOfLogs"), scenario)
        assert any(line.startswith("s3:DeleteObject on trail by") for line in proof.failures[scenario])
        assert all(" on trail by " in line for line in proof.failures[scenario])

    def test_a_bucket_that_only_guardrails_keep_is_found(self, staging: tuple[SynthesizedEnvironment, Archive]) -> None:
        scenario = "an administrator of the log archive changes no bucket"
        proof = self.failures(staging[0], without(staging[1], "config", "DenyChangesOfTheBucket"), scenario)
        assert "on config by" in proof.failures[scenario][0]
        assert "is not denied by policy" in proof.failures[scenario][0]

    def test_a_service_that_is_not_admitted_is_found(self, staging: tuple[SynthesizedEnvironment, Archive]) -> None:
        scenario = "GuardDuty writes findings"
        proof = self.failures(staging[0], without(staging[1], "findings", "GuardDutyWrites"), scenario)
        assert [line.endswith("is denied by nobody who allows it") for line in proof.failures[scenario]] == [True]

    def test_a_bucket_that_somebody_of_another_account_writes_to_is_found(
        self, staging: tuple[SynthesizedEnvironment, Archive]
    ) -> None:
        scenario = "an administrator of a team's account writes over no log"
        archive = without(staging[1], "trail", "DenyWritingButByServices")
        policy = bucket(archive, "trail").policy
        opened = {"Sid": "Opened", "Effect": "Allow", "Principal": "*", "Action": "s3:PutObject", "Resource": "*"}
        archive = changed(archive, "trail", policy={**policy, "Statement": [*policy["Statement"], opened]})
        assert any(
            line.endswith("is allowed") for line in self.failures(staging[0], archive, scenario).failures[scenario]
        )

    def test_governance_mode_does_not_pass_for_compliance(
        self, staging: tuple[SynthesizedEnvironment, Archive]
    ) -> None:
        ends = "in governance mode the execution role ends a lock, once it has taken the bucket's policy away"
        nobody = "in compliance mode nobody ends a lock, whatever policies say"
        proof = self.failures(staging[0], staging[1], ends, nobody)
        assert (dict(proof.failures), list(proof.not_applicable)) == ({}, [nobody])
        locked = replace(
            staging[1],
            guarded=tuple(replace(one, mode="COMPLIANCE") if one.mode else one for one in staging[1].guarded),
        )
        proof = self.failures(staging[0], locked, ends, nobody)
        assert (dict(proof.failures), list(proof.not_applicable)) == ({}, [ends])

    def test_a_bucket_that_no_scenario_asks_about_is_named(
        self, staging: tuple[SynthesizedEnvironment, Archive]
    ) -> None:
        proof = self.failures(staging[0], staging[1], "GuardDuty writes findings")
        assert not proof.ok
        assert "trail" in proof.unasked


class TestAnyWorkspace:
    @pytest.mark.parametrize("in_module", [False, True])
    def test_a_bucket_without_a_policy_is_refused_wherever_it_is(
        self, outputs: dict[str, Path], tmp_path: Path, *, in_module: bool
    ) -> None:
        resources = {"aws_s3_bucket": {"other": {"bucket": "acme-log-archive-other-111111111111"}}}
        output = with_resources(
            outputs["staging"], tmp_path / "out", "staging-log-archive", resources, in_module=in_module
        )
        with pytest.raises(LandingZoneError, match="a bucket or a key of the log archive must have one policy"):
            read(output, "staging")

    def test_a_second_way_to_the_objects_is_refused(self, outputs: dict[str, Path], tmp_path: Path) -> None:
        resources = {"aws_s3_access_point": {"other": {"name": "other", "bucket": "acme"}}}
        output = with_resources(outputs["staging"], tmp_path / "out", "staging-log-archive", resources, in_module=False)
        with pytest.raises(LandingZoneError, match="aws_s3_access_point"):
            read(output, "staging")
