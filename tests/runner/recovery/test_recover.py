"""Deploys over a fake Terraform, after one that was killed; what AWS has is told by the test."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from modules.runner.deploy import deploy
from modules.runner.outcome import WorkspaceResult
from modules.runner.recovery import recover
from modules.runner.recovery.planned import PlannedCreation
from tests.runner.landing_zone_folder import LandingZoneFolder
from tests.runner.recorder import Recorder

ADDRESS = "aws_vpc.hub"
CREATION = {
    "address": ADDRESS,
    "mode": "managed",
    "type": "aws_vpc",
    "change": {"actions": ["create"], "after": {"tags_all": {"Name": "hub"}}},
}


@pytest.fixture
def killed(landing_zone: LandingZoneFolder) -> LandingZoneFolder:
    """A workspace in which a killed run had begun to create a VPC."""
    landing_zone.write(organization={"resources": 1, "show_plan": {"resource_changes": [CREATION]}})
    content = {"resource": {"aws_vpc": {"hub": {}}}, "provider": {"aws": [{"region": "eu-west-1"}]}}
    (landing_zone.folder("organization") / "cdk.tf.json").write_text(json.dumps(content))
    log = landing_zone.root / "logs" / "staging" / "staging-organization.log"
    log.parent.mkdir(parents=True)
    log.write_text(json.dumps({"type": "apply_start", "hook": {"resource": {"addr": ADDRESS}, "action": "create"}}))
    return landing_zone


def resume(
    landing_zone: LandingZoneFolder,
    monkeypatch: pytest.MonkeyPatch,
    answer: Any,
    *,
    searched: Sequence[str] = (ADDRESS,),
    allow_destroy: Sequence[str] = (),
) -> WorkspaceResult:
    def look_up(wanted: Sequence[PlannedCreation], _environ: object) -> list[Any]:
        assert [one.address for one in wanted] in ([*searched], [])
        return [answer for _ in wanted]

    monkeypatch.setattr(recover, "look_up", look_up)
    report = deploy(
        landing_zone.outdir,
        "staging",
        ["organization"],
        environ=landing_zone.environ,
        progress=Recorder(),
        allow_destroy=allow_destroy,
    )
    return report.results[0]


def test_one_thing_that_fits_is_imported_and_the_summary_says_so(
    killed: LandingZoneFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = resume(killed, monkeypatch, {"ids": ["vpc-1"]})

    assert result.recovered == ("aws_vpc.hub (vpc-1)",)
    assert result.good
    assert not (killed.folder("organization") / "recovered.tf.json").exists()
    assert not (killed.root / "state" / "staging" / "staging-organization.begun").exists()


def test_where_nothing_fits_it_is_created(killed: LandingZoneFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    result = resume(killed, monkeypatch, {"ids": []})

    assert (result.recovered, result.good) == ((), True)


@pytest.mark.parametrize(
    ("answer", "symptom"),
    [
        ({"ids": ["vpc-1", "vpc-2"]}, "2 things fit: vpc-1, vpc-2"),
        ({"error": "AccessDenied"}, "AccessDenied"),
    ],
)
def test_what_cannot_be_told_is_not_created_a_second_time(
    killed: LandingZoneFolder, monkeypatch: pytest.MonkeyPatch, answer: Any, symptom: str
) -> None:
    result = resume(killed, monkeypatch, answer)

    folder, record = killed.folder("organization"), killed.root / "state" / "staging" / "staging-organization.begun"
    assert result.error == (
        "aws_vpc.hub: an interrupted run may have created it, and whether it exists cannot be told: "
        f"{symptom}\nIf it exists: terraform -chdir={folder} import 'aws_vpc.hub' ID. "
        f"If it does not: take its line out of {record}. Then run the same command again"
    )
    assert killed.applied() == []
    assert record.read_text() == f"{ADDRESS}\n"


def test_things_of_two_regions_that_share_an_id_are_both_imported(
    killed: LandingZoneFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = ["aws_accessanalyzer_analyzer.hub", "aws_accessanalyzer_analyzer.abroad"]
    creations = [CREATION | {"address": address, "type": "aws_accessanalyzer_analyzer"} for address in addresses]
    providers = [{"region": "eu-west-1"}, {"alias": "us-east-1", "region": "us-east-1"}]
    analyzers = {"hub": {}, "abroad": {"provider": "aws.us-east-1"}}
    content = {"resource": {"aws_accessanalyzer_analyzer": analyzers}, "provider": {"aws": providers}}
    killed.write(organization={"resources": 2, "show_plan": {"resource_changes": creations}})
    (killed.folder("organization") / "cdk.tf.json").write_text(json.dumps(content))
    record = killed.root / "state" / "staging" / "staging-organization.begun"
    record.parent.mkdir(parents=True, exist_ok=True)
    record.write_text("".join(f"{address}\n" for address in addresses))

    result = resume(killed, monkeypatch, {"ids": ["landing-zone"]}, searched=addresses)

    assert result.recovered == tuple(f"{address} (landing-zone)" for address in addresses)


class TestWhatThePlanWouldReplace:
    """An argument that the provider does not read back looks as if it had changed."""

    @pytest.fixture
    def replaced(self, killed: LandingZoneFolder) -> LandingZoneFolder:
        """The killed workspace, where the VPC that is found again would be replaced."""
        paths = [["ipv4_ipam_pool_id"], ["ipv4_netmask_length"]]
        change = {"actions": ["delete", "create"], "after": {"tags_all": {}}, "replace_paths": paths}
        path = killed.folder("organization") / "behaviour.json"
        behaviour = json.loads(path.read_text())
        behaviour["show_plan"] = {"resource_changes": [CREATION]}
        behaviour["show_plan_with_imports"] = {"resource_changes": [CREATION | {"change": change}]}
        path.write_text(json.dumps(behaviour))
        return killed

    def test_is_not_replaced(self, replaced: LandingZoneFolder, monkeypatch: pytest.MonkeyPatch) -> None:
        result = resume(replaced, monkeypatch, {"ids": ["vpc-1"]})

        assert result.error == (
            "the plan would replace what an interrupted run created, right after it is imported:\n"
            "  aws_vpc.hub (vpc-1), because of ipv4_ipam_pool_id, ipv4_netmask_length\n"
            "Change that once it is imported, or allow it now: --allow-destroy 'aws_vpc.hub'"
        )
        assert replaced.applied() == []

    def test_is_replaced_where_the_caller_allows_it(
        self, replaced: LandingZoneFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert resume(replaced, monkeypatch, {"ids": ["vpc-1"]}, allow_destroy=["aws_vpc.*"]).good


@pytest.mark.parametrize(
    ("type_", "why"),
    [
        ("aws_timestream_database", "nobody knows how to find aws_timestream_database"),
        ("aws_cloudcontrolapi_resource", "Terraform imports none; AWS refuses a second policy of that name"),
    ],
)
def test_what_nobody_looks_for_is_created_and_told(landing_zone: LandingZoneFolder, type_: str, why: str) -> None:
    address = f"{type_}.metrics"
    creation = CREATION | {"address": address, "type": type_}
    landing_zone.write(organization={"resources": 1, "show_plan": {"resource_changes": [creation]}})
    content = {"resource": {type_: {"metrics": {}}}, "provider": {"aws": [{"region": "eu-west-1"}]}}
    (landing_zone.folder("organization") / "cdk.tf.json").write_text(json.dumps(content))
    record = landing_zone.root / "state" / "staging" / "staging-organization.begun"
    record.parent.mkdir(parents=True)
    record.write_text(f"{address}\n")
    progress = Recorder()

    report = deploy(landing_zone.outdir, "staging", ["organization"], environ=landing_zone.environ, progress=progress)

    told = f"organization: created, though nothing shows whether it exists already: {address} ({why})"
    assert (report.ok, told in progress.notes) == (True, True)
