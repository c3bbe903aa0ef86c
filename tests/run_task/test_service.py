"""The service that HCP Terraform asks: who is answered what, and what becomes of a run."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import responses
from werkzeug.test import Client

from modules.run_task.hcp_terraform import HcpTerraform
from modules.run_task.run_judgement import Judge, Judgement
from modules.run_task.service import RunTaskService
from modules.run_task.task_request import SIGNATURE_HEADER, TaskRequest
from tests.gate.synthesized import PROVIDERS, copy_policies
from tests.run_task.requests_of_hcp import CALLBACK, DOWNLOAD, HOST, KEY, archive, body, sent, signature

_PLANTED = {**PROVIDERS, "resource": {"aws_kms_key": {"planted": {"description": "does not rotate"}}}}
_CLEAN = {**PROVIDERS, "resource": {"terraform_data": {"clean": {}}}}


class _AtOnce(Executor):
    """Works on what is submitted before it returns."""

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do the work."""
        done: Future[Any] = Future()
        done.set_result(work(*args, **kwargs))
        return done


class _Service:
    """A service, its client, what it told, and what it gave HCP Terraform."""

    def __init__(self, judge: Judge, hcp: responses.RequestsMock) -> None:
        self.told: list[str] = []
        self.hcp = hcp
        self.client = Client(RunTaskService(key=KEY, judge=judge, executor=_AtOnce(), tell=self.told.append))

    def ask(self, content: bytes, given: str | None = None) -> int:
        """Send a request; return the status of the answer."""
        headers = {SIGNATURE_HEADER: signature(content) if given is None else given}
        status: int = self.client.post("/", data=content, headers=headers).status_code
        return status

    @property
    def given(self) -> list[tuple[str, str]]:
        """Status and message of each result."""
        patches = [call.request for call in self.hcp.calls if call.request.method == "PATCH"]
        bodies = [sent(request) for request in patches]
        return [(each["data"]["attributes"]["status"], each["data"]["attributes"]["message"]) for each in bodies]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[_Service]:
    """A service that judges runs of the environment `test`."""
    judge = Judge(organization="acme", tag_keys={"test": {}}, host=HcpTerraform(HOST), policies=copy_policies(tmp_path))
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mocked:
        mocked.patch(CALLBACK)
        yield _Service(judge, mocked)


def _uploaded(document: object) -> bytes:
    return archive({"cdk.tf.json": json.dumps(document)})


def test_lets_through_what_breaks_no_rule(service: _Service) -> None:
    service.hcp.get(DOWNLOAD, body=_uploaded(_CLEAN))
    assert service.ask(body()) == 200
    assert [status for status, _ in service.given] == ["running", "passed"]
    assert service.given[-1][1].startswith("1 resources checked")


def test_stops_a_run_with_a_finding_in_whichever_file_and_names_it(service: _Service) -> None:
    files = {"cdk.tf.json": json.dumps(_CLEAN), "more.tf.json": json.dumps(_PLANTED)}
    service.hcp.get(DOWNLOAD, body=archive(files))
    assert service.ask(body()) == 200
    status, message = service.given[-1]
    assert status == "failed"
    assert "test-accounts:aws_kms_key.planted: CKV_AWS_7" in message


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"organization_name": "other"}, "of an environment that is judged"),
        ({"workspace_name": "live-accounts"}, "of an environment that is judged"),
        ({"workspace_name": "test"}, "of an environment that is judged"),
        ({"workspace_name": "test-../../x"}, "of an environment that is judged"),
        ({"stage": "post_plan"}, "judged before its plan"),
        ({"workspace_working_directory": "elsewhere"}, "judged before its plan"),
        ({"configuration_version_download_url": "https://evil.example/"}, "must lead to the host"),
        ({"configuration_version_download_url": None}, "must lead to the host"),
    ],
)
def test_stops_a_run_that_it_cannot_judge(service: _Service, changes: dict[str, object], why: str) -> None:
    assert service.ask(body(**changes)) == 200
    status, message = service.given[-1]
    assert status == "failed"
    assert why in message
    assert not [call for call in service.hcp.calls if call.request.method == "GET"]


def test_stops_a_run_whose_configuration_is_no_workspace(service: _Service) -> None:
    for uploaded in (b"", archive({"readme.txt": ""})):
        service.hcp.upsert("GET", DOWNLOAD, body=uploaded)
        service.ask(body())
        assert service.given[-1][0] == "failed"


def test_stops_a_run_when_the_gate_falls_over(service: _Service, monkeypatch: pytest.MonkeyPatch) -> None:
    def fall(_self: Judge, _request: TaskRequest, *, today: date) -> Judgement:
        raise MemoryError(today)

    monkeypatch.setattr(Judge, "judge", fall)
    service.ask(body())
    assert service.given[-1][0] == "failed"


def test_works_for_nobody_who_does_not_know_the_key(service: _Service) -> None:
    assert service.ask(body(), given="0" * 128) == 401
    assert service.client.post("/", data=body()).status_code == 401
    assert service.client.get("/").status_code == 405
    assert len(service.hcp.calls) == 0


def test_answers_what_only_sees_whether_somebody_answers_and_judges_nothing(service: _Service) -> None:
    assert service.ask(body(task_result_enforcement_level="test")) == 200
    assert len(service.hcp.calls) == 0


def test_refuses_what_is_no_request_of_a_run_task_or_too_large(service: _Service) -> None:
    assert service.ask(b"{}") == 400
    assert service.ask(b" " * 2_000_000) == 413


def test_tells_of_a_result_that_nobody_took(service: _Service) -> None:
    service.hcp.upsert("PATCH", CALLBACK, status=404)
    service.ask(body())
    assert service.told == ["test-accounts run-1: the result could not be given: HTTPError"]


def test_gives_no_result_to_another_host(service: _Service) -> None:
    service.ask(body(task_result_callback_url="https://evil.example/"))
    assert service.told
    assert len(service.hcp.calls) == 0
