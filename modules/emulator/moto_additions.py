"""The two ways to add to moto: operations to a service that it has, and a service that it lacks.

An operation of moto's own is replaced only where that is said, so one that a newer moto brings is noticed here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from importlib import import_module
from inspect import isfunction
from threading import RLock
from typing import Any

import moto.backend_index
import moto.backends
from moto.core.base_backend import BackendDict
from moto.core.responses import BaseResponse
from moto.core.utils import camelcase_to_underscores, get_service_model

_moto_get_backend = moto.backends.get_backend
_added: dict[str, BackendDict] = {}
_methods: list[tuple[type[BaseResponse], Iterable[str]]] = []
_when_loaded: dict[str, Callable[[], None]] = {}
_loading = RLock()


def added_operations() -> dict[str, list[str]]:
    """List the operations that were added to moto, by botocore's name of their service."""
    operations: dict[str, set[str]] = {}
    for response, methods in _methods:
        model = get_service_model(response().boto3_service_name)
        named = {operation for operation in model.operation_names if camelcase_to_underscores(operation) in methods}
        operations.setdefault(model.service_name, set()).update(named)
    return {service: sorted(named) for service, named in sorted(operations.items())}


def add_operations(response: type[BaseResponse], operations: type, *, replacing: frozenset[str] = frozenset()) -> None:
    """Give moto's `response` class every public method of `operations`: each is one API operation in snake case.

    Args:
        response: The class with which moto answers for the service.
        operations: The class that holds the methods.
        replacing: Those of them that moto has too, and that we answer differently.

    Raises:
        RuntimeError: `replacing` is not exactly what moto has: one of ours can be deleted, or replaces nothing.

    """
    added = {name: method for name, method in vars(operations).items() if isfunction(method) and name[0] != "_"}
    twice = {name for name in added if hasattr(response, name)}
    if twice != replacing:
        raise RuntimeError(f"moto has {sorted(twice)} of {operations}, and replaced are to be {sorted(replacing)}")
    for name, method in added.items():
        setattr(response, name, method)
    _methods.append((response, added))


def lead_paths(service: str) -> None:
    """Lead the paths of operations that were added to a service of moto's to where they are answered.

    Call it before moto builds what serves the service. Only then is the model of the service read: those of all
    services would take a second of every start.
    """
    backend = getattr(backend_of(service), "backend", None)  # moto's own API has none
    package = "" if backend is None else backend.__module__.rpartition(".models")[0]
    for response, added in _methods:
        if package and response.__module__.rpartition(".responses")[0] == package:
            _route(response, added)


def _route(response: type[BaseResponse], added: Iterable[str]) -> None:
    """Add the operations' paths, for a service that tells operations apart by path."""
    model = get_service_model(response().boto3_service_name)
    if not model.protocol.startswith("rest"):
        return
    match_parameter = _whole_path_parameter if model.protocol == "rest-json" else _path_parameter
    paths = import_module(f"{response.__module__.rpartition('.responses')[0]}.urls").url_paths
    for operation in map(model.operation_model, model.operation_names):
        if camelcase_to_underscores(operation.name) in added:
            path = re.sub(r"\{(\w+)(\+?)\}", match_parameter, operation.http_trait.path.rstrip("/"))
            paths.setdefault("{0}" + path + "$", response.dispatch)


def _path_parameter(parameter: re.Match[str]) -> str:
    """Match one segment of a path, or what is left of it, where the model says so (`{ResourceArn+}`)."""
    return f"(?P<{parameter[1]}>{'.+' if parameter[2] else '[^/]+'})"


def _whole_path_parameter(parameter: re.Match[str]) -> str:
    """Match a value with its slashes, as those of an ARN: they are sent encoded, and decoded before paths are matched.

    What else this matches is answered in the same place, which tells operations apart by the path that was sent.
    """
    return f"(?P<{parameter[1]}>.+)"


def add_service(backends: BackendDict, response: type[BaseResponse], *, signing_name: str) -> None:
    """Make moto server answer for a service that moto lacks.

    moto's dispatcher derives a host name from the signing name of a request, and asks `moto.backends.get_backend`
    for whoever serves that host. Operations are told apart by botocore's model of the service, so every path and
    every protocol leads to `response`.

    Args:
        backends: The service's state: one backend for each account and Region. Its name is botocore's.
        response: The class that answers, one method for each operation.
        signing_name: The service's name in a request's signature (`signingName` in botocore's model).

    """
    host = re.compile(rf"https?://{re.escape(signing_name)}\.(.+)\.amazonaws\.com")
    backends.backend.flask_paths = {"/": response.dispatch, "/<path:route>": response.dispatch}
    _added[backends.service_name] = backends
    _methods.append((response, dir(response)))
    moto.backend_index.backend_url_patterns.append((backends.service_name, host))
    moto.backends.get_backend = backend_of


def when_loaded(service: str, complete: Callable[[], None]) -> None:
    """Have a service of moto's completed once somebody asks for it, where its import takes long."""
    _when_loaded[service] = complete


def backend_of(service: str) -> Any:
    """Find the state of a service, moto's or added, by account and Region."""
    found = _added[service] if service in _added else _moto_get_backend(service)
    if service in _when_loaded:
        with _loading:  # nobody uses it before it is complete
            if complete := _when_loaded.get(service):
                complete()
                del _when_loaded[service]
    return found
