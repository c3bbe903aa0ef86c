"""What HCP Terraform asks of a run task, and who it is."""

from __future__ import annotations

import pytest

from modules.run_task.task_request import TaskRequest, is_signed
from modules.specification.errors import LandingZoneError
from tests.run_task.requests_of_hcp import CALLBACK, KEY, body, signature, task


def test_reads_what_is_asked_and_leaves_the_rest_alone() -> None:
    request = task()
    assert request.task_result_callback_url == CALLBACK
    assert (request.workspace_name, request.workspace_working_directory) == ("test-accounts", "")
    assert not request.is_test


def test_knows_a_request_that_only_sees_whether_somebody_answers() -> None:
    assert task(task_result_enforcement_level="test").is_test


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'"text"', b"\xff\xfe", body(run_id=None), body(stage=["pre_plan"]), body(run_id=7)],
)
def test_refuses_what_is_no_request(content: bytes) -> None:
    with pytest.raises(LandingZoneError, match="the body must be the request of a run task"):
        TaskRequest.read(content)


def test_takes_the_signature_of_who_knows_the_key() -> None:
    assert is_signed(body(), signature(body()), KEY)
    assert is_signed(body(), signature(body()).upper(), KEY)


@pytest.mark.parametrize(
    "given",
    [
        "",
        "0" * 128,
        "é" * 128,
        signature(body(), "another key"),
        signature(body(run_id="run-2")),
        signature(body())[:-1],
    ],
)
def test_takes_no_other_signature(given: str) -> None:
    assert not is_signed(body(), given, KEY)
