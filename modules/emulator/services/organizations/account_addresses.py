"""One account for one e-mail address, whatever its case and whichever organization the account is in.

Behaviour from the AWS Organizations API Reference, pages "CreateAccount" (asynchronous; the address must not be that of
another account of AWS), "DescribeCreateAccountStatus", "ListCreateAccountStatus" and "CreateAccountStatus": the request
is taken, and ends as FAILED with the reason EMAIL_ALREADY_EXISTS. The other operations that bring accounts into being,
"CreateGovCloudAccount" and "InviteAccountToOrganization", are not emulated.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import RLock
from typing import Any

from moto.core.utils import unix_time, utcnow
from moto.organizations import utils
from moto.organizations.models import OrganizationsBackend, organizations_backends

_REASON = "EMAIL_ALREADY_EXISTS"
_lock = RLock()
"""Requests are served in threads: between the question whether an address is free and its use nobody else may ask."""


def register() -> None:
    """Look before moto creates an account, and tell of those that were refused."""
    backend = OrganizationsBackend
    backend.create_account = _created_once(backend.create_account)
    backend.describe_create_account_status = _described(backend.describe_create_account_status)
    backend.list_create_account_status = _listed(backend.list_create_account_status)


def is_taken(email: str) -> bool:
    """Tell whether any account of AWS has the address."""
    backends = [backend for of_account in organizations_backends.values() for backend in of_account.values()]
    return email.lower() in {account.email.lower() for backend in backends for account in backend.accounts}


def _created_once(create: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    @wraps(create)
    def created(backend: Any, **asked: Any) -> dict[str, Any]:
        with _lock:
            if backend.org is None or not is_taken(asked["Email"]):
                return create(backend, **asked)
            request = {
                "Id": utils.make_random_create_account_status_id(),
                "AccountName": asked["AccountName"],
                "RequestedTimestamp": unix_time(utcnow()),
            }
            _refused(backend).append(request)
        return {"CreateAccountStatus": request | {"State": "IN_PROGRESS"}}

    return created


def _described(describe: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    @wraps(describe)
    def described(backend: Any, **asked: Any) -> dict[str, Any]:
        failed = [_failed(request) for request in _refused(backend) if request["Id"] == asked["CreateAccountRequestId"]]
        return {"CreateAccountStatus": failed[0]} if failed else describe(backend, **asked)

    return described


def _listed(list_: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    @wraps(list_)
    def listed(backend: Any, **asked: Any) -> dict[str, Any]:
        answer = list_(backend, **asked)
        if "FAILED" in asked.get("States", ["FAILED"]) and not answer["NextToken"]:
            answer["CreateAccountStatuses"].extend(map(_failed, _refused(backend)))
        return answer

    return listed


def _failed(request: dict[str, Any]) -> dict[str, Any]:
    ended = {"CompletedTimestamp": request["RequestedTimestamp"]}
    return request | ended | {"State": "FAILED", "FailureReason": _REASON}


def _refused(backend: Any) -> list[dict[str, Any]]:
    """Find the refused requests of an organization: an attribute of moto's, so that a reset forgets them too."""
    refused: list[dict[str, Any]] = vars(backend).setdefault("refused_account_requests", [])
    return refused
