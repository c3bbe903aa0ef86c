from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from modules.runner.saved.circumstances import Circumstances, _read_of

WAS = Circumstances(
    configuration="a", variables="b", providers={"aws": "5.100.0"}, state="lineage 3", inputs={"staging-accounts": "c"}
)


@pytest.mark.parametrize(
    ("now", "moved"),
    [
        (WAS, []),
        (replace(WAS, configuration="x"), ["the configuration"]),
        (replace(WAS, variables="x"), ["variables in the environment"]),
        (replace(WAS, providers={"aws": "6.0.0"}), ["the versions of providers"]),
        (replace(WAS, state="lineage 4"), ["the workspace's own state"]),
        (replace(WAS, inputs={"staging-accounts": "x"}), ["what staging-accounts puts out"]),
        (replace(WAS, inputs={}), ["what staging-accounts puts out"]),
    ],
)
def test_whatever_has_moved_is_named(now: Circumstances, moved: list[str]) -> None:
    assert WAS.moved(now) == moved


def test_only_outputs_that_are_read_bind_a_plan(tmp_path: Path) -> None:
    document = {
        "data": {
            "terraform_remote_state": {
                "accounts": {"config": {"path": "../staging-accounts.tfstate"}},
                "more": {"config": {"path": "../staging-accounts-more.tfstate"}},
            }
        },
        "resource": {
            "aws_vpc": {
                "x": {
                    "a": '${data.terraform_remote_state.accounts.outputs.ids["network"]}',
                    "b": '${data.terraform_remote_state.accounts.outputs["with-hyphen"]}',
                    "c": "${data.terraform_remote_state.more.outputs.other}",
                }
            }
        },
    }
    (tmp_path / "cdk.tf.json").write_text(json.dumps(document))

    assert _read_of(tmp_path, "staging-accounts") == {"ids", "with-hyphen"}
    assert _read_of(tmp_path, "staging-accounts-more") == {"other"}
