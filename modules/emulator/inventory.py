"""What exists in the emulator, counted: to compare two of them, or one with itself before and after.

Ids are random, so a thing is told by its service, account, Region, kind, and by the name or the tags that it was given.
Accounts are told by their names, and ranges that IPAM chose by their place in what it gave. What only records what
happened (tokens, requests, histories) is left out, and so is what lies outside of an organization that exists: moto
makes a role in an account with an id by chance when it makes one.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from moto.core.base_backend import BackendDict, BaseBackend
from moto.core.common_models import BaseModel
from moto.organizations.models import organizations_backends

from modules.emulator.records import Record
from modules.emulator.services.ec2.ipam.places import Places

_LEFT_OUT = {"sts", "moto_api", "events", "cloudtrail"}
_HISTORIES = re.compile(
    r"(?i)request|operation|history|status|token|event|execution|version|assumed|quota|access_key|\bRecord$"
)
_NAMES = ("name", "Name", "key", "email", "display_name", "DisplayName", "UserName", "cidr_block", "Cidr", "path")
_ACCOUNT = re.compile(r"\b\d{12}\b")
_GONE = {"deleted", "deleting", "PendingDeletion", "released", "DELETED"}


def inventory() -> dict[str, int]:
    """Count what the emulator of this process holds."""
    names, places = _account_names(), Places()
    counted: Counter[str] = Counter()
    for backends in list(BackendDict._instances):  # noqa: SLF001 - moto has no other list of what is in use
        if backends.service_name in _LEFT_OUT:
            continue
        for account, regions in list(backends.items()):
            if names and account not in names:
                continue
            for region, backend in list(regions.items()):
                place = f"{backends.service_name} {account} {region}"
                counted.update(f"{place} {places.put_into(what)}" for what in _things(backend))
    return {
        _ACCOUNT.sub(lambda match: names.get(match[0], match[0]), what): count
        for what, count in sorted(counted.items())
    }


def _things(backend: BaseBackend) -> Iterator[str]:
    for attribute, value in vars(backend).items():
        if isinstance(value, dict | list) and not _HISTORIES.search(attribute):
            yield from _inside(attribute, value)


def _inside(path: str, value: Any) -> Iterator[str]:
    children = value.items() if isinstance(value, dict) else enumerate(value)
    for key, child in list(children):
        if isinstance(child, BaseModel) or (isinstance(child, dict) and _is_record(child)):
            yield from [f"{path} {type(child).__name__} {_name(child)}"] if not _is_gone(child) else []
        elif isinstance(child, dict | list):
            named = f"{path}.{key}" if isinstance(key, str) and key[:1].isupper() else path
            if not _HISTORIES.search(named):
                yield from _inside(named, child)


def _is_record(child: Record) -> bool:
    return any(not isinstance(value, dict | list | BaseModel) for value in child.values())


def _name(thing: Any) -> str:
    attributes = thing if isinstance(thing, dict) else vars(thing)
    tags = attributes.get("Tags") or attributes.get("tags")
    named = {name: attributes[name] for name in _NAMES if isinstance(attributes.get(name), str)}
    tag = tags.get("Name") if isinstance(tags, dict) else None
    return json.dumps(named | ({"tag": tag} if tag else {}), sort_keys=True)


def _is_gone(thing: Any) -> bool:
    attributes = thing if isinstance(thing, dict) else vars(thing)
    return any(
        str(attributes.get(name)) in _GONE for name in ("state", "State", "status", "Status", "key_state", "_status")
    )


def _account_names() -> dict[str, str]:
    organizations = [backend for regions in organizations_backends.values() for backend in regions.values()]
    return {account.id: account.name for organization in organizations for account in organization.accounts}


class WithInventory:
    """Wraps an application, and answers for the inventory at a path of its own, which is none of AWS's."""

    PATH = "/landing-zone/inventory"

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        if environ.get("PATH_INFO") != self.PATH:
            return self._application(environ, start_response)
        start_response("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(inventory()).encode()]
