"""What a request brings, and the form of answers."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import Response, current_app, jsonify, request
from werkzeug.datastructures import Headers

from tests.support.hcp.callers import Caller
from tests.support.hcp.organization import Organization
from tests.support.hcp.refusal import Refusal, malformed
from tests.support.hcp.worker import Worker

CONTENT_TYPE = "application/vnd.api+json"
HEADERS = Headers({"TFP-API-Version": "2.6", "TFP-AppName": "HCP Terraform"})


def organization() -> Organization:
    """Return the one organization."""
    found: Organization = current_app.config["ORGANIZATION"]
    return found


def worker() -> Worker:
    """Return who works on its runs."""
    found: Worker = current_app.config["WORKER"]
    return found


def caller() -> Caller:
    """Tell who asks.

    Raises:
        Refusal: the token is nobody's, or there is none.

    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Bearer":
        raise Refusal(HTTPStatus.UNAUTHORIZED)
    return organization().caller(token)


def user() -> Caller:
    """Tell which user asks.

    Raises:
        Refusal: nobody does, or a run, which may not.

    """
    found = caller()
    if found.is_run:
        raise Refusal(HTTPStatus.NOT_FOUND)
    return found


def attributes() -> dict[str, Any]:
    """Return the attributes of what is sent.

    Raises:
        Refusal: nothing of the form is.

    """
    return _data().get("attributes") or {}


def related(name: str) -> str:
    """Return the id that a relation of what is sent names; an empty text where it names none."""
    found = (_data().get("relationships") or {}).get(name) or {}
    return str((found.get("data") or {}).get("id", ""))


def link(path: str) -> str:
    """Make an address of a path."""
    return f"{request.host_url.rstrip('/')}{path}"


def answer(content: Any, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """Answer with a document, or with a whole answer where there are keys of one."""
    body = content if isinstance(content, dict) and {"data", "errors"} & content.keys() else {"data": content}
    response = jsonify(body)
    response.status_code = status
    response.content_type = CONTENT_TYPE
    response.headers.extend(HEADERS)
    return response


def empty(status: HTTPStatus = HTTPStatus.NO_CONTENT) -> Response:
    """Answer with nothing."""
    return Response(status=status, headers=HEADERS)


def refused(refusal: Refusal) -> Response:
    """Answer with an error object."""
    error = {"status": str(refusal.status.value), "title": refusal.status.phrase.lower(), "detail": refusal.detail}
    return answer({"errors": [error]}, refusal.status)


def _data() -> dict[str, Any]:
    sent = request.get_json(force=True, silent=True)
    data = sent.get("data") if isinstance(sent, dict) else None
    if not isinstance(data, dict):
        raise malformed("a request must have data")
    return data
