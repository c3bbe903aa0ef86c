"""Environments without Identity Center, with groups of their own only, and with more assignments than one holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from modules.access.synthesized_access import Entry, read_access
from modules.environment import Environment
from modules.landing_zone.known_ids import known_ids
from modules.landing_zone.platform_access import platform_access
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import smaller_staging

OWN = {"Operations": {"description": "Operations.", "access": [{"permission_set": "ReadOnly", "units": ["Workloads"]}]}}


def synthesized(folder: Path, identity: dict[str, Any] | str) -> tuple[Environment, set[str], set[Entry]]:
    """Synthesize staging with another access: the environment, its workspaces of access, who has what where."""
    environment = smaller_staging(identity=identity)
    synthesize([environment], folder)
    named = {path.name.removeprefix("staging-") for path in (folder / "stacks").glob("staging-identity*")}
    return environment, named, set(read_access(folder, "staging", known_ids(environment.zone)).entries)


def of_directory(environment: Environment) -> set[Entry]:
    assignments = environment.zone.directory.assignments
    return {Entry(one.group.name, one.permission_set, one.account.key) for one in assignments}


def test_without_identity_center_there_is_no_workspace_of_access(tmp_path: Path) -> None:
    assert synthesized(tmp_path, "none")[1:] == (set(), set())


def test_with_groups_of_one_s_own_alone_nobody_else_has_anything(tmp_path: Path) -> None:
    environment, named, entries = synthesized(tmp_path, {"groups": OWN, "without_groups": "all", "team_groups": {}})

    assert named == {"identity", "identity-fraud"}
    assert {entry.group for entry in entries} == {"Operations"}
    assert entries == of_directory(environment)


def test_spread_assignments_are_all_there_and_none_is_left_in_identity(tmp_path: Path) -> None:
    environment, named, entries = synthesized(tmp_path, {"assignment_workspaces": 2})

    parts = {f"identity-{name}" for name in platform_access(environment.zone).parts}
    assert len(parts) == 2
    assert parts <= named
    assert entries == of_directory(environment)
    assert "aws_ssoadmin_account_assignment" not in (tmp_path / "stacks/staging-identity/cdk.tf.json").read_text()
