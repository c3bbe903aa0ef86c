"""The API as a web application."""

from __future__ import annotations

from flask import Flask, request

from tests.support.hcp.organization import Organization
from tests.support.hcp.refusal import Refusal
from tests.support.hcp.routes import organizations, runs, states, workspaces
from tests.support.hcp.routes.request import refused
from tests.support.hcp.worker import Worker


def application(organization: Organization, worker: Worker) -> Flask:
    """Return the API of an organization. Requests that change anything come one after the other."""
    app = Flask(__name__)
    app.config |= {"ORGANIZATION": organization, "WORKER": worker}
    for page in (organizations, workspaces, states, runs):
        app.register_blueprint(page.routes)
    app.register_error_handler(Refusal, refused)

    @app.before_request
    def begin() -> None:
        if _is_change():
            organization.changed.acquire()

    @app.teardown_request
    def end(_error: BaseException | None) -> None:
        if _is_change():
            organization.changed.notify_all()
            organization.changed.release()

    return app


def _is_change() -> bool:
    return bool(request.method != "GET")
