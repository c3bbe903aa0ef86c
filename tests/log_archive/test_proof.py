"""Nobody alters a log: every scenario comes out as it says, and every statement is needed by one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from modules.commands.guardrail_inputs import facts
from modules.environment import PROJECT
from modules.landing_zone.known_ids import known_ids
from modules.log_archive.archive import Archive, archive_of
from modules.log_archive.copies import refuse_weaker_copies
from modules.log_archive.guarded import Guarded
from modules.log_archive.mutation_run import mutate
from modules.log_archive.proof import ArchiveProof, prove
from modules.log_archive.scenarios import ArchiveScenario, archive_scenarios
from modules.policy_evaluation.mutation.mutation import Operator
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment, environment_of
from modules.specification.errors import LandingZoneError
from modules.synthesized.environment import read_synthesized
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, environment, environment_with
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


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> tuple[SynthesizedEnvironment, Archive]:
    """Staging with copies of its logs in a second region."""
    folder = tmp_path_factory.mktemp("copied") / "cdktf.out"
    synthesize([environment_with("staging", security={"log_archive": {"replica_region": "us-east-1"}})], folder)
    return read(folder, "staging")


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
        copied: tuple[SynthesizedEnvironment, Archive],
    ) -> None:
        proofs = [prove(*each, SCENARIOS) for each in (staging, production, copied)]
        assert [(dict(proof.failures), proof.unasked) for proof in proofs] == [({}, ())] * 3
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

    def test_each_statement_of_a_copy_is_needed_by_a_scenario(
        self, copied: tuple[SynthesizedEnvironment, Archive]
    ) -> None:
        environment_, archive = copied
        copies = tuple(guarded for guarded in archive.guarded if guarded.is_replica)
        assert len(copies) == len(archive.guarded) - len(copies)
        results = mutate(environment_, replace(archive, guarded=copies), SCENARIOS, {Operator.STATEMENT_REMOVED})
        assert len(results) == sum(len(guarded.policy["Statement"]) for guarded in copies)
        assert [(one.guarded, one.mutation.sid) for one in results if not one.noticed_by] == []

    def test_a_copy_that_somebody_else_writes_is_found(self, copied: tuple[SynthesizedEnvironment, Archive]) -> None:
        scenario = "an administrator of the log archive writes no copy"
        archive = without(copied[1], "trail-replica", "DenyWritingButByReplication")
        failures = prove(copied[0], archive, named(scenario)).failures[scenario]
        assert any(line.startswith("s3:PutObject on trail-replica by") for line in failures)
        assert all(" on trail-replica by " in line for line in failures)

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


class TestCopies:
    TRAIL = Guarded(name="trail", arn="arn:aws:s3:::trail", policy={}, mode="COMPLIANCE")
    COPY = Guarded(name="trail-replica", arn="arn:aws:s3:::copy", policy={}, mode="COMPLIANCE")

    def test_go_to_a_bucket_that_is_as_strict(self) -> None:
        refuse_weaker_copies(self.TRAIL, [self.COPY.arn], [self.TRAIL, self.COPY])

    @pytest.mark.parametrize("arn", ["arn:aws:s3:::elsewhere", "arn:aws:s3:::trail"])
    def test_that_go_anywhere_else_are_refused(self, arn: str) -> None:
        with pytest.raises(LandingZoneError, match="logs must be copied to a bucket of the log archive"):
            refuse_weaker_copies(self.TRAIL, [arn], [self.TRAIL, self.COPY])

    @pytest.mark.parametrize("mode", ["GOVERNANCE", None])
    def test_that_can_be_deleted_sooner_are_refused(self, mode: str | None) -> None:
        weaker = replace(self.COPY, mode=mode)
        with pytest.raises(LandingZoneError, match="copies of logs must be locked as what they are copies of"):
            refuse_weaker_copies(self.TRAIL, [weaker.arn], [self.TRAIL, weaker])

    def test_are_looked_at_wherever_they_are_synthesized(self, outputs: dict[str, Path], tmp_path: Path) -> None:
        bucket = next(
            name
            for name, body in document(outputs["staging"], "staging-log-archive")["resource"]["aws_s3_bucket"].items()
            if "-log-archive-trail-" in body["bucket"]
        )
        rule = {"status": "Enabled", "destination": {"bucket": "arn:aws:s3:::elsewhere"}}
        resources = {
            "aws_s3_bucket_replication_configuration": {
                "other": {"bucket": f"${{aws_s3_bucket.{bucket}.id}}", "role": "r", "rule": [rule]}
            }
        }
        output = with_resources(outputs["staging"], tmp_path / "out", "staging-log-archive", resources, in_module=False)
        with pytest.raises(LandingZoneError, match="logs must be copied to a bucket of the log archive"):
            read(output, "staging")


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
