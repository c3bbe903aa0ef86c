"""Accounts as requests tell of them: those that this library exported, and those of others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter, ValidationError

from modules.accounts.aft.spec import UNIT_ID_PATTERN
from modules.accounts.spec import Function, Suspension
from modules.adoption.requests import Loss, Request
from modules.exports.aft.custom_fields import ABSENT
from modules.specification.model import AccountKey, Owner
from modules.specification.tag_keys import LibraryTag
from modules.specification.texts import UnitPath

_NESTED = re.compile(rf"(.{{1,128}}) \(({UNIT_ID_PATTERN})\)")
STAGE_KINDS = ("dev", "test", "prod")
"""Kinds of stages, those of production last."""
_LISTS = ("also", "guardrails", "deploys-for")
_NUMBERS = ("vpc-prefix", "monthly-budget-usd")
_WRITTEN = ("function", "unit", "owner", "domain", "connectivity", "segment", "expires", "suspension")


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """One account."""

    key: str
    name: str
    email: str
    unit: str
    """The path of its unit; where only a name is known, the name."""
    unit_id: str
    tags: Mapping[str, str]
    fields: Mapping[str, Any] = field(default_factory=dict)
    """What `accounts` says of it beside that, by the key of the YAML; of a team's account, what the team says."""
    cost_center: str = ""
    team: str = ""
    stage: str = ""
    stage_kind: str = ""
    lead: Mapping[str, str] = field(default_factory=dict)
    studio_users: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    """Keys of the YAML that nothing is known of."""
    is_exported: bool
    """Whether this library asked for it."""
    request: Request

    @property
    def is_moved(self) -> bool:
        """Whether its unit is the one for suspended accounts, wherever it was before."""
        return self.fields.get("suspension") == Suspension.MOVED

    @property
    def unit_is_below_another(self) -> bool:
        """Whether the unit has an id, and so one above it, and no path."""
        return bool(self.unit_id) and "/" not in self.unit

    def section(self, pattern: str | None, cost_center: str | None, shared_tags: Mapping[str, str]) -> dict[str, Any]:
        """Return its entry in `accounts`.

        Args:
            pattern: What gives its address, where that fits.
            cost_center: The organization's.
            shared_tags: The organization's.

        """
        entry = dict(self.fields)
        if self.stage:
            entry["stage"] = self.stage
        if self.name != self.key:
            entry["name"] = self.name
        if pattern is None or pattern.replace("{account}", self.key) != self.email:
            entry["email"] = self.email
        if self.cost_center and self.cost_center != cost_center:
            entry["cost_center"] = self.cost_center
        own = {key: value for key, value in self.tags.items() if key not in shared_tags}
        return entry | ({"tags": own} if own else {})


def adopted_accounts(requests: Iterable[Request], losses: list[Loss]) -> list[Adopted]:
    """Return the account of each request; what it does not carry over is added to `losses`."""
    found: dict[str, Adopted] = {}
    for request in requests:
        account = _ours(request) or _of_others(request, {*found}, losses)
        if account.key in found:
            losses.append(Loss(request.place, f"request {request.label}: there is an account {account.key} already"))
        else:
            found[account.key] = account
    return list(found.values())


def _is_ours(request: Request) -> bool:
    fields = request.custom_fields
    is_whole = fields.get("team", ABSENT) == ABSENT or fields.get("stage", ABSENT) != ABSENT
    kinds = {"key": AccountKey, "unit": UnitPath}
    return (
        is_whole
        and fields.get("function") in {*Function}
        and fields.get("stage-kind", ABSENT) in {*STAGE_KINDS, ABSENT}
        and all(_is(kind, fields.get(name, "")) for name, kind in kinds.items())
    )


def _ours(request: Request) -> Adopted | None:
    """Return an account that was exported by this library; none where custom fields of others are called like ours."""
    try:
        return _described(request) if _is_ours(request) else None
    except ValueError:
        return None


def _described(request: Request) -> Adopted:
    """Return an account whose custom fields say all of it.

    Raises:
        ValueError: one of them is not what an export writes.

    """
    written = {name: value for name, value in request.custom_fields.items() if value != ABSENT}
    fields: dict[str, Any] = {name: written[name] for name in _WRITTEN if name in written}
    fields |= {_yaml(name): written[name].split(",") for name in _LISTS if name in written}
    fields |= {_yaml(name): int(written[name]) for name in _NUMBERS if name in written}
    fields |= {"vpc": _map(written["vpc"])} if "vpc" in written else {}
    parameters = request.parameters
    nested = _NESTED.fullmatch(parameters["ManagedOrganizationalUnit"])
    lead = {name: written[f"lead-{name}"] for name in ("name", "email") if f"lead-{name}" in written}
    return Adopted(
        key=written["key"],
        name=parameters["AccountName"],
        email=parameters["AccountEmail"],
        unit=written["unit"],
        unit_id=nested[2] if nested else "",
        tags={key: value for key, value in request.tags.items() if key not in {*LibraryTag}},
        fields=fields,
        cost_center=written.get("cost-center", ""),
        team=written.get("team", ""),
        stage=written.get("stage", ""),
        stage_kind=written.get("stage-kind", ""),
        lead=lead,
        studio_users=_map(written.get("studio-users", "{}")),
        is_exported=True,
        request=request,
    )


def _of_others(request: Request, taken: set[str], losses: list[Loss]) -> Adopted:
    """Return an account that somebody else's request made: a workload of whoever asked for it."""
    name, unit = request.parameters["AccountName"], request.parameters["ManagedOrganizationalUnit"]
    nested = _NESTED.fullmatch(unit)
    owner = request.changes.get("change_requested_by", "").strip()
    is_owner = _is(Owner, owner)
    fields = {"function": Function.WORKLOAD.value, "unit": nested[1] if nested else unit}
    _not_carried_over(request, losses)
    return Adopted(
        key=_key(name, request.label, taken),
        name=name,
        email=request.parameters["AccountEmail"],
        unit=nested[1] if nested else unit,
        unit_id=nested[2] if nested else "",
        tags={key: value for key, value in request.tags.items() if key not in {*LibraryTag}},
        fields=fields | ({"owner": owner} if is_owner else {}),
        missing=() if is_owner else ("owner",),
        is_exported=False,
        request=request,
    )


def _not_carried_over(request: Request, losses: list[Loss]) -> None:
    described = {f"custom field {name}": value for name, value in request.custom_fields.items()}
    described |= {f"tag {key}, which is set here": request.tags[key] for key in LibraryTag if key in request.tags}
    if request.customizations:
        described["folder of customizations"] = request.customizations
    losses += [Loss(request.place, f"request {request.label}: {what}: {value}") for what, value in described.items()]


def _key(name: str, label: str, taken: set[str]) -> str:
    """Return a key that is like the account's name; like the request's label, where that is no key or taken."""
    for text in (name, label):
        key = re.sub(r"[^A-Za-z0-9_-]+", "-", text).strip("-_")
        if _is(AccountKey, key) and key not in taken:
            return key
    return label


def _is(kind: Any, text: str) -> bool:
    try:
        TypeAdapter(kind).validate_python(text)
    except (ValidationError, ValueError):
        return False
    return bool(text)


def _map(text: str) -> dict[str, Any]:
    value = json.loads(text)
    if not isinstance(value, dict):
        raise ValueError("no map")  # noqa: TRY004 - one error for whatever is wrong with it
    return value


def _yaml(name: str) -> str:
    return name.replace("-", "_")
