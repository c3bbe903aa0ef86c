"""Real environments, synthesized for AFT and exported: both ends of what crosses between them fit."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from modules.environment import Environment
from modules.exports.aft.delivered import read_delivered
from modules.exports.aft.export import export
from modules.exports.aft.root_modules import account_root, is_global
from modules.synthesized.environment import Synthesized, read_synthesized
from modules.workspaces.writing.synthesis import synthesize
from tests.exports.aft.bench import POLICIES
from tests.exports.aft.exported import production, synthesized_production
from tests.support.aft import vended_by_aft
from tests.support.once import folder_of_all_workers

ENVIRONMENTS = ("staging", "production")
FIELD = re.compile(r'local\.account\["([^"]+)"\]')


@pytest.fixture(scope="session", params=ENVIRONMENTS)
def synthesized(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Environment, Path]:
    """An environment whose accounts AFT vends, and the folder that it is synthesized to."""
    if request.param == "production":
        return production(), synthesized_production(tmp_path_factory)
    environment = Environment(request.param, vended_by_aft(request.param))
    folder = folder_of_all_workers(
        tmp_path_factory, f"{request.param}-by-aft", lambda made: synthesize([environment], made / "cdktf.out")
    )
    return environment, folder / "cdktf.out"


@pytest.fixture
def exported(synthesized: tuple[Environment, Path], tmp_path: Path) -> Path:
    """What it is exported to."""
    export(*synthesized, tmp_path / "to", policies=POLICIES)
    return tmp_path / "to"


def documents(exported: Path) -> dict[str, dict[str, Any]]:
    """Give the document of each root module of customizations, by its path."""
    paths = [path for path in exported.rglob("terraform/cdk.tf.json") if "modules" not in path.parts]
    return {path.relative_to(exported).as_posix(): json.loads(path.read_text()) for path in paths}


def custom_fields(exported: Path) -> dict[str, dict[str, str]]:
    """Give the custom fields of each request, with its folder of customizations as a further one."""
    paths = (exported / "aft-account-request" / "terraform").glob("*.tf.json")
    requests = [call for path in paths for call in json.loads(path.read_text())["module"].values()]
    return {
        request["custom_fields"]["key"]: {**request["custom_fields"], "": request["account_customizations_name"]}
        for request in requests
    }


def test_every_field_that_customizations_read_is_in_each_request_of_their_accounts(exported: Path) -> None:
    fields = custom_fields(exported)
    for path, document in documents(exported).items():
        read = set(FIELD.findall(json.dumps(document).replace('\\"', '"')))
        folder = path.split("/")[1]
        for key, own in fields.items():
            if own[""] == folder:
                assert read <= own.keys(), key


def parameters(synthesized: Synthesized, environment: str) -> dict[str, str]:
    """Give the value of each parameter that the workspace `aft-values` writes, by its name."""
    scope = synthesized.scope(f"{environment}-aft-values")
    assert scope is not None
    written: dict[str, str] = {}
    for body in scope.document.blocks("resource")["aws_ssm_parameter"].values():
        name, output = body["name"].split("/")[3:5]
        producer = synthesized.scope(f"{environment}-{name}")
        assert producer is not None
        written |= _flat(body["name"].removesuffix("/${each.key}"), producer.output(output))
    return written


def _flat(name: str, value: Any) -> dict[str, str]:
    if isinstance(value, dict):
        return {key: text for inner, below in value.items() for key, text in _flat(f"{name}/{inner}", below).items()}
    return {name: value}


def test_every_parameter_that_customizations_read_is_written_by_a_workspace(
    exported: Path, synthesized: tuple[Environment, Path]
) -> None:
    environment, output = synthesized
    written = parameters(read_synthesized(output, environment.name), environment.name)
    read = {
        lookup["name"]
        for document in documents(exported).values()
        for lookup in document.get("data", {}).get("aws_ssm_parameter", {}).values()
    }
    assert {name for name in read if "${" not in name} - written.keys() == set()
    assert all(isinstance(value, str) and value for value in written.values())


def test_maps_of_maps_are_written_flat(synthesized: tuple[Environment, Path]) -> None:
    environment, output = synthesized
    path = output / "stacks" / f"{environment.name}-aft-values" / "cdk.tf.json"
    (pools,) = (
        body
        for body in json.loads(path.read_text())["resource"]["aws_ssm_parameter"].values()
        if "/pool_ids/" in body["name"]
    )
    source = r"data\.terraform_remote_state\.network-ipam\.outputs\.pool_ids"
    key_of_both = r'"\$\{(\w+)\}/\$\{(\w+)\}" => \w+'
    found = re.fullmatch(
        rf"\$\{{merge\(\[for (\w+), (\w+) in {source} : \{{\s*for (\w+), \w+ in \2 : {key_of_both}\s*\}}\]\.\.\.\)\}}",
        pools["for_each"],
    )
    assert found, pools["for_each"]
    assert (found[1], found[3]) == (found[4], found[5])


def test_every_shape_calls_the_baseline_in_the_same_way_and_nothing_else_refers_to_it(
    synthesized: tuple[Environment, Path],
) -> None:
    environment, output = synthesized
    shapes = read_delivered(output, environment.name).shapes
    baselines = [
        {name: call for name, call in shape.document["module"].items() if is_global(call)} for shape in shapes.values()
    ]
    assert {"account-baseline", *(f"region-baseline-{region}" for region in environment.zone.organization.regions)} <= {
        *baselines[0]
    }
    names = [sorted(calls) for calls in baselines]
    assert names == [names[0]] * len(names)
    for shape in shapes.values():
        account_root(environment.name, shape)  # refuses references to what is not in it


def test_no_root_module_reads_states_or_has_a_backend_or_a_provider(exported: Path) -> None:
    for document in documents(exported).values():
        assert "terraform_remote_state" not in json.dumps(document)
        assert not document.keys() & {"provider", "terraform"}
        assert all(document.values())


def test_every_module_that_is_called_is_below_its_root(exported: Path) -> None:
    for path, document in documents(exported).items():
        for call in document["module"].values():
            assert (exported / path).parent.joinpath(call["source"], "cdk.tf.json").is_file()
