"""Configuration versions, runs, and what is done with them.

Source: HCP Terraform documentation, "Configuration Versions API", "Runs API", "Plans API", "Applies API".
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, jsonify, request

from tests.support.hcp.callers import new_id
from tests.support.hcp.configuration import ConfigurationVersion
from tests.support.hcp.documents import configuration_document, page, phase_document, run_document, workspace_document
from tests.support.hcp.refusal import malformed, not_found
from tests.support.hcp.routes.request import answer, attributes, empty, link, organization, related, user, worker
from tests.support.hcp.run import Run

routes = Blueprint("runs", __name__)
_OPTIONS = {"is-destroy": "-destroy", "refresh-only": "-refresh-only"}
_START, _END = b"\x02", b"\x03"


@routes.post("/api/v2/workspaces/<id_>/configuration-versions")
def create_configuration(id_: str) -> Response:
    """Declare a configuration, whose files come next."""
    workspace = organization().workspace(id_, user())
    given = attributes()
    configuration = ConfigurationVersion(
        workspace=workspace.id,
        speculative=bool(given.get("speculative")),
        provisional=bool(given.get("provisional")),
    )
    organization().configurations[configuration.id] = configuration
    return answer(configuration_document(configuration, link), HTTPStatus.CREATED)


@routes.get("/api/v2/configuration-versions/<id_>")
def configuration_version(id_: str) -> Response:
    """Show a configuration."""
    user()
    return answer(configuration_document(_configuration(id_), link))


@routes.put("/uploads/configurations/<id_>")
def upload(id_: str) -> Response:
    """Take the files. The address is known to whoever declared them only, and is asked for no token."""
    _configuration(id_).upload(request.get_data())
    return empty(HTTPStatus.OK)


@routes.post("/api/v2/runs")
def create() -> Response:
    """Begin a run."""
    workspace = organization().workspace(related("workspace"), user())
    configuration = _configuration(related("configuration-version"))
    if configuration.status != "uploaded":
        raise malformed("the configuration version is not uploaded")
    given, id_ = attributes(), new_id("run")
    run = Run(
        id=id_,
        workspace=workspace.id,
        configuration=configuration,
        folder=organization().folder / id_,
        save_plan=bool(given.get("save-plan")),
        auto_apply=bool(given.get("auto-apply")),
        options=tuple(option for attribute, option in _OPTIONS.items() if given.get(attribute)),
    )
    organization().runs[id_] = run
    worker().begin(run)
    return answer(_shown(run), HTTPStatus.CREATED)


@routes.get("/api/v2/runs/<id_>")
def show(id_: str) -> Response:
    """Show a run, with its plan, its apply and its workspace."""
    user()
    return answer(_shown(organization().run(id_)))


@routes.get("/api/v2/runs/<id_>/run-events")
def events(id_: str) -> Response:
    """List what happened to a run that is worth a warning: nothing does here."""
    user()
    organization().run(id_)
    return answer(page([]))


@routes.post("/api/v2/runs/<id_>/actions/<action>")
def act(id_: str, action: str) -> Response:
    """Apply, discard, or cancel."""
    user()
    actions = {"apply": worker().confirm, "discard": worker().discard, "cancel": worker().cancel}
    actions[action](organization().run(id_))
    return empty(HTTPStatus.ACCEPTED)


@routes.get("/api/v2/plans/<id_>")
def plan(id_: str) -> Response:
    """Show a plan."""
    user()
    return answer(phase_document("plans", organization().run(id_).plan, link))


@routes.get("/api/v2/applies/<id_>")
def apply(id_: str) -> Response:
    """Show an apply."""
    user()
    return answer(phase_document("applies", organization().run(id_).apply, link))


@routes.get("/api/v2/plans/<id_>/json-output")
def json_output(id_: str) -> Response:
    """Give a plan as `terraform show -json` tells it."""
    user()
    return jsonify(_planned(id_).planned)


@routes.get("/api/v2/plans/<id_>/json-output-redacted")
def json_output_redacted(id_: str) -> Response:
    """Give a plan in the form that the CLI prints."""
    user()
    return jsonify(_planned(id_).redacted)


@routes.get("/logs/<id_>")
def log(id_: str) -> Response:
    """Give a part of a log, which begins with STX, and ends with ETX once it is whole."""
    run = organization().run(id_)
    phase = run.plan if run.plan.id == id_ else run.apply
    over = phase.is_over
    written = phase.log.read_bytes() if phase.log.exists() else b""
    whole = _START + written + (_END if over else b"")
    offset, limit = int(request.args["offset"]), int(request.args["limit"])
    return Response(whole[offset : offset + limit], mimetype="text/plain")


def _planned(id_: str) -> Run:
    run = organization().run(id_)
    if run.plan.status != "finished":
        raise not_found()
    return run


def _configuration(id_: str) -> ConfigurationVersion:
    if id_ not in organization().configurations:
        raise not_found()
    return organization().configurations[id_]


def _shown(run: Run) -> dict[str, Any]:
    workspace = organization().workspaces[run.workspace]
    included = [
        phase_document("plans", run.plan, link),
        phase_document("applies", run.apply, link),
        workspace_document(workspace, organization().name, for_run=False),
    ]
    return {"data": run_document(run), "included": included}
