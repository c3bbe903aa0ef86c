"""Faults as a client of AWS meets them: in the service's own protocol and with the service's own error code."""

from __future__ import annotations

import sys
import time

import flask
from botocore.model import OperationNotFoundError

from modules.emulator.faults import Fault, FaultKind, Faults
from modules.emulator.lost_answers import lose
from modules.emulator.not_emulated import Call, call_of, error_response

_THROTTLING = (
    "ThrottlingException",
    "TooManyRequestsException",
    "ThrottledException",
    "Throttling",
    "RequestLimitExceeded",
)
_INTERNAL = ("InternalServerException", "InternalServerError", "InternalErrorException", "ServiceException")
_OWN_THROTTLING = {"ec2": ("RequestLimitExceeded", 503), "s3": ("SlowDown", 503)}  # their models have no errors
_OWN_INTERNAL = {"ec2": "InternalError", "s3": "InternalError"}
_UNAVAILABLE = ("ServiceUnavailableException", "ServiceUnavailable")
_OWN_UNAVAILABLE = {"ec2": "Unavailable", "s3": "ServiceUnavailable"}
_TOKENS = {"CallerReference", "CreatorRequestId"}
_INTERNAL_ERROR, _BAD_GATEWAY = 500, 502
_GATEWAY = "<html><body><h1>502 Bad Gateway</h1></body></html>"


def inject(app: flask.Flask, faults: Faults) -> None:
    """Make `app`, which serves one of moto's services, show faults before the request is acted on."""
    app.before_request(lambda: _meet(faults))


def _meet(faults: Faults) -> flask.Response | None:
    call = call_of(flask.request)
    for fault in faults.of(call.service, call.operation):
        if fault.kind is FaultKind.LATENCY:
            time.sleep(fault.seconds)
            continue
        sys.stderr.write(f"injected: {fault.kind} of {call.service}.{call.operation}\n")
        if fault.kind is FaultKind.LOST:
            lose(flask.request.environ, is_answered_again=_has_token(call))
        elif fault.kind is FaultKind.THROTTLING:
            return error_response(call, *_throttling(call), message="Rate exceeded (injected)")
        else:
            return _broken(call, fault)
    return None


def _has_token(call: Call) -> bool:
    """Whether the request has a token by which the service knows it again: one that SDKs add, or that must be given."""
    try:
        operation = call.model.operation_model(call.operation) if call.model else None
    except OperationNotFoundError:
        return False
    if operation is None or operation.input_shape is None:
        return False
    return bool(operation.idempotent_members) or not _TOKENS.isdisjoint(operation.input_shape.required_members)


def _broken(call: Call, fault: Fault) -> flask.Response:
    if fault.status == _BAD_GATEWAY:
        return flask.Response(_GATEWAY, fault.status, content_type="text/html")
    code = _internal(call) if fault.status == _INTERNAL_ERROR else _unavailable(call)
    return error_response(call, code, fault.status, message="Internal failure (injected)")


def _throttling(call: Call) -> tuple[str, int]:
    """Tell the error code that the service has, and its status: 429 or 400 by the model, 503 of some."""
    if call.service in _OWN_THROTTLING:
        return _OWN_THROTTLING[call.service]
    errors = _errors(call)
    code = next((code for code in _THROTTLING if code in errors), None)
    if code is None:  # the code that all services have in common
        is_query = call.model is not None and call.model.protocol in ("query", "rest-xml")
        return ("Throttling" if is_query else "ThrottlingException"), 400
    return code, errors[code]


def _internal(call: Call) -> str:
    own = _OWN_INTERNAL.get(call.service)
    return own or next((code for code in _INTERNAL if code in _errors(call)), "InternalFailure")


def _unavailable(call: Call) -> str:
    own = _OWN_UNAVAILABLE.get(call.service)
    return own or next((code for code in _UNAVAILABLE if code in _errors(call)), "ServiceUnavailable")


def _errors(call: Call) -> dict[str, int]:
    shapes = call.model.error_shapes if call.model else []
    return {shape.name: shape.metadata.get("error", {}).get("httpStatusCode", 400) for shape in shapes}
