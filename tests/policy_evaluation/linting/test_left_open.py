"""Write actions that no guardrail names: listed with a reason, or found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from modules.policy_evaluation.linting.left_open import unexplained_actions
from modules.policy_evaluation.reading.left_open import FOLDER, LeftOpen, left_open_actions
from modules.specification.problems import InvalidEnvironmentError
from tests.policy_evaluation.small_organization import RCP, SCP, deny, guardrail, policy

SNAPSHOTS = ["ebs:PutSnapshotBlock", "ebs:start*"]
"""All that the service writes, but CompleteSnapshot."""


UNLISTED = "no guardrail names ebs:CompleteSnapshot: deny it, or list it here with the reason why it is left open"


def found(folder: Path, *listed: LeftOpen, actions: list[str] = SNAPSHOTS, kind: str = SCP) -> list[str]:
    document = policy({**deny("Example", actions), **({"Principal": "*"} if kind == RCP else {})})
    one = replace(guardrail(folder, "example", document, kind=kind), written=document)
    return [f"{where}: {message}" for where, _, message in unexplained_actions([one], listed)]


def listed(action: str, service: str = "ebs") -> LeftOpen:
    return LeftOpen(service, action, "here:1")


class TestUnexplainedActions:
    def test_a_sibling_that_nothing_names_is_found(self, tmp_path: Path) -> None:
        assert found(tmp_path) == ["policies/left_open/ebs.yaml: " + UNLISTED]

    def test_a_sibling_that_is_listed_passes(self, tmp_path: Path) -> None:
        assert found(tmp_path, listed("CompleteSnapshot")) == []

    def test_a_pattern_names_what_it_matches_in_any_case(self, tmp_path: Path) -> None:
        assert found(tmp_path, actions=["EBS:*Snapshot", "ebs:PutSnapshotBlock"]) == []

    @pytest.mark.parametrize(
        ("more", "message"),
        [
            (listed("StartSnapshot"), "ebs:StartSnapshot is named by a guardrail, so it is not left open"),
            (listed("StartSnapshots"), "ebs:StartSnapshots is no action that writes, tags or changes permissions"),
            (
                listed("ListSnapshotBlocks"),
                "ebs:ListSnapshotBlocks is no action that writes, tags or changes permissions",
            ),
            (
                listed("CreateUser", "iam"),
                "iam:CreateUser is of a service that no service control policy names, so nothing of it needs a reason",
            ),
        ],
    )
    def test_a_line_that_is_not_right_is_found(self, tmp_path: Path, more: LeftOpen, message: str) -> None:
        assert found(tmp_path, listed("CompleteSnapshot"), more) == [f"here:1: {message}"]

    def test_a_line_that_is_there_twice_is_found(self, tmp_path: Path) -> None:
        twice = (listed("CompleteSnapshot"), listed("CompleteSnapshot"))
        assert found(tmp_path, *twice) == ["here:1: ebs:CompleteSnapshot is listed more than once"] * 2

    def test_resource_control_policies_name_services_as_a_whole_and_are_not_asked(self, tmp_path: Path) -> None:
        assert found(tmp_path, actions=["s3:*"], kind=RCP) == []


class TestLeftOpenActions:
    def written(self, folder: Path, text: str) -> Path:
        (folder / FOLDER).mkdir(parents=True)
        (folder / FOLDER / "ebs.yaml").write_text(text, encoding="utf-8")
        return folder

    def test_tell_the_line_of_their_reason(self, tmp_path: Path) -> None:
        project = self.written(tmp_path, "left_open:\n  - reason: written by a copy\n    actions: [CompleteSnapshot]\n")
        assert list(left_open_actions(project)) == [
            LeftOpen("ebs", "CompleteSnapshot", "policies/left_open/ebs.yaml:2")
        ]

    def test_take_no_wildcards(self, tmp_path: Path) -> None:
        project = self.written(tmp_path, 'left_open:\n  - reason: whatever\n    actions: ["Complete*"]\n')
        with pytest.raises(InvalidEnvironmentError, match="must be written out"):
            list(left_open_actions(project))
