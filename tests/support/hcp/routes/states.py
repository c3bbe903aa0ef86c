"""Versions of states, what is put there and read, and their outputs.

Source: HCP Terraform documentation, "State Versions API", "State Version Outputs API".
"""

from __future__ import annotations

import base64
from http import HTTPStatus

from flask import Blueprint, Response, request

from tests.support.hcp.documents import output_documents, page, state_document
from tests.support.hcp.refusal import not_found
from tests.support.hcp.routes.request import answer, attributes, caller, empty, link, organization, related
from tests.support.hcp.states import StateVersion

routes = Blueprint("states", __name__)


@routes.post("/api/v2/workspaces/<id_>/state-versions")
def create(id_: str) -> Response:
    """Declare a version; its text comes with it, as base64, or next."""
    asking = caller()
    given = attributes()
    version = StateVersion(serial=given["serial"], lineage=given["lineage"], md5=given["md5"], run=related("run"))
    if text := given.get("state"):
        version.upload(base64.b64decode(text))
    organization().workspace(id_, asking).new_state(asking, version, force=bool(given.get("force")))
    return answer(state_document(version, link), HTTPStatus.CREATED)


@routes.get("/api/v2/workspaces/<id_>/current-state-version")
def current(id_: str) -> Response:
    """Show the last version."""
    return answer(state_document(_current(id_), link))


@routes.get("/api/v2/workspaces/<id_>/current-state-version-outputs")
def outputs(id_: str) -> Response:
    """Show the outputs of the last version."""
    return answer(page(output_documents(_current(id_))))


@routes.get("/api/v2/state-version-outputs/<id_>")
def output(id_: str) -> Response:
    """Show one output, with its value even where that is sensitive."""
    _, version, _ = id_.split("-", 2)
    _, found = organization().state_version(f"sv-{version}", caller())
    for shown in output_documents(found, with_secrets=True):
        if shown["id"] == id_:
            return answer(shown)
    raise not_found()


@routes.get("/api/v2/state-versions/<id_>")
def version(id_: str) -> Response:
    """Show one version."""
    return answer(state_document(organization().state_version(id_, caller())[1], link))


@routes.put("/uploads/states/<id_>")
def upload(id_: str) -> Response:
    """Take the text. The address is known to whoever declared the version only, and is asked for no token."""
    _uploaded(id_).upload(request.get_data())
    return empty()


@routes.put("/uploads/json-states/<id_>")
def upload_json(id_: str) -> Response:
    """Take the other text, which is for people and search."""
    _uploaded(id_).json_state = request.get_data()
    return empty()


@routes.get("/downloads/states/<id_>")
def download(id_: str) -> Response:
    """Give the text to whoever may read the state."""
    return Response(organization().state_version(id_, caller())[1].raw, mimetype="application/json")


def _current(id_: str) -> StateVersion:
    found = organization().workspace(id_, caller()).states.current
    if found is None:
        raise not_found()
    return found


def _uploaded(id_: str) -> StateVersion:
    for workspace in organization().workspaces.values():
        for found in workspace.states.versions:
            if found.id == id_:
                return found
    raise not_found()
