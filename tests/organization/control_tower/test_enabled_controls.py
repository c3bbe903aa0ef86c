from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from modules.organization.control_tower.bindings import address_part, bindings
from modules.organization.control_tower.catalogue import catalogue
from modules.organization.control_tower.enabled_controls import EnabledControls
from modules.organization.control_tower.spec import ControlTowerSpec
from tests.support.environments import addresses
from tests.support.synthesis import synthesize_one

UNIT_ARNS = {
    ("Workloads",): "arn:workloads",
    ("Workloads", "Production"): "arn:production",
    ("Sandbox",): "arn:sandbox",
}
Controls = Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]]
CONTROLS: Controls = {
    "Workloads": {"CT.KMS.PV.3": {"ExemptedPrincipalArns": ("arn:aws:iam::*:role/BreakGlass",)}},
    "Workloads/Production": {"CT.SAGEMAKER.PR.1": {}, "AWS-GR_ENCRYPTED_VOLUMES": {}},
    "Sandbox": {"CT.MULTISERVICE.PV.1": {"AllowedRegions": ("eu-west-1", "us-east-1")}},
}


def synthesized(folder: Path, controls: Controls = CONTROLS) -> dict[str, Any]:
    spec = ControlTowerSpec.model_validate({"controls": controls})
    return synthesize_one(
        folder,
        lambda stack: EnabledControls(
            stack, "controls", bindings=bindings(spec), catalogue=catalogue(), unit_arns=UNIT_ARNS
        ),
    )


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return synthesized(tmp_path_factory.mktemp("stack"))


def test_each_control_is_enabled_on_its_unit_by_its_global_identifier(document: dict[str, Any]) -> None:
    controls = document["resource"]["aws_controltower_control"].values()
    known = catalogue()

    assert {(one["target_identifier"], one["control_identifier"]) for one in controls} == {
        ("arn:workloads", known["CT.KMS.PV.3"].arn),
        ("arn:production", known["CT.SAGEMAKER.PR.1"].arn),
        ("arn:production", known["AWS-GR_ENCRYPTED_VOLUMES"].arn),
        ("arn:sandbox", known["CT.MULTISERVICE.PV.1"].arn),
    }


def test_a_parameter_is_a_list_in_json(document: dict[str, Any]) -> None:
    by_target = {
        one["target_identifier"]: one.get("parameters")
        for one in document["resource"]["aws_controltower_control"].values()
    }

    assert by_target["arn:sandbox"] == [{"key": "AllowedRegions", "value": '["eu-west-1","us-east-1"]'}]
    assert json.loads(by_target["arn:workloads"][0]["value"]) == ["arn:aws:iam::*:role/BreakGlass"]
    assert by_target["arn:production"] is None


def test_addresses_say_unit_and_control(document: dict[str, Any]) -> None:
    assert addresses(document) == [
        "aws_controltower_control.controls_Sandbox_ct-multiservice-pv-1_9050B4E1",
        "aws_controltower_control.controls_Workloads_ct-kms-pv-3_DD2AFFF4",
        "aws_controltower_control.controls_Workloads_units_Production_aws-gr-encrypted-volumes_9F3BD998",
        "aws_controltower_control.controls_Workloads_units_Production_ct-sagemaker-pr-1_1BECF309",
    ]


def test_a_control_more_moves_no_other_and_one_waits_for_another_at_most(
    document: dict[str, Any], tmp_path: Path
) -> None:
    more = {**CONTROLS, "Sandbox": {**CONTROLS["Sandbox"], "CT.S3.PR.1": {}, "CT.KMS.PV.3": {}}}
    before = document["resource"]["aws_controltower_control"]
    after = synthesized(tmp_path, more)["resource"]["aws_controltower_control"]

    assert set(before) < set(after)
    changed = [address for address, control in before.items() if after[address] != control]
    assert all({**after[one], "depends_on": None} == {**before[one], "depends_on": None} for one in changed)
    assert len(changed) <= 2


def test_controls_wait_for_each_other_where_there_are_more_than_control_tower_takes(tmp_path: Path) -> None:
    many: Controls = {"Sandbox": {name: {} for name in catalogue() if name.startswith(("CT.RDS.", "CT.EC2.PR"))}}
    controls = synthesized(tmp_path, many)["resource"]["aws_controltower_control"]
    awaited = [one for control in controls.values() for one in control.get("depends_on", ())]

    assert len(controls) > 10
    assert len(controls) - len(awaited) <= 10
    assert {one.removeprefix("aws_controltower_control.") for one in awaited} <= set(controls)


def test_no_two_controls_of_the_catalogue_have_one_name_in_an_address() -> None:
    assert len({address_part(name) for name in catalogue()}) == len(catalogue())
    assert address_part("AWS-GR_RESTRICT_ROOT_USER") == "aws-gr-restrict-root-user"
