from __future__ import annotations

import json
from pathlib import Path

from modules.runner.retirement.folder import retired_before, write_retirement
from modules.runner.retirement.left_state import LeftState

ACCOUNT = "arn:aws:iam::111111111111:role/reach"


def left(name: str, *reads: str) -> LeftState:
    record = {
        "environment": "staging",
        "workspace": f"staging-{name}",
        "reads": [f"staging-{read}" for read in reads],
        "required_providers": {"aws": {"source": "hashicorp/aws", "version": ">= 5.100.0"}},
        "providers": {"aws": [{"region": "eu-west-1", "assume_role": [{"role_arn": ACCOUNT}], "alias": None}]},
    }
    return LeftState(workspace=f"staging-{name}", name=name, resources=1, record=record)


def sibling(folder: Path) -> Path:
    path = folder / "stacks" / "staging-accounts"
    path.mkdir(parents=True)
    backend = {
        "s3": {"bucket": "states", "key": "landing-zone/staging/staging-accounts.tfstate", "region": "eu-west-1"}
    }
    (path / "cdk.tf.json").write_text(json.dumps({"terraform": {"backend": backend}}))
    return path


def test_a_state_is_retired_after_those_that_read_from_it() -> None:
    states = [left("network-eu-west-1", "accounts"), left("catalog-x", "network-eu-west-1"), left("models-x")]

    assert retired_before(states) == {
        "staging-network-eu-west-1": {"staging-catalog-x"},
        "staging-catalog-x": set(),
        "staging-models-x": set(),
    }


def test_states_that_were_read_in_a_circle_over_time_still_have_an_order() -> None:
    assert retired_before([left("a", "b"), left("b", "a")]) == {"staging-a": set(), "staging-b": {"staging-a"}}


def test_a_workspace_that_retires_has_backend_and_providers_of_the_state_and_keeps_its_record(tmp_path: Path) -> None:
    state = left("identity-fraud", "accounts")

    write_retirement([state], tmp_path / "left", sibling=sibling(tmp_path))

    content = json.loads((tmp_path / "left/stacks/staging-identity-fraud/cdk.tf.json").read_text())
    assert content["terraform"]["backend"]["s3"]["key"] == "landing-zone/staging/staging-identity-fraud.tfstate"
    assert content["provider"] == {"aws": [{"region": "eu-west-1", "assume_role": [{"role_arn": ACCOUNT}]}]}
    assert content["output"]["retirement"]["value"]["reads"] == ["staging-accounts"]
    assert "resource" not in content


def test_no_value_of_a_record_is_read_as_an_expression(tmp_path: Path) -> None:
    state = left("models-x")
    assert state.record
    state.record["providers"]["aws"][0]["region"] = '${file("/etc/passwd")}'

    write_retirement([state], tmp_path / "left", sibling=sibling(tmp_path))

    content = json.loads((tmp_path / "left/stacks/staging-models-x/cdk.tf.json").read_text())
    assert content["provider"]["aws"][0]["region"] == '$${file("/etc/passwd")}'
