"""What plan, deploy, review and drift have in common: where states are being moved, none of them begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from modules.commands.folders import Folders
from modules.commands.ready import refuse_unready
from modules.deployment.spec import LocalBackendSpec, S3BackendSpec
from modules.specification.errors import LandingZoneError
from modules.state.record import MigrationRecord, migration_record
from tests.commands.test_main import run
from tests.support.environments import environment
from tests.support.project import BY_CHOICE, copy_project

LOCAL = LocalBackendSpec(type="local")
S3 = S3BackendSpec(type="s3", bucket="acme-states", region="eu-west-1", use_lockfile=True)


def test_drift_is_not_looked_for_in_an_environment_whose_states_are_half_moved(tmp_path: Path) -> None:
    project = copy_project(tmp_path, without=(*BY_CHOICE, "network"))
    MigrationRecord.begin(LOCAL, S3).write(migration_record(project / "state", "staging"))

    refused = run(project, "drift", "staging")

    assert refused.returncode == 1
    assert "the states of an environment that is deployed must not be in two backends" in refused.stderr
    assert not (project / "cdktf.out").exists()


def test_half_moved_states_are_refused_before_credentials_are_asked_for(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "cdktf.out")
    MigrationRecord.begin(LOCAL, S3).write(migration_record(folders.state, "staging"))

    with pytest.raises(LandingZoneError, match="must not be in two backends"):
        refuse_unready("staging", environment("staging").zone, folders, by_roles=False)
