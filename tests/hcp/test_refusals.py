"""What the stand-in of HCP Terraform's API refuses, asked without the CLI."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.support.hcp.application import application
from tests.support.hcp.callers import Caller
from tests.support.hcp.configuration import ConfigurationVersion
from tests.support.hcp.organization import Organization
from tests.support.hcp.run import Run
from tests.support.hcp.worker import Worker
from tests.support.hcp.workspace import Variable, Workspace

LINEAGE = "11111111-2222-3333-4444-555555555555"


@dataclass
class Api:
    """The API, asked by somebody."""

    client: FlaskClient
    organization: Organization
    folder: Path

    def ask(self, method: str, path: str, caller: str = "operator", **attributes: Any) -> tuple[int, Any]:
        """Ask, and return status and document."""
        sent = {"data": {"attributes": attributes}} if method in {"POST", "PATCH"} else None
        headers = {"Authorization": f"Bearer {caller}"}
        answer = self.client.open(f"/api/v2{path}", method=method, json=sent, headers=headers)
        return answer.status_code, answer.get_json(silent=True)

    def refusal(self, method: str, path: str, caller: str = "operator", **attributes: Any) -> tuple[int, str]:
        """Ask, and return status and reason."""
        status, document = self.ask(method, path, caller, **attributes)
        return status, document["errors"][0]["detail"]

    def state(self, workspace: Workspace, serial: int, *, lineage: str = LINEAGE, md5: str = "", **given: Any) -> Any:
        """Declare a version of a state and put it there; return the first answer that is no success."""
        raw = json.dumps({"serial": serial, "lineage": lineage, "outputs": {}}).encode()
        declared = {
            "serial": serial,
            "lineage": lineage,
            "md5": md5 or hashlib.md5(raw, usedforsecurity=False).hexdigest(),
        }
        path = f"/workspaces/{workspace.id}/state-versions"
        status, document = self.ask("POST", path, **{**declared, **given})
        if "errors" in document:
            return status, document["errors"][0]["detail"]
        put = self.client.put(document["data"]["attributes"]["hosted-state-upload-url"], data=raw)
        return (put.status_code, put.get_json()["errors"][0]["detail"]) if put.status_code >= 400 else put.status_code

    def run(self, workspace: Workspace, status: str = "planning") -> Run:
        """Add a run that nobody works on."""
        configuration = ConfigurationVersion(workspace=workspace.id, speculative=False, provisional=True)
        run = Run(
            id=f"run-of-{workspace.name}",
            workspace=workspace.id,
            configuration=configuration,
            folder=self.folder,
            save_plan=True,
            auto_apply=False,
            status=status,
        )
        self.organization.runs[run.id] = run
        return run


@pytest.fixture
def api(tmp_path: Path) -> Api:
    users = {"operator": Caller("operator"), "colleague": Caller("colleague")}
    organization = Organization("acme", tmp_path, users)
    worker = Worker(organization, Path("terraform"), lambda _: {})
    return Api(application(organization, worker).test_client(), organization, tmp_path)


@pytest.fixture
def workspace(api: Api) -> Workspace:
    return api.organization.create_workspace("staging-accounts")


@pytest.fixture
def reader(api: Api) -> Workspace:
    return api.organization.create_workspace("staging-identity")


class TestTokens:
    def test_discovery_is_for_everybody_and_all_else_for_those_with_a_token(
        self, api: Api, workspace: Workspace
    ) -> None:
        discovered = api.client.get("/.well-known/terraform.json").get_json()

        assert discovered["tfe.v2"] == "/api/v2/"
        assert api.ask("GET", f"/workspaces/{workspace.id}")[0] == 200
        assert api.ask("GET", f"/workspaces/{workspace.id}", "of-nobody")[0] == 401
        assert api.client.get(f"/api/v2/workspaces/{workspace.id}").status_code == 401

    def test_another_organization_is_not_there(self, api: Api, workspace: Workspace) -> None:
        assert api.ask("GET", f"/organizations/other/workspaces/{workspace.name}")[0] == 404

    def test_a_run_has_a_token_as_long_as_it_lives(self, api: Api, workspace: Workspace) -> None:
        run = api.run(workspace)

        assert api.ask("GET", f"/workspaces/{workspace.id}", run.token)[0] == 200
        run.status = "applied"
        assert api.ask("GET", f"/workspaces/{workspace.id}", run.token)[0] == 401

    def test_a_run_makes_no_workspaces_and_no_runs(self, api: Api, workspace: Workspace) -> None:
        token = api.run(workspace).token

        assert api.ask("POST", "/organizations/acme/workspaces", token, name="own")[0] == 404
        assert api.ask("POST", "/runs", token)[0] == 404
        assert api.ask("GET", f"/workspaces/{workspace.id}/vars", token)[0] == 404

    def test_a_sensitive_variable_is_never_shown(self, api: Api, workspace: Workspace) -> None:
        workspace.variables.append(Variable("AWS_SECRET_ACCESS_KEY", "s3cret", sensitive=True))

        _, document = api.ask("GET", f"/workspaces/{workspace.id}/vars")

        assert "s3cret" not in json.dumps(document)


class TestLocks:
    def test_a_locked_workspace_is_not_locked_again(self, api: Api, workspace: Workspace) -> None:
        lock = f"/workspaces/{workspace.id}/actions/lock"

        assert api.ask("POST", lock)[0] == 200
        assert api.refusal("POST", lock, "colleague") == (409, "the workspace is locked by User operator")

    def test_only_whoever_has_the_lock_gives_it_back(self, api: Api, workspace: Workspace) -> None:
        actions = f"/workspaces/{workspace.id}/actions"
        unlocked = api.refusal("POST", f"{actions}/unlock")
        api.ask("POST", f"{actions}/lock")

        assert unlocked == (409, "it is not locked")
        assert api.refusal("POST", f"{actions}/unlock", "colleague") == (
            409,
            "the workspace is locked by User operator",
        )
        assert api.ask("POST", f"{actions}/force-unlock", "colleague")[0] == 200
        assert workspace.locked_by is None

    def test_the_lock_of_a_run_ends_with_it(self, api: Api, workspace: Workspace) -> None:
        workspace.locked_by = api.run(workspace).caller

        assert api.refusal("POST", f"/workspaces/{workspace.id}/actions/force-unlock") == (
            409,
            "the workspace is locked by Run run-of-staging-accounts",
        )


class TestStates:
    @pytest.fixture(autouse=True)
    def lock(self, api: Api, workspace: Workspace) -> None:
        api.ask("POST", f"/workspaces/{workspace.id}/actions/lock")

    def test_a_state_is_written_by_whoever_has_the_lock(self, api: Api, workspace: Workspace) -> None:
        written = api.state(workspace, 1)
        workspace.locked_by = Caller("colleague")

        assert written == 204
        assert api.state(workspace, 2) == (409, "the workspace must be locked by whoever creates a state version")

    def test_a_stale_serial_is_refused(self, api: Api, workspace: Workspace) -> None:
        api.state(workspace, 5)

        assert api.state(workspace, 5) == (409, "the serial must be above 5, not 5")
        assert api.state(workspace, 4) == (409, "the serial must be above 5, not 4")
        assert api.state(workspace, 6) == 204

    def test_another_lineage_is_refused(self, api: Api, workspace: Workspace) -> None:
        api.state(workspace, 1)

        assert api.state(workspace, 2, lineage="other") == (409, f"the lineage must be {LINEAGE}, not other")
        assert api.state(workspace, 1, lineage="other", force=True) == 204

    def test_a_text_with_another_md5_is_refused_and_the_lock_stays(self, api: Api, workspace: Workspace) -> None:
        refused = api.state(workspace, 1, md5="0" * 32)

        assert refused == (422, "the MD5 of the state is not the one that was declared")
        assert workspace.states.current is None
        assert api.refusal("POST", f"/workspaces/{workspace.id}/actions/unlock") == (
            409,
            "the latest state version is still pending",
        )


class TestSharing:
    def test_a_state_is_for_its_own_runs_and_for_those_it_is_shared_with(
        self, api: Api, workspace: Workspace, reader: Workspace
    ) -> None:
        own, other = api.run(workspace).token, api.run(reader).token
        path = f"/workspaces/{workspace.id}"
        workspace.locked_by = Caller("operator")
        api.state(workspace, 1)

        before = [api.ask("GET", f"{path}/current-state-version", token)[0] for token in (own, other)]
        consumers = {"data": [{"type": "workspaces", "id": reader.id}]}
        shared = api.client.post(
            f"/api/v2{path}/relationships/remote-state-consumers",
            json=consumers,
            headers={"Authorization": "Bearer operator"},
        )
        after = [api.ask("GET", f"{path}/current-state-version", token)[0] for token in (own, other)]

        assert before == [200, 404]
        assert shared.status_code == 204
        assert after == [200, 200]
        assert api.ask("GET", f"/workspaces/{reader.id}/current-state-version", own)[0] == 404

    def test_a_state_may_be_for_the_whole_organization(self, api: Api, workspace: Workspace, reader: Workspace) -> None:
        token = api.run(reader).token

        shared: dict[str, Any] = {"global-remote-state": True}

        api.ask("PATCH", f"/workspaces/{workspace.id}", **shared)

        assert api.ask("GET", f"/workspaces/{workspace.id}", token)[0] == 200

    def test_whoever_may_read_a_state_may_not_write_it(self, api: Api, workspace: Workspace, reader: Workspace) -> None:
        workspace.consumers.add(reader.id)
        path = f"/workspaces/{workspace.id}/state-versions"

        refused = api.refusal("POST", path, api.run(reader).token, serial=1, lineage=LINEAGE, md5="0" * 32)

        assert refused == (409, "the workspace must be locked by whoever creates a state version")


class TestRuns:
    @pytest.mark.parametrize("status", ["planning", "applied", "discarded", "planned_and_finished", "errored"])
    def test_only_a_plan_that_waits_is_applied(self, api: Api, workspace: Workspace, status: str) -> None:
        run = api.run(workspace, status)

        assert api.refusal("POST", f"/runs/{run.id}/actions/apply") == (
            409,
            f"a run that is {status} cannot be applied",
        )

    def test_a_discarded_plan_is_not_canceled(self, api: Api, workspace: Workspace) -> None:
        run = api.run(workspace, "planned_and_saved")

        assert api.ask("POST", f"/runs/{run.id}/actions/discard")[0] == 202
        assert api.refusal("POST", f"/runs/{run.id}/actions/cancel") == (
            409,
            "a run that is discarded cannot be canceled",
        )

    def test_a_configuration_is_an_archive_and_is_uploaded_once(self, api: Api, workspace: Workspace) -> None:
        _, document = api.ask("POST", f"/workspaces/{workspace.id}/configuration-versions")
        address = document["data"]["attributes"]["upload-url"]
        files = io.BytesIO()
        with tarfile.open(fileobj=files, mode="w:gz"):
            pass

        uploaded = [api.client.put(address, data=body).status_code for body in (b"text", files.getvalue(), b"")]

        assert uploaded == [422, 200, 409]

    def test_nothing_runs_of_a_configuration_that_is_not_there_yet(self, api: Api, workspace: Workspace) -> None:
        _, document = api.ask("POST", f"/workspaces/{workspace.id}/configuration-versions")
        relations = {
            "workspace": {"data": {"type": "workspaces", "id": workspace.id}},
            "configuration-version": {"data": {"type": "configuration-versions", "id": document["data"]["id"]}},
        }

        answer = api.client.post(
            "/api/v2/runs",
            json={"data": {"attributes": {}, "relationships": relations}},
            headers={"Authorization": "Bearer operator"},
        )

        assert answer.status_code == 422
        assert not api.organization.runs
