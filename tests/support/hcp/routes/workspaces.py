"""Workspaces, their locks, variables, and who may read their states.

Source: HCP Terraform documentation, "Workspaces API", "Workspace Variables API".
"""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, Response, request

from tests.support.hcp.documents import page, run_document, variable_document, workspace_document
from tests.support.hcp.routes.request import answer, attributes, caller, empty, organization, related, user
from tests.support.hcp.workspace import Variable, Workspace

routes = Blueprint("workspaces", __name__, url_prefix="/api/v2")


@routes.get("/organizations/<name>/workspaces/<workspace>")
def by_name(name: str, workspace: str) -> Response:
    """Show a workspace by its name."""
    asking = caller()
    organization().require(name)
    return _shown(organization().workspace(workspace, asking))


@routes.get("/workspaces/<id_>")
def by_id(id_: str) -> Response:
    """Show a workspace by its id."""
    return _shown(organization().workspace(id_, caller()))


@routes.post("/organizations/<name>/workspaces")
def create(name: str) -> Response:
    """Make a workspace, which shares its state with nobody."""
    user()
    organization().require(name)
    made = organization().create_workspace(attributes()["name"], related("project"))
    return answer(workspace_document(made, name, for_run=False), HTTPStatus.CREATED)


@routes.patch("/workspaces/<id_>")
def update(id_: str) -> Response:
    """Change settings."""
    workspace = organization().workspace(id_, user())
    workspace.settings |= {key: value for key, value in attributes().items() if key in workspace.settings}
    return _shown(workspace)


@routes.post("/workspaces/<id_>/actions/<action>")
def act(id_: str, action: str) -> Response:
    """Lock, unlock, or unlock what somebody else has locked."""
    asking = caller()
    workspace = organization().workspace(id_, asking)
    if action == "lock":
        workspace.lock(asking, (request.get_json(silent=True) or {}).get("reason", ""))
    else:
        {"unlock": workspace.unlock, "force-unlock": workspace.force_unlock}[action](asking)
    return _shown(workspace)


@routes.get("/workspaces/<id_>/runs")
def runs(id_: str) -> Response:
    """List the runs, the last one first."""
    workspace = organization().workspace(id_, user())
    of_it = [run for run in organization().runs.values() if run.workspace == workspace.id]
    return answer(page([run_document(run) for run in reversed(of_it)]))


@routes.get("/workspaces/<id_>/vars")
def variables(id_: str) -> Response:
    """List the variables."""
    return answer(page([variable_document(one) for one in organization().workspace(id_, user()).variables]))


@routes.post("/workspaces/<id_>/vars")
def create_variable(id_: str) -> Response:
    """Add a variable."""
    given = {key: attributes()[key] for key in ("key", "value", "category", "sensitive") if key in attributes()}
    variable = Variable(**given)
    organization().workspace(id_, user()).variables.append(variable)
    return answer(variable_document(variable), HTTPStatus.CREATED)


@routes.post("/workspaces/<id_>/relationships/remote-state-consumers")
def share(id_: str) -> Response:
    """Let other workspaces read the state."""
    asking = user()
    workspace = organization().workspace(id_, asking)
    sent = request.get_json(force=True)["data"]
    workspace.consumers |= {organization().workspace(consumer["id"], asking).id for consumer in sent}
    return empty()


def _shown(workspace: Workspace) -> Response:
    return answer(workspace_document(workspace, organization().name, for_run=caller().is_run))
