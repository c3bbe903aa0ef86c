"""Settings looked up by path, and compared."""

from __future__ import annotations

from typing import Any

import pytest

from modules.policy_evaluation.inheritance.effective_settings import setting_at, setting_equals

VAULT = "arn:aws:backup:us-east-1:$account:backup-vault:Copies"
SETTINGS = {
    "plans": {
        "Nightly": {
            "regions": ["eu-west-1", "us-east-1"],
            "rules": {"daily": {"enable_continuous_backup": True, "lifecycle": {"delete_after_days": "35"}}},
            "copy_actions": {VAULT: {"target_backup_vault_arn": VAULT}},
        }
    }
}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("plans.Nightly.rules.daily.lifecycle.delete_after_days", "35"),
        ("PLANS.nightly.regions", ["eu-west-1", "us-east-1"]),
        (f"plans.Nightly.copy_actions.{VAULT}.target_backup_vault_arn", VAULT),
        ("plans.Monthly", None),
        ("plans.Nightly.regions.eu-west-1", None),
        ("plans.Nightly.regions.eu-west-1.more", None),
    ],
)
def test_a_setting_is_found_by_its_path(path: str, found: Any) -> None:
    assert setting_at(SETTINGS, path) == found


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("plans.Nightly.rules.daily.lifecycle.delete_after_days", "35"),
        ("plans.Nightly.rules.daily.lifecycle.delete_after_days", 35),
        ("plans.Nightly.rules.daily.enable_continuous_backup", True),
        ("plans.Nightly.rules.daily.enable_continuous_backup", "true"),
        ("plans.Nightly.regions", ["us-east-1", "eu-west-1"]),
        ("plans.Nightly.rules.daily.lifecycle", {"Delete_After_Days": 35}),
        ("plans.Monthly", None),
    ],
)
def test_a_setting_equals_what_is_the_same_to_organizations(path: str, expected: Any) -> None:
    assert setting_equals(SETTINGS, path, expected)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("plans.Nightly.rules.daily.lifecycle.delete_after_days", "350"),
        ("plans.Nightly.rules.daily.lifecycle.delete_after_days", None),
        ("plans.Nightly.rules.daily.lifecycle.delete_after_days", ["35"]),
        ("plans.Nightly.rules.daily.enable_continuous_backup", False),
        ("plans.Nightly.regions", ["eu-west-1"]),
        ("plans.Nightly.regions", ["eu-west-1", "us-east-1", "us-east-1"]),
        ("plans.Nightly.rules.daily.lifecycle", {}),
        ("plans.Nightly.rules.daily.lifecycle", {"delete_after_days": "35", "more": "1"}),
        ("plans.Nightly.rules.daily.lifecycle", {"delete_after_days": "36"}),
        ("plans.Monthly", {}),
        ("plans.Monthly", "None"),
    ],
)
def test_a_setting_does_not_equal_anything_else(path: str, expected: Any) -> None:
    assert not setting_equals(SETTINGS, path, expected)
