from __future__ import annotations

from pathlib import Path

import pytest

from modules.runner.deploy import deploy
from modules.runner.terraform.lock_file import LOCK_FILE, forget_checksums, is_emulated
from tests.runner.landing_zone_folder import LandingZoneFolder
from tests.runner.recorder import Recorder

VERSION = 'provider "registry.terraform.io/hashicorp/aws" {\n  version     = "5.100.0"\n'
CHECKSUMS = '  hashes = [\n    "h1:edXOJWE4ORX8Fm=",\n    "zh:0f7fcf8d",\n  ]\n'
LOCKED = f"{VERSION}{CHECKSUMS}}}\n\n{VERSION.replace('aws', 'random')}{CHECKSUMS}}}\n"


@pytest.fixture
def landing_zone(tmp_path: Path) -> LandingZoneFolder:
    folder = LandingZoneFolder(tmp_path)
    folder.write()
    (folder.folder("identity") / LOCK_FILE).write_text(LOCKED)
    return folder


def test_versions_stay_when_checksums_go(tmp_path: Path) -> None:
    (tmp_path / LOCK_FILE).write_text(LOCKED)

    forget_checksums(tmp_path)

    assert (tmp_path / LOCK_FILE).read_text() == f"{VERSION}}}\n\n{VERSION.replace('aws', 'random')}}}\n"


def test_a_folder_without_a_lock_file_is_left_alone(tmp_path: Path) -> None:
    forget_checksums(tmp_path)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("endpoint", "expected"),
    [
        ("http://127.0.0.1:5000", True),
        ("", False),
        ("https://vpce.example.com", False),
        ("https://127.0.0.1.example.com", False),
    ],
)
def test_only_what_leads_to_this_machine_is_emulated(endpoint: str, *, expected: bool) -> None:
    assert is_emulated({"AWS_ENDPOINT_URL": endpoint}) is expected


@pytest.mark.parametrize(
    ("environ", "kept"), [({}, True), ({"AWS_ENDPOINT_URL": "http://127.0.0.1:5000"}, False)], ids=["aws", "emulator"]
)
def test_a_deploy_to_aws_compares_providers_before_every_command(
    landing_zone: LandingZoneFolder, environ: dict[str, str], *, kept: bool
) -> None:
    deploy(landing_zone.outdir, "staging", ["identity"], environ=landing_zone.environ | environ, progress=Recorder())

    assert ("hashes" in (landing_zone.folder("identity") / LOCK_FILE).read_text()) is kept


def test_a_folder_that_was_deployed_to_the_emulator_is_initialized_again_for_aws(
    landing_zone: LandingZoneFolder,
) -> None:
    emulated = landing_zone.environ | {"AWS_ENDPOINT_URL": "http://127.0.0.1:5000"}
    deploy(landing_zone.outdir, "staging", ["identity"], environ=emulated, progress=Recorder())
    landing_zone.forget_calls()

    deploy(landing_zone.outdir, "staging", ["identity"], environ=emulated, progress=Recorder())
    assert landing_zone.calls("init") == []
    deploy(landing_zone.outdir, "staging", ["identity"], environ=landing_zone.environ, progress=Recorder())
    assert [call["workspace"] for call in landing_zone.calls("init")] == ["staging-identity"]
