from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from botocore.loaders import Loader

from modules.organization.control_tower.catalogue import (
    CATALOGUE,
    CataloguedControl,
    ControlKind,
    Guidance,
    Implementation,
    Need,
    catalogue,
)
from modules.specification.problems import InvalidEnvironmentError

CONTROLS = catalogue()
KIND_OF = {
    Implementation.SERVICE_CONTROL_POLICY: ControlKind.PREVENTIVE,
    Implementation.RESOURCE_CONTROL_POLICY: ControlKind.PREVENTIVE,
    Implementation.DECLARATIVE_POLICY: ControlKind.PREVENTIVE,
    Implementation.CONFIG_RULE: ControlKind.DETECTIVE,
    Implementation.CLOUDFORMATION_HOOK: ControlKind.PROACTIVE,
}


@pytest.fixture(params=CONTROLS)
def named(request: pytest.FixtureRequest) -> tuple[str, CataloguedControl]:
    return request.param, CONTROLS[request.param]


def test_it_has_controls_of_every_kind_for_machine_learning_and_data() -> None:
    assert len(CONTROLS) >= 60
    assert {control.kind for control in CONTROLS.values()} == set(ControlKind)
    services = (
        "athena", "cloudtrail", "dynamodb", "ec2", "emr", "glue", "iam", "kms", "lambda", "opensearch", "rds",
        "redshift", "s3", "sagemaker", "secretsmanager",
    )  # fmt: skip
    assert set(services) <= {path.stem for path in CATALOGUE.glob("*.json")}


def test_each_identifier_is_of_one_control() -> None:
    assert [id_ for id_, count in Counter(control.id for control in CONTROLS.values()).items() if count > 1] == []


def test_no_name_is_in_two_files() -> None:
    written = [name for path in CATALOGUE.glob("*.json") for name in json.loads(path.read_text())["controls"]]
    assert sorted(written) == sorted(CONTROLS)


def test_names_are_those_of_aws(named: tuple[str, CataloguedControl]) -> None:
    name, control = named
    assert re.fullmatch(r"AWS-GR_[A-Z0-9_]+|CT\.[A-Z0-9]+\.(PV|PR)\.\d+", name)
    if name.startswith("CT."):
        assert ({"PV": ControlKind.PREVENTIVE, "PR": ControlKind.PROACTIVE}[name.split(".")[2]]) is control.kind


def test_an_identifier_is_one_that_control_tower_takes(named: tuple[str, CataloguedControl]) -> None:
    arn = named[1].arn
    shape = Loader().load_service_model("controltower", "service-2")["shapes"]["ControlIdentifier"]
    assert re.fullmatch(shape["pattern"].removeprefix("^").removesuffix("$"), arn)
    assert shape["min"] <= len(arn) <= shape["max"]


def test_what_a_control_does_follows_from_what_it_is_made_of(named: tuple[str, CataloguedControl]) -> None:
    assert named[1].kind is KIND_OF[named[1].implementation]


def test_only_hooks_are_of_no_known_guidance(named: tuple[str, CataloguedControl]) -> None:
    is_hook = named[1].implementation is Implementation.CLOUDFORMATION_HOOK
    assert (named[1].guidance is Guidance.OPTIONAL) == is_hook


def test_only_policies_that_can_exempt_somebody_take_parameters(named: tuple[str, CataloguedControl]) -> None:
    """Control Tower User Guide, Controls with parameters: detective ones take none."""
    _, control = named
    exempts = control.implementation in {
        Implementation.SERVICE_CONTROL_POLICY,
        Implementation.RESOURCE_CONTROL_POLICY,
    }
    assert ("ExemptedPrincipalArns" in control.parameters) == (exempts and control.guidance is not Guidance.MANDATORY)


def test_the_region_control_is_the_only_one_that_needs_something_said() -> None:
    needy = {name for name, control in CONTROLS.items() if Need.REQUIRED in control.parameters.values()}
    assert needy == {"CT.MULTISERVICE.PV.1"}


def test_an_entry_that_is_not_right_is_a_problem_with_its_place(tmp_path: Path) -> None:
    entry = {"title": "x", "id": "too-short", "kind": "forbidden"}
    (tmp_path / "new.json").write_text(json.dumps({"service": "New", "controls": {"CT.NEW.PV.1": entry}}))

    with pytest.raises(InvalidEnvironmentError) as caught:
        catalogue(tmp_path)

    paths = {problem.path for problem in caught.value.problems}
    assert {'controls."CT.NEW.PV.1".id', 'controls."CT.NEW.PV.1".kind', 'controls."CT.NEW.PV.1".source'} <= paths
    assert {problem.file for problem in caught.value.problems} == {"policies/controls/new.json"}
