"""Organizations as others have them: each validates, synthesizes, passes the gate, and its proofs hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from modules import environment
from modules.commands import access as access_command
from modules.commands import check
from modules.commands import guardrails as guardrails_command
from modules.commands.cost import estimate_of
from modules.commands.folders import Folders
from modules.environment import PROJECT, Environment
from modules.estimate.catalogue import read_catalogue
from modules.landing_zone import LandingZone
from modules.organization.guardrails import library
from modules.workspaces.writing.synthesis import synthesize

FOLDER = Path(__file__).parent
ENVIRONMENTS = FOLDER / "environments"
NAMES = sorted(folder.name for folder in ENVIRONMENTS.iterdir())


@pytest.fixture(scope="module")
def zones() -> Iterator[dict[str, LandingZone]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "OWN", FOLDER / "own_guardrails")
        yield environment.load_each(NAMES, ENVIRONMENTS)


@pytest.fixture(scope="module")
def folders(zones: dict[str, LandingZone], tmp_path_factory: pytest.TempPathFactory) -> Folders:
    output = tmp_path_factory.mktemp("organizations") / "cdktf.out"
    synthesize([Environment(name, zone) for name, zone in zones.items()], output)
    return Folders(output)


def test_terraform_takes_one_workspace_of_every_kind(zones: dict[str, LandingZone], folders: Folders) -> None:
    assert check.terraform_validates(folders, list(zones))


def test_their_policies_are_right(zones: dict[str, LandingZone], folders: Folders) -> None:
    assert check.guardrails_are_linted(zones, folders)
    assert check.permission_sets_are_linted(zones, folders)


def test_their_networks_are_proved(zones: dict[str, LandingZone], folders: Folders) -> None:
    assert check.networks_are_proved(zones, folders)


def test_what_they_deny_and_allow_is_proved(zones: dict[str, LandingZone], folders: Folders) -> None:
    assert guardrails_command.are_proved(zones, folders)
    assert access_command.is_proved(zones, folders)


def test_what_they_cost_is_known(zones: dict[str, LandingZone], folders: Folders) -> None:
    catalogue = read_catalogue(PROJECT)
    estimates = [estimate_of(name, zone, folders.output, catalogue) for name, zone in zones.items()]

    assert all(estimate.month > 0 for estimate in estimates)


def test_the_gate_opens(zones: dict[str, LandingZone], folders: Folders) -> None:
    assert check.gate_opens(folders, zones, partial=True)
