"""Deploys over a fake Terraform, where no record says what an interrupted run had begun to create."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from modules.runner.deploy import deploy
from modules.runner.outcome import WorkspaceResult
from modules.runner.recovery import recover
from modules.runner.recovery.ownership import OURS_BY_ABSENCE
from modules.runner.recovery.planned import PlannedCreation
from modules.runner.turning_on.organization import TurnedOn
from modules.runner.turning_on.wanted import Wanted
from tests.runner.landing_zone_folder import LandingZoneFolder
from tests.runner.recorder import Recorder

OURS = {"ManagedBy": "aws-ml-landing-zone", "Environment": "staging"}
PROVIDER = {"region": "eu-west-1", "default_tags": [{"tags": OURS}]}
REMOTE = {"backend": {"s3": {"bucket": "acme-state"}}}
LOCAL = {"backend": {"local": {"path": "behaviour.json"}}}  # there is a state already
WANTED = Wanted(services=("ram.amazonaws.com",), policy_types=(), account_id="1", region=None, role_arn=None)
EXISTS = {
    "severity": "error",
    "summary": "creating CloudWatch Logs Log Group (flow-logs)",
    "detail": "ResourceAlreadyExistsException: The specified log group already exists",
}


@dataclass(kw_only=True)
class Search:
    """One creation that is planned, what AWS answers, and what was done."""

    type: str
    answer: dict[str, Any]
    tags: dict[str, str] = field(default_factory=dict)
    """Of what exists."""

    terraform: dict[str, Any]
    before: dict[str, Any] | None = None
    """What AWS answers before anything is applied, where that is something else."""

    refused: bool = False
    """Whether AWS refuses the creation because there is one already."""

    tainted: tuple[str, ...] = ()
    """What the state has as created and not ready."""

    asked: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def deployed(self, landing_zone: LandingZoneFolder, monkeypatch: pytest.MonkeyPatch) -> WorkspaceResult:
        """Deploy it."""
        landing_zone.write(organization=self._behaviour())
        content = {"terraform": self.terraform, "resource": {self.type: {"hub": {}}}, "provider": {"aws": [PROVIDER]}}
        (landing_zone.folder("organization") / "cdk.tf.json").write_text(json.dumps(content))
        monkeypatch.setattr(recover, "look_up", self._look_up)
        progress, environ = Recorder(), landing_zone.environ
        report = deploy(landing_zone.outdir, "staging", ["organization"], environ=environ, progress=progress)
        self.notes += [note for note in progress.notes if note.startswith("organization:")]
        return report.results[0]

    def _behaviour(self) -> dict[str, Any]:
        address = f"{self.type}.hub"
        change = {"actions": ["create"], "before": {"tags_all": self.tags}, "after": {"name": "flow-logs"}}
        creation = {"address": address, "mode": "managed", "type": self.type, "change": change}
        planned = {"planned": [[address, self.type, "create"]], "show_plan": {"resource_changes": [creation]}}
        state = [{"address": tainted, "tainted": True} for tainted in self.tainted]
        planned["show_state"] = {"values": {"root_module": {"resources": state}}}
        return {"resources": 2, **planned, **({"diagnostic": EXISTS | {"address": address}} if self.refused else {})}

    def _look_up(self, wanted: Sequence[PlannedCreation], _environ: object) -> list[Any]:
        answer = self.answer if self.asked or self.before is None else self.before
        self.asked += [creation.address for creation in wanted]
        return [answer for _ in wanted]


class TestWhatAwsCreatesTwice:
    """Of a VPC AWS creates a second one without a word."""

    def test_is_imported_where_it_has_the_tags_of_the_environment(
        self, landing_zone: LandingZoneFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        search = Search(type="aws_vpc", answer={"ids": ["vpc-1"]}, tags=OURS | {"Name": "hub"}, terraform=REMOTE)

        assert search.deployed(landing_zone, monkeypatch).recovered == ("aws_vpc.hub (vpc-1)",)

    @pytest.mark.parametrize("tags", [{}, {"Name": "hub"}, OURS | {"Environment": "production"}])
    def test_is_created_where_what_fits_is_somebody_elses(
        self, landing_zone: LandingZoneFolder, monkeypatch: pytest.MonkeyPatch, tags: dict[str, str]
    ) -> None:
        search = Search(type="aws_vpc", answer={"ids": ["vpc-1"]}, tags=tags, terraform=REMOTE)
        result = search.deployed(landing_zone, monkeypatch)

        assert (result.good, result.recovered) == (True, ())

    def test_is_not_looked_for_where_the_state_lies_beside_the_record(
        self, landing_zone: LandingZoneFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        search = Search(type="aws_vpc", answer={}, terraform=LOCAL)

        assert search.deployed(landing_zone, monkeypatch).good
        assert search.asked == []

    def test_is_created_and_told_where_aws_does_not_answer(
        self, landing_zone: LandingZoneFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        search = Search(type="aws_vpc", answer={"error": "UnauthorizedOperation"}, terraform=REMOTE)

        assert search.deployed(landing_zone, monkeypatch).good
        why = "created, though nothing shows whether it exists already: aws_vpc.hub (UnauthorizedOperation)"
        assert search.notes == [f"organization: {why}"]

    def test_is_neither_taken_over_nor_made_twice_where_nobody_can_tell_whose_it_is(
        self, landing_zone: LandingZoneFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        policy = "aws_securityhub_configuration_policy"
        search = Search(type=policy, answer={"ids": ["1"]}, terraform=REMOTE)
        result = search.deployed(landing_zone, monkeypatch)

        assert result.error == (
            f"{policy}.hub exists already (1), without the tags of this environment\n"
            "If it is ours, import it; else remove it, or name ours otherwise:\n"
            f"terraform -chdir={landing_zone.folder('organization')} import {policy}.hub 1"
        )
        assert landing_zone.applied() == []

    def test_is_an_error_where_more_than_one_fits(
        self, landing_zone: LandingZoneFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        search = Search(type="aws_vpc", answer={"ids": ["vpc-1", "vpc-2"]}, tags=OURS, terraform=REMOTE)

        assert search.deployed(landing_zone, monkeypatch).error == (
            "aws_vpc.hub: an interrupted run may have created it, and whether it exists cannot be told: "
            "2 things fit: vpc-1, vpc-2\n"
            f"If it exists: terraform -chdir={landing_zone.folder('organization')} import 'aws_vpc.hub' ID. "
            "If it does not: name it otherwise. Then run the same command again"
        )


class TestWhatAwsRefusesBecauseItExists:
    """AWS refuses a second log group of one name, and a second unit of one name below one parent."""

    def test_what_was_created_in_the_same_apply_and_could_not_be_read_is_kept(
        self, landing_zone: LandingZoneFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        created = "aws_s3_bucket.b0"
        search = Search(
            type="aws_vpc", answer={"ids": ["vpc-1"]}, tags=OURS, terraform=LOCAL, refused=True, tainted=(created,)
        )
        search.deployed(landing_zone, monkeypatch)

        assert len(landing_zone.calls("untaint")) == 1

    def test_an_organization_that_is_found_gets_what_it_lacks_before_it_is_applied_again(
        self, landing_zone: LandingZoneFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        applied_before: list[int] = []

        def turn_on(*_: object) -> TurnedOn:
            applied_before.append(len(landing_zone.applied()))
            return TurnedOn()

        monkeypatch.setattr("modules.runner.deployment.wanted", lambda _: WANTED)
        monkeypatch.setattr("modules.runner.deployment.turn_on", turn_on)
        kind = "aws_organizations_organization"
        Search(type=kind, answer={"ids": ["o-1"]}, terraform=LOCAL, refused=True).deployed(landing_zone, monkeypatch)

        assert applied_before == [0, 1]

    @pytest.mark.parametrize(
        ("type_", "tags"),
        [
            pytest.param("aws_cloudwatch_log_group", OURS, id="has the tags of the environment"),
            pytest.param("aws_organizations_organizational_unit", {}, id="there is one of its identity"),
        ],
    )
    def test_is_imported_where_it_is_provably_ours(
        self, landing_zone: LandingZoneFolder, monkeypatch: pytest.MonkeyPatch, type_: str, tags: dict[str, str]
    ) -> None:
        search = Search(type=type_, answer={"ids": ["flow-logs"]}, tags=tags, terraform=LOCAL, refused=True)
        search.deployed(landing_zone, monkeypatch)

        assert search.notes == [
            f"organization: an interrupted run created what no state has; importing {type_}.hub (flow-logs)"
        ]

    @pytest.mark.parametrize("type_", ["aws_cloudwatch_log_group", "aws_identitystore_group"])
    def test_is_named_with_the_command_that_imports_it_where_it_is_not(
        self, landing_zone: LandingZoneFolder, monkeypatch: pytest.MonkeyPatch, type_: str
    ) -> None:
        search = Search(type=type_, answer={"ids": ["flow-logs"]}, terraform=LOCAL, refused=True)

        assert search.deployed(landing_zone, monkeypatch).error == (
            f"{type_}.hub exists already (flow-logs), without the tags of this environment\n"
            "If it is ours, import it; else remove it, or name ours otherwise:\n"
            f"terraform -chdir={landing_zone.folder('organization')} import {type_}.hub flow-logs"
        )

    @pytest.mark.parametrize("type_", sorted(OURS_BY_ABSENCE))
    @pytest.mark.parametrize("state", [LOCAL, {}], ids=["a state", "no state"])
    def test_is_imported_where_there_was_none_before_the_run_applied(
        self,
        landing_zone: LandingZoneFolder,
        monkeypatch: pytest.MonkeyPatch,
        type_: str,
        state: dict[str, Any],
    ) -> None:
        """AWS created it, its answer was lost, and the provider asked again."""
        search = Search(type=type_, before={"ids": []}, answer={"ids": ["g-1"]}, terraform=state, refused=True)
        search.deployed(landing_zone, monkeypatch)

        assert search.notes == [
            f"organization: an interrupted run created what no state has; importing {type_}.hub (g-1)"
        ]

    def test_is_not_imported_where_nobody_could_tell_whether_there_was_one_before(
        self, landing_zone: LandingZoneFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        group = "aws_identitystore_group"
        search = Search(type=group, before={"error": "denied"}, answer={"ids": ["g-1"]}, terraform=LOCAL, refused=True)

        assert f"{group}.hub exists already (g-1)" in str(search.deployed(landing_zone, monkeypatch).error)

    def test_keeps_the_words_of_aws_where_nothing_fits(
        self, landing_zone: LandingZoneFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        search = Search(type="aws_cloudwatch_log_group", answer={"ids": []}, terraform=LOCAL, refused=True)

        assert search.deployed(landing_zone, monkeypatch).error == (
            "aws_cloudwatch_log_group.hub: creating CloudWatch Logs Log Group (flow-logs): "
            "ResourceAlreadyExistsException: The specified log group already exists"
        )
