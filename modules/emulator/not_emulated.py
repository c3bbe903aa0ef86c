"""What the emulator answers to an operation that it does not know, and where it breaks: an error that AWS SDKs read.

moto answers either with an HTML page, which an SDK reports as "deserialization failed" after it tried for minutes.
"""

from __future__ import annotations

import sys
import traceback
import warnings
from dataclasses import dataclass
from traceback import walk_tb

import flask
import moto.core.parse
from botocore.exceptions import UnknownServiceError
from moto.core.exceptions import ServiceException
from moto.core.model import OperationModel, ServiceModel
from moto.core.request import Request, determine_request_protocol
from moto.core.responses import boto3_service_name
from moto.core.routing import get_service_router
from moto.core.serialize import get_serializer_class
from moto.core.utils import get_service_model, service_name_from_moto_package_name
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound

NOT_EMULATED = "NotEmulated"
EMULATOR_FAILURE = "EmulatorFailure"
_STATUS = 501  # SDKs repeat a request after 500, 502, 503 and 504, never after 501


@dataclass(frozen=True)
class Call:
    """What a request asks for: the service by botocore's name where it has one, and the operation."""

    service: str
    operation: str
    model: ServiceModel | None


class _Failure(ServiceException):
    """Of a class of ours: where moto's own is raised, moto looks for a service named after the module, `core`."""


def answer_errors(app: flask.Flask) -> None:
    """Make `app`, which serves one of moto's services, answer its own failures in the service's protocol."""
    # our codes are not in botocore's models, and moto warns of that
    warnings.filterwarnings("ignore", message=".*does not match an error shape", category=UserWarning)
    for unknown in (NotImplementedError, NotFound, MethodNotAllowed):
        app.register_error_handler(unknown, lambda _: _not_emulated())
    app.register_error_handler(Exception, _broken)
    app.after_request(_check_answered)


def _not_emulated() -> flask.Response:
    call = call_of(flask.request)
    return error_response(call, NOT_EMULATED, _STATUS, message=f"not emulated: {call.service}.{call.operation}")


def _broken(error: Exception) -> flask.Response | HTTPException:
    if isinstance(error, HTTPException):
        return error
    call = call_of(flask.request)
    if _is_unreadable(error):
        return error_response(call, "SerializationException", 400, message=f"the request cannot be read: {error}")
    traceback.print_exception(error, file=sys.stderr)
    message = f"the emulator failed in {call.service}.{call.operation}: {error!r}"
    return error_response(call, EMULATOR_FAILURE, _STATUS, message=message)


def _is_unreadable(error: Exception) -> bool:
    """Tell whether moto failed to parse the request: its parser lets Python's own errors through."""
    return any(frame.f_globals["__name__"] == moto.core.parse.__name__ for frame, _ in walk_tb(error.__traceback__))


def _check_answered(response: flask.Response) -> flask.Response:
    """Name the operations that botocore does not know either: moto's answer to those is an empty 404."""
    unanswered = response.status_code == NotFound.code and flask.request.method != "HEAD" and not response.data
    return _not_emulated() if unanswered else response


def call_of(request: Request) -> Call:
    """Tell what a request asks for."""
    signing_name = request.headers.get("Authorization", "").partition("Credential=")[2].split("/")[3:4]
    names = [name for name in (getattr(flask.current_app, "service", None), *signing_name) if name]
    model = next((model for name in names if (model := _model(name)) is not None), None)
    service = str(model.service_name) if model else names[-1] if names else "unknown"
    return Call(service, _operation(request, service if model else None), model)


def _model(name: str) -> ServiceModel | None:
    name = boto3_service_name.get(name, name)
    try:
        return get_service_model(service_name_from_moto_package_name(name.replace("-", "")))
    except UnknownServiceError:
        return None


def _operation(request: Request, service: str | None) -> str:
    target = request.headers.get("X-Amz-Target", "").rpartition(".")[2] or request.values.get("Action")
    if target:
        return str(target)
    try:
        return str(get_service_router(service).match(request)[0].name) if service else _route(request)
    except (HTTPException, NotImplementedError):
        return _route(request)


def _route(request: Request) -> str:
    return f"{request.method} {request.path}"


def error_response(call: Call, code: str, status: int, *, message: str) -> flask.Response:
    """Answer with an error in the protocol of the service."""
    if call.model is None:
        return flask.make_response(flask.jsonify({"__type": code, "message": message}), status)
    try:
        protocol = determine_request_protocol(call.model, flask.request.content_type)
    except NotImplementedError:
        protocol = call.model.protocol
    serializer = get_serializer_class(call.model.service_name, protocol)
    written = serializer(OperationModel({}, call.model)).serialize(_Failure(code, message))
    return flask.Response(written["body"], status, written["headers"])
