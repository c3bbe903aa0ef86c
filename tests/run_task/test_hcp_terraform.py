"""Taking configurations from HCP Terraform, and giving results: to that host and no other."""

from __future__ import annotations

import pytest
import requests
import responses

from modules.run_task import hcp_terraform
from modules.run_task.hcp_terraform import HcpTerraform
from modules.specification.errors import LandingZoneError
from tests.run_task.requests_of_hcp import CALLBACK, DOWNLOAD, HOST, sent, task

_ARCHIVIST = "https://archivist.acme.example/v1/object/signed"


@responses.activate
def test_takes_the_configuration_with_the_token_of_the_run() -> None:
    responses.get(DOWNLOAD, body=b"archive")
    assert HcpTerraform(HOST).configuration(task()) == b"archive"
    assert responses.calls[0].request.headers["Authorization"] == "Bearer token-of-the-run"


@responses.activate
def test_follows_to_the_archive_without_the_token() -> None:
    responses.get(DOWNLOAD, status=302, headers={"Location": _ARCHIVIST})
    responses.get(_ARCHIVIST, body=b"archive")
    assert HcpTerraform(HOST).configuration(task()) == b"archive"
    assert "Authorization" not in responses.calls[1].request.headers


@pytest.mark.parametrize(
    "url",
    [
        "",
        DOWNLOAD.replace("https", "http"),
        DOWNLOAD.replace(HOST, "evil.example"),
        DOWNLOAD.replace(HOST, f"{HOST}.evil.example"),
        DOWNLOAD.replace(HOST, f"{HOST}:8443"),
        DOWNLOAD.replace(HOST, f"{HOST}@evil.example"),
        f"//{HOST}/api",
        "file:///etc/passwd",
    ],
)
@responses.activate
def test_sends_the_token_to_no_other_host(url: str) -> None:
    with pytest.raises(LandingZoneError, match="a run task must lead to the host"):
        HcpTerraform(HOST).configuration(task(configuration_version_download_url=url or None))
    with pytest.raises(LandingZoneError, match="a run task must lead to the host"):
        HcpTerraform(HOST).answer(task(task_result_callback_url=url or " "), status="passed", message="")
    assert len(responses.calls) == 0


@responses.activate
def test_refuses_a_configuration_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hcp_terraform, "_MOST_BYTES", 2**20)
    responses.get(DOWNLOAD, body=b"0" * (2**20 + 1))
    with pytest.raises(LandingZoneError, match="must be below 1 MiB"):
        HcpTerraform(HOST).configuration(task())


@pytest.mark.parametrize("status", [401, 404, 500])
@responses.activate
def test_tells_that_a_configuration_could_not_be_taken(status: int) -> None:
    responses.get(DOWNLOAD, status=status)
    with pytest.raises(LandingZoneError, match="could not be taken") as refused:
        HcpTerraform(HOST).configuration(task())
    assert "token" not in str(refused.value)


@responses.activate
def test_gives_the_result() -> None:
    responses.patch(CALLBACK)
    HcpTerraform(HOST).answer(task(), status="failed", message="the gate is shut")
    request = responses.calls[0].request
    assert sent(request) == {
        "data": {"type": "task-results", "attributes": {"status": "failed", "message": "the gate is shut"}}
    }
    assert request.headers["Authorization"] == "Bearer token-of-the-run"
    assert request.headers["Content-Type"] == "application/vnd.api+json"


@responses.activate
def test_does_not_take_a_result_for_given_that_was_refused() -> None:
    responses.patch(CALLBACK, status=422)
    with pytest.raises(requests.HTTPError):
        HcpTerraform(HOST).answer(task(), status="passed", message="")
