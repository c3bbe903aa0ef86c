from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from modules.emulator.errors import EmulatorError
from modules.emulator.server import EmbeddedAws
from tests.emulator.connection import connect
from tests.support.waiting import becomes

pytestmark = pytest.mark.emulator

ACCOUNT = "340000000001"

PARENT = """
import signal, time
from modules.emulator.server import EmbeddedAws
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell ignores it for what runs in the background
with EmbeddedAws({arguments}) as aws:
    try:
        print(aws.pid, aws.port, flush=True)
        time.sleep(60)
    except KeyboardInterrupt:
        print("still serving" if aws.credentials("340000000001") else "", flush=True)
"""


class _Parent:
    """A process that runs an emulator, in a process group of its own, as in a terminal."""

    def __init__(self, arguments: str = "") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PARENT.format(arguments=arguments)],
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        self.output = self.process.stdout
        self.pid, self.port = map(int, self.output.readline().split())

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self.output.close()


@pytest.fixture
def parent() -> Iterator[Callable[..., _Parent]]:
    started: list[_Parent] = []

    def start(arguments: str = "") -> _Parent:
        started.append(_Parent(arguments))
        return started[-1]

    yield start
    for one in started:
        one.close()


def test_a_killed_parent_leaves_no_server(parent: Callable[..., _Parent]) -> None:
    killed = parent()
    assert _serves(killed.port)

    killed.process.kill()

    assert becomes(lambda: not _runs(killed.pid))


def test_ctrl_c_reaches_the_parent_which_still_needs_the_server(parent: Callable[..., _Parent]) -> None:
    interrupted = parent()

    os.killpg(interrupted.process.pid, signal.SIGINT)

    assert interrupted.output.readline() == "still serving\n"
    assert interrupted.process.wait(20) == 0
    assert not _runs(interrupted.pid)


def test_a_detached_server_outlives_its_parent(parent: Callable[..., _Parent]) -> None:
    killed = parent("detached=True")
    killed.process.kill()
    killed.process.wait()
    try:
        assert not becomes(lambda: not _serves(killed.port), seconds=1)
    finally:
        os.kill(killed.pid, signal.SIGTERM)
    assert becomes(lambda: not _runs(killed.pid))


def test_a_detached_server_is_left_by_its_with_block_and_stopped_by_stop() -> None:
    with EmbeddedAws(detached=True) as left:
        port = left.port
    served = _serves(port)

    left.stop()

    assert (served, _serves(port)) == (True, False)


def test_a_detached_server_is_not_left_by_a_with_block_that_raises() -> None:
    ports = []

    def interrupted() -> None:
        with EmbeddedAws(detached=True) as left:
            ports.append(left.port)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    assert not _serves(ports[0])


def test_a_second_start_begins_empty_and_repeats_the_ids() -> None:
    aws = EmbeddedAws()

    with aws:
        first = _create_organization(aws)
    with aws:  # a second organization in the same account would be refused
        second = _create_organization(aws)

    assert first == second


def test_a_reset_begins_empty_and_repeats_the_ids() -> None:
    with EmbeddedAws() as aws:
        first = _create_organization(aws)
        connect(aws, "ec2", ACCOUNT).disable_image_block_public_access()
        aws.reset()

        assert _create_organization(aws) == first
        state = connect(aws, "ec2", ACCOUNT).get_image_block_public_access_state()["ImageBlockPublicAccessState"]
        assert state == "block-new-sharing"


def test_a_setting_that_makes_all_accounts_one_is_kept_from_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTO_ACCOUNT_ID", "999999999999")
    with EmbeddedAws() as aws:
        assert connect(aws, "sts", ACCOUNT).get_caller_identity()["Account"] == ACCOUNT


def test_policies_that_aws_manages_exist(aws: EmbeddedAws) -> None:
    policy = connect(aws, "iam", ACCOUNT).get_policy(PolicyArn="arn:aws:iam::aws:policy/ReadOnlyAccess")

    assert policy["Policy"]["PolicyName"] == "ReadOnlyAccess"


class TestStartFails:
    def test_with_the_end_of_the_log(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "werkzeug.py").write_text("raise RuntimeError('a broken installation')")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        broken = EmbeddedAws(log_path=tmp_path / "emulator.log")
        monkeypatch.setattr("modules.emulator.server._PROJECT", f"{tmp_path}{os.pathsep}{Path.cwd()}")

        with pytest.raises(EmulatorError) as caught:
            broken.start()

        assert str(caught.value).startswith("the embedded AWS emulator must start\n  got: it ended\n")
        assert "RuntimeError: a broken installation" in str(caught.value)

    def test_at_the_deadline_and_leaves_nothing_running(self) -> None:
        hasty = EmbeddedAws(deadline_seconds=0)

        with pytest.raises(EmulatorError, match="silence for 0 seconds"):
            hasty.start()

        with pytest.raises(EmulatorError, match="must be running"):
            _ = hasty.pid


def _create_organization(aws: EmbeddedAws) -> str:
    organization = connect(aws, "organizations", ACCOUNT).create_organization(FeatureSet="ALL")["Organization"]
    return str(organization["Id"])


def _serves(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
