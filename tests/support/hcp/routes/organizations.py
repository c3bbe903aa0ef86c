"""Service discovery, and what is asked of an organization as a whole.

Source: Terraform documentation, "Remote Service Discovery"; HCP Terraform documentation, "Organizations API".
"""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, Response, jsonify, request

from tests.support.hcp.callers import new_id
from tests.support.hcp.documents import document, page
from tests.support.hcp.routes.request import answer, attributes, caller, empty, organization, user

routes = Blueprint("organizations", __name__)
SERVICES = {"state.v2": "/api/v2/", "tfe.v2": "/api/v2/", "tfe.v2.1": "/api/v2/", "tfe.v2.2": "/api/v2/"}


@routes.get("/.well-known/terraform.json")
def discovery() -> Response:
    """Say which services the host has; who asks need not say who it is."""
    return jsonify(SERVICES)


@routes.get("/api/v2/ping")
def ping() -> Response:
    """Tell the version of the API, in headers."""
    return empty()


@routes.get("/api/v2/organizations/<name>/entitlement-set")
def entitlements(name: str) -> Response:
    """Say what the organization's plan has: by `operations` the CLI knows that runs are remote."""
    caller()
    organization().require(name)
    return answer(document("entitlement-sets", f"org-{name}", {"operations": True, "state-storage": True}))


@routes.get("/api/v2/organizations/<name>/runs/queue")
def queue(name: str) -> Response:
    """List what waits for a machine: nothing ever does here."""
    user()
    organization().require(name)
    return answer(page([]))


@routes.get("/api/v2/organizations/<name>/projects")
def projects(name: str) -> Response:
    """List projects, or find one by its name. Runs may: where the CLI is refused this, it fails without a word."""
    caller()
    organization().require(name)
    wanted = request.args.get("filter[names]")
    found = {id_: called for id_, called in organization().projects.items() if wanted in {None, called}}
    return answer(page([document("projects", id_, {"name": called}) for id_, called in found.items()]))


@routes.post("/api/v2/organizations/<name>/projects")
def create_project(name: str) -> Response:
    """Make a project."""
    user()
    organization().require(name)
    id_ = new_id("prj")
    organization().projects[id_] = attributes()["name"]
    return answer(document("projects", id_, {"name": attributes()["name"]}), HTTPStatus.CREATED)
