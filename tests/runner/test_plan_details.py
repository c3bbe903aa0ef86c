"""What resources of a plan are called, whose they are, and why they are replaced."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from rich.text import Text

from modules.runner.display.planned_changes import changes_in_words, refusals, thing
from modules.runner.outcome import Outcome, PlanReport, WorkspaceResult
from modules.runner.plan_details import kind_in_words, planned_changes
from modules.runner.planned_change import PlannedChange
from modules.runner.protection import protected_types
from modules.runner.terraform.events import ResourcePlanned
from modules.runner.terraform.run import TerraformRun

OWNERS = {"fraud": "team fraud", "fraud-dev": "account fraud-dev", "network": "account network"}


def details(
    tmp_path: Path, planned: ResourcePlanned, *, resource: Any = None, shown: Any = None, workspace: str = "accounts"
) -> PlannedChange:
    folder = tmp_path / f"staging-{workspace}"
    folder.mkdir()
    (folder / "cdk.tf.json").write_text(json.dumps({"resource": resource or {}}))
    plan = {"resource_changes": [{"address": planned.address, "change": shown or {}}]}
    run = cast("TerraformRun", SimpleNamespace(folder=folder, shown=lambda *_: plan))
    (change,) = planned_changes(run, [planned], allowed=(), owners=OWNERS)
    return change


def test_a_name_is_what_is_written_and_no_reference(tmp_path: Path) -> None:
    written = {"tags": {"Name": "${var.name}"}, "name": "Fraud", "email": "fraud@acme.example"}
    planned = ResourcePlanned('aws_organizations_account.a["x"]', "create", "aws_organizations_account")

    change = details(tmp_path, planned, resource={"aws_organizations_account": {"a": written}})

    assert (change.kind, change.name) == ("account", "Fraud, fraud@acme.example")


def test_what_is_gone_is_called_as_it_was_and_nothing_that_is_secret_is_told(tmp_path: Path) -> None:
    shown = {
        "before": {"name": "Readers", "description": "secret", "email": "secret"},
        "before_sensitive": {"email": True},
    }

    change = details(
        tmp_path, ResourcePlanned("aws_identitystore_group.a", "delete", "aws_identitystore_group"), shown=shown
    )

    assert (change.kind, change.name, change.is_refused) == ("group", "Readers", True)


@pytest.mark.parametrize(
    ("workspace", "address", "owner"),
    [
        ("accounts", "aws_organizations_account.accounts_fraud-dev_F6229796", "account fraud-dev"),
        ("account-fraud-dev", "module.spoke-eu-west-1.aws_vpc.spoke", "account fraud-dev"),
        ("identity-fraud", "aws_identitystore_group.readers", "team fraud"),
        ("identity", "aws_identitystore_group.fraudsters", ""),
        ("network-eu-west-1", "aws_vpc.fraud-dev-2", ""),
    ],
)
def test_an_owner_is_named_by_a_whole_part_of_the_address_or_by_the_workspace(
    tmp_path: Path, workspace: str, address: str, owner: str
) -> None:
    assert details(tmp_path, ResourcePlanned(address, "create", "aws_vpc"), workspace=workspace).owner == owner


@pytest.mark.parametrize(
    ("action", "reason", "paths", "because"),
    [
        ("replace", "cannot_update", [["cidr_block"], ["tags", "a"]], "cidr_block, tags.a"),
        ("replace", "tainted", [], "it was left half made"),
        ("replace", "", [], ""),
        ("delete", "delete_because_no_resource_config", [["cidr_block"]], ""),
    ],
)
def test_only_a_replacement_has_something_that_forces_it(
    tmp_path: Path, action: str, reason: str, paths: list[list[str]], because: str
) -> None:
    planned = ResourcePlanned("aws_vpc.a", action, "aws_vpc", reason)

    assert details(tmp_path, planned, shown={"replace_paths": paths}).because == because


def test_a_plan_that_cannot_be_shown_is_told_without_names(tmp_path: Path) -> None:
    def shown(*_: str) -> None:
        raise OSError

    run = cast("TerraformRun", SimpleNamespace(folder=tmp_path, shown=shown))

    (change,) = planned_changes(run, [ResourcePlanned("aws_vpc.a", "replace", "aws_vpc")], allowed=(), owners={})

    assert (change.name, change.because, change.kind) == ("", "", "VPC")


def test_a_data_source_that_is_read_is_no_change(tmp_path: Path) -> None:
    run = cast("TerraformRun", SimpleNamespace(folder=tmp_path))

    assert planned_changes(run, [ResourcePlanned("data.aws_vpc.a", "read", "aws_vpc")], allowed=(), owners={}) == ()


def test_every_protected_type_has_a_name_of_aws() -> None:
    unnamed = {type_ for type_ in protected_types() if kind_in_words(type_) == type_[4:].replace("_", " ")}

    assert unnamed <= {"aws_backup_vault", "aws_subnet"}  # which AWS calls just so
    assert kind_in_words("aws_new_thing") == "new thing"


def changed(count: int, action: str, **content: Any) -> list[Text]:
    changes = tuple(
        PlannedChange(address=f"aws_x.{number}", action=action, type="aws_x", **content) for number in range(count)
    )
    result = WorkspaceResult(workspace="staging-a", outcome=Outcome.CHANGES, planned=changes)
    return list(changes_in_words(PlanReport("staging", (result,), 1.0)))


@pytest.mark.parametrize(("action", "listed"), [("delete", 150), ("update", 0), ("create", 0)])
def test_of_many_that_are_changed_or_created_only_the_kinds_are_counted(action: str, listed: int) -> None:
    lines = [line.plain for line in changed(150, action, kind="thing")]

    assert sum("aws_x." in line for line in lines) == listed
    assert ("  150 thing" in lines) is (listed == 0)


def test_text_of_users_does_nothing_to_a_terminal() -> None:
    (_, line, *_) = changed(1, "delete", kind="thing", name="a\x1b[2J[red]\nb")

    assert line.plain == "  - thing a\\x1b[2J[red]\\nb is destroyed"


def test_what_is_protected_comes_first_of_what_is_lost() -> None:
    changes = tuple(
        PlannedChange(address=f"aws_x.{text}", action="delete", type="aws_x", protected=text) for text in ("", "gone")
    )
    result = WorkspaceResult(workspace="staging-a", outcome=Outcome.CHANGES, planned=changes)

    lines = [line.plain for line in changes_in_words(PlanReport("staging", (result,), 1.0))]

    assert lines[1:5] == [
        "! - aws_x is destroyed; protected: gone",
        "      a: aws_x.gone",
        "  - aws_x is destroyed",
        "      a: aws_x.",
    ]


def test_what_is_gone_is_told_before_what_is_new_with_what_a_deploy_refuses() -> None:
    gone = PlannedChange(
        address="aws_x.a", action="create", type="aws_x", kind="key", protected="lost", is_gone=True, is_refused=True
    )
    new = PlannedChange(address="aws_x.b", action="create", type="aws_x", kind="key", protected="lost")
    result = WorkspaceResult(workspace="staging-a", outcome=Outcome.CHANGES, planned=(new, gone))
    report = PlanReport("staging", (result,), 1.0)

    assert [line.plain for line in changes_in_words(report)] == [
        "Gone from AWS, and created again (1)",
        "! + key is gone, and created again; protected: lost; a deploy refuses this",
        "      a: aws_x.a",
        "",
        "Created (1)",
        "! + key is created",
        "      a: aws_x.b",
        "",
    ]
    assert [line.plain for line in refusals(report, ["deploy"])] == [
        "A deploy refuses to create again what is protected and exists no more: 1 in a.",
        "Have it back where AWS can do that. To create all of it again:",
        "  deploy --allow-destroy aws_x.a",
        "",
    ]


@pytest.mark.parametrize(
    ("name", "owner", "words"),
    [
        ("fraud-dev, a@acme.example", "account fraud-dev", "account fraud-dev, a@acme.example"),
        ("Fraud, a@acme.example", "account fraud-dev", "account Fraud, a@acme.example, of account fraud-dev"),
        ("", "team fraud", "account of team fraud"),
    ],
)
def test_an_owner_is_not_said_twice(name: str, owner: str, words: str) -> None:
    change = PlannedChange(address="a", action="create", type="t", kind="account", name=name, owner=owner)

    assert thing(change) == words
