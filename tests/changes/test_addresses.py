"""What becomes of each resource."""

from __future__ import annotations

from pathlib import Path

import pytest

from modules.changes.addresses import Action, address_changes
from modules.changes.revisions import nothing
from modules.changes.terraform import gains, losses, versions
from tests.changes.revisions import ENVIRONMENT, FAR, HUB, Change, Contents, provider, revisions, small, written


def actions(tmp_path: Path, change: Change, workspace: str = FAR) -> list[tuple[str, str, str]]:
    before, now = revisions(tmp_path, change)
    return [(one.address, one.action.value, one.was) for one in address_changes(before, now, workspace)]


def rename(contents: Contents) -> None:
    contents[FAR]["resource"]["aws_topic"] = {"b": {"name": "far"}}


def with_moves(tmp_path: Path, text: str) -> list[tuple[str, str, str]]:
    before = written(tmp_path / "before", small())
    contents = small()
    rename(contents)
    now = written(tmp_path / "now", contents, side_files={f"{FAR}/moves.tf": text})
    return [(one.address, one.action.value, one.was) for one in address_changes(before, now, FAR)]


def test_a_resource_that_is_called_otherwise_is_destroyed_and_created_and_the_loss_comes_first(tmp_path: Path) -> None:
    assert actions(tmp_path, rename) == [("aws_topic.a", "destroyed", ""), ("aws_topic.b", "created", "")]


def test_a_resource_that_is_moved_is_renamed(tmp_path: Path) -> None:
    moved = "moved {\n  from = aws_topic.a\n  to   = aws_topic.b\n}\n"

    assert with_moves(tmp_path, moved) == [("aws_topic.b", "renamed", "aws_topic.a")]


def test_a_resource_that_is_let_go_of_is_left(tmp_path: Path) -> None:
    removed = "removed {\n  from = aws_topic.a\n\n  lifecycle {\n    destroy = false\n  }\n}\n"

    assert ("aws_topic.a", "left", "") in with_moves(tmp_path, removed)


def test_a_resource_that_is_removed_with_what_it_made_is_destroyed(tmp_path: Path) -> None:
    removed = "removed {\n  from = aws_topic.a\n\n  lifecycle {\n    destroy = true\n  }\n}\n"

    assert ("aws_topic.a", "destroyed", "") in with_moves(tmp_path, removed)


@pytest.mark.parametrize("arguments", [{"region": "eu-west-2"}, {"allowed_account_ids": ["222222222222"]}])
def test_a_resource_whose_provider_works_elsewhere_is_made_anew(tmp_path: Path, arguments: dict[str, object]) -> None:
    def change(contents: Contents) -> None:
        contents[FAR]["provider"] = provider(**arguments)

    assert actions(tmp_path, change) == [("aws_topic.a", Action.ELSEWHERE.value, "")]


def test_a_resource_in_a_module_is_changed_by_what_the_module_is_given(tmp_path: Path) -> None:
    def change(contents: Contents) -> None:
        contents[HUB]["module"]["firewall"]["size"] = 2

    before, now = revisions(tmp_path, change)
    (found,) = address_changes(before, now, HUB)

    assert (found.address, found.arguments) == ("module.firewall.aws_firewall.one", ("size",))


def test_the_order_in_which_resources_are_made_changes_none(tmp_path: Path) -> None:
    def change(contents: Contents) -> None:
        del contents[HUB]["resource"]["aws_vpc"]["two"]["depends_on"]

    assert actions(tmp_path, change, HUB) == []


def test_what_a_workspace_made_that_is_gone_is_left(tmp_path: Path) -> None:
    before, now = revisions(tmp_path, lambda contents: contents.pop(FAR))

    assert [change.action for change in address_changes(before, now, FAR)] == [Action.LEFT]


def test_losses_are_told_address_by_address_and_gains_are_counted(tmp_path: Path) -> None:
    before, now = revisions(tmp_path, rename)
    changes = address_changes(before, now, FAR)

    assert [(entry.what, entry.how) for entry in losses(changes)] == [("demo-far: aws_topic.a", "destroyed")]
    assert [(entry.what, entry.how) for entry in gains(changes)] == [("demo-far: 1 created", "aws_topic")]


def test_versions_of_providers_are_compared_and_a_new_environment_has_none_to_compare(tmp_path: Path) -> None:
    def change(contents: Contents) -> None:
        contents[HUB]["terraform"]["required_providers"]["aws"]["version"] = ">= 6.0.0"

    before, now = revisions(tmp_path, change)

    assert [entry.how for entry in versions(before, now)] == [">= 5.100.0 → >= 6.0.0"]
    assert list(versions(nothing(ENVIRONMENT), now)) == []
