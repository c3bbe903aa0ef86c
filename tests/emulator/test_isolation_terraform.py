"""One real Terraform run over two accounts and two Regions: the same names do not meet."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from modules.emulator.server import EmbeddedAws
from modules.runner.terraform.cli import find_terraform, terraform_environment
from tests.emulator.conftest import Client

pytestmark = [pytest.mark.emulator, pytest.mark.terraform]

MANAGEMENT, MEMBER = "360000000003", "360000000004"
CONFIGURATION = Path(__file__).parent / "two_accounts_two_regions.tf"
ARNS = [
    f"arn:aws:sns:eu-west-1:{MANAGEMENT}:findings",
    f"arn:aws:sns:us-east-1:{MANAGEMENT}:findings",
    f"arn:aws:sns:eu-west-1:{MEMBER}:findings",
    f"arn:aws:sns:us-east-1:{MEMBER}:findings",
    f"arn:aws:iam::{MANAGEMENT}:role/auditor",
    f"arn:aws:iam::{MEMBER}:role/auditor",
]

Terraform = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def terraform(aws: EmbeddedAws, tmp_path: Path) -> Iterator[Terraform]:
    environment = terraform_environment() | aws.environment(MANAGEMENT)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(find_terraform()), *arguments, "-no-color"]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    yield run
    run("destroy", "-auto-approve", "-refresh=false")


def test_the_same_names_in_two_accounts_and_two_regions_do_not_meet(
    terraform: Terraform, client: Client, tmp_path: Path
) -> None:
    shutil.copy(CONFIGURATION, tmp_path)
    for arguments in (("init",), ("apply", "-auto-approve")):
        run = terraform(*arguments)
        assert run.returncode == 0, run.stderr

    assert json.loads(terraform("output", "-json").stdout)["arns"]["value"] == ARNS
    listed = [
        topic["TopicArn"]
        for account in (MANAGEMENT, MEMBER)
        for region in ("eu-west-1", "us-east-1")
        for topic in client("sns", account, region).list_topics()["Topics"]
    ]
    assert listed == ARNS[:4]
    assert [client("iam", account).get_role(RoleName="auditor")["Role"]["Arn"] for account in (MANAGEMENT, MEMBER)] == (
        ARNS[4:]
    )
