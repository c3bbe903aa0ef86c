"""The library's guardrails that are settings: what no unit and no account further down can undo."""

from __future__ import annotations

import json
from typing import Any

import pytest

from modules.environment import PROJECT
from modules.policy_evaluation.inheritance.effective_policy import NEW_KEY, effective_policy
from modules.policy_evaluation.inheritance.effective_settings import setting_at

LIBRARY = PROJECT / "policies" / "guardrails"
SETTINGS = sorted(path.parent.name for path in LIBRARY.glob("*/policy.json") if "Statement" not in path.read_text())


def _document(name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((LIBRARY / name / "policy.json").read_text(encoding="utf-8"))
    return document


def _child(path: str, value: Any, operator: str = "@@assign") -> dict[str, Any]:
    """A policy that sets one thing."""
    said: dict[str, Any] = {operator: value}
    for key in reversed(path.split(".")):
        said = {key: said}
    return said


@pytest.mark.parametrize("name", SETTINGS)
def test_its_document_is_in_the_syntax_of_management_policies(name: str) -> None:
    assert effective_policy([("Root", [_document(name)])]).settings


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        ("ai-services-opt-out", "services.default.opt_out_policy", "optIn"),
        ("ec2-instance-metadata", "ec2_attributes.instance_metadata_defaults.http_tokens", "optional"),
        ("ec2-instance-metadata", "ec2_attributes.instance_metadata_defaults.http_tokens_enforced", "disabled"),
        ("ec2-no-public-images-and-snapshots", "ec2_attributes.image_block_public_access.state", "unblocked"),
        ("ec2-no-public-images-and-snapshots", "ec2_attributes.snapshot_block_public_access.state", "unblocked"),
        ("ec2-no-serial-console", "ec2_attributes.serial_console_access.status", "enabled"),
        ("ec2-allowed-images", "ec2_attributes.allowed_images_settings.state", "disabled"),
        ("vpc-block-public-access", "ec2_attributes.vpc_block_public_access.internet_gateway_block.mode", "off"),
        (
            "vpc-block-public-access",
            "ec2_attributes.vpc_block_public_access.internet_gateway_block.exclusions_allowed",
            "enabled",
        ),
        ("required-tag-values", "tags.costcenter.tag_key", "costcenter"),
        ("required-tag-values", "tags.dataclassification.tag_value", ["anything"]),
        ("required-tag-values", "tags.stage.enforced_for", ["ec2:instance"]),
    ],
)
def test_a_policy_further_down_cannot_undo_it(name: str, path: str, value: Any) -> None:
    policy = effective_policy([("Root", [_document(name)]), ("Sandbox", [_child(path, value)])])

    assert setting_at(policy.settings, path) != value
    assert [(one.path, one.what) for one in policy.ignored] == [(path, "@@assign")]


def test_no_account_can_opt_in_to_one_service() -> None:
    child = _child("services.lex.opt_out_policy", "optIn")

    policy = effective_policy([("Root", [_document("ai-services-opt-out")]), ("Sandbox", [child])])

    assert policy.settings == {"services": {"default": {"opt_out_policy": "optOut"}}}
    assert [(one.path, one.what) for one in policy.ignored] == [("services.lex", NEW_KEY)]


def test_a_unit_can_enforce_tags_for_more_types() -> None:
    child = _child("tags.stage.enforced_for", ["ec2:instance"], "@@append")

    policy = effective_policy([("Root", [_document("required-tag-values")]), ("Workloads", [child])])

    assert "ec2:instance" in setting_at(policy.settings, "tags.stage.enforced_for")
    assert "s3:bucket" in setting_at(policy.settings, "tags.stage.enforced_for")


def test_a_unit_can_keep_backups_longer() -> None:
    path = "plans.data-lake.rules.monthly.lifecycle.delete_after_days"

    policy = effective_policy([("Root", [_document("backup-data-lake")]), ("Workloads", [_child(path, "3650")])])

    assert setting_at(policy.settings, path) == "3650"


def test_all_declarative_policies_can_be_attached_to_one_target() -> None:
    declarative = [_document(name) for name in SETTINGS if "ec2_attributes" in _document(name)]

    together = effective_policy([("Root", declarative)]).settings

    apart = [effective_policy([("Root", [one])]).settings["ec2_attributes"] for one in declarative]
    assert together["ec2_attributes"] == {key: value for settings in apart for key, value in settings.items()}


def test_every_backup_copy_is_named_by_its_vault() -> None:
    plans = effective_policy([("Root", [_document("backup-data-lake")])]).settings["plans"]

    copies = [
        copy
        for plan in plans.values()
        for rule in plan["rules"].values()
        for copy in rule.get("copy_actions", {}).items()
    ]
    assert copies
    assert all(name == copy["target_backup_vault_arn"] for name, copy in copies)
