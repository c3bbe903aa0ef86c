"""The profile that each workspace is planned and applied with, and what happens where one is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from modules import environment
from modules.commands.role_profiles import role_profiles
from modules.delivery.classes import AccountClass, Phase, role_name
from modules.specification.errors import LandingZoneError
from tests.support.environments import smaller_staging


@pytest.fixture
def signed_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of profiles, with one for each role that plans."""
    config = tmp_path / "config"
    names = [role_name(Phase.PLAN, each) for each in AccountClass]
    config.write_text("".join(f"[profile {name}]\nregion = eu-west-1\n" for name in names))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(config))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    return config


@pytest.mark.usefixtures("signed_in")
def test_a_workspace_is_planned_as_the_role_of_its_account_s_class_and_reads_as_the_plan_role(
    outputs: dict[str, Path],
) -> None:
    found = role_profiles("production", environment.load("production"), outputs["production"], Phase.PLAN)
    assert found["production-organization"]["AWS_PROFILE"] == "landing-zone-plan-management"
    assert found["production-log-archive"]["AWS_PROFILE"] == "landing-zone-plan-security"
    assert found["production-network-ipam"]["AWS_PROFILE"] == "landing-zone-plan-network"
    assert found["production-account-fraud-dev"]["AWS_PROFILE"] == "landing-zone-plan-workloads"
    assert {environ["TF_VAR_execution_role"] for environ in found.values()} == {"landing-zone-plan"}


@pytest.mark.usefixtures("signed_in")
def test_keys_of_the_shell_are_not_used_in_place_of_a_profile(outputs: dict[str, Path]) -> None:
    found = role_profiles("production", environment.load("production"), outputs["production"], Phase.PLAN)
    for environ in found.values():
        assert {environ[name] for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")} == {""}


@pytest.mark.usefixtures("signed_in")
def test_roles_without_a_profile_are_named(outputs: dict[str, Path]) -> None:
    with pytest.raises(LandingZoneError, match="each role that is worked as must have a profile") as refused:
        role_profiles("production", environment.load("production"), outputs["production"], Phase.APPLY)
    assert "no landing-zone-apply-management, landing-zone-apply-network" in str(refused.value)


def test_what_applies_works_as_the_execution_role(outputs: dict[str, Path], signed_in: Path) -> None:
    signed_in.write_text(signed_in.read_text().replace("-plan-", "-apply-"))
    found = role_profiles("production", environment.load("production"), outputs["production"], Phase.APPLY)
    assert found["production-organization"]["AWS_PROFILE"] == "landing-zone-apply-management"
    assert not any("TF_VAR_execution_role" in environ for environ in found.values())


def test_an_environment_without_roles_is_refused(outputs: dict[str, Path]) -> None:
    with pytest.raises(LandingZoneError, match="must have roles for delivery"):
        role_profiles("staging", environment.load("staging"), outputs["staging"], Phase.PLAN)


def test_workspaces_that_hcp_terraform_runs_have_no_profiles_here(tmp_path: Path) -> None:
    backend = {"type": "cloud", "organization": "acme", "project": "landing-zone-staging"}
    zone = smaller_staging(deployment={"backend": backend}, delivery={"hcp": {}}).zone
    with pytest.raises(LandingZoneError, match="must have no profile of this machine"):
        role_profiles("staging", zone, tmp_path, Phase.PLAN)
