"""The operations that most resources have: create, describe, list, update, delete."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import Any

from moto.core.utils import utcnow

from modules.emulator.records.call import Call
from modules.emulator.records.resource import Random, Record, Resource
from modules.emulator.records.tag_shapes import from_shape

Operation = Callable[[Call], dict[str, Any]]
Check = Callable[[Call, Record], None]


def _accept(_call: Call, _record: Record) -> None:
    """Refuse nothing."""


def create(resource: Resource, *, check: Check = _accept, conflict: str | None = None) -> Operation:
    """Create a record from the input, once for each idempotency token.

    Args:
        resource: What to create.
        check: Refuses what the service refuses, by raising `call.refusal(...)`; it may complete the record too.
        conflict: The error's code where the key is taken, if it is not the service's usual one.

    """

    def perform(call: Call) -> dict[str, Any]:
        tokens = _tokens(call)
        for record in call.records(resource):
            if any(call.input.get(token) and record.get(token) == call.input[token] for token in tokens):
                return call.answer(resource, record)
        record = _new(call, resource)
        _refuse_taken(call, resource, record, conflict)
        check(call, record)
        call.records(resource).append(record)
        return call.answer(resource, resource.passing(record, "creating"))

    return perform


def describe(resource: Resource) -> Operation:
    """Show the record that the input identifies."""
    return lambda call: call.answer(resource, call.find(resource))


def list_(resource: Resource, *, by: Iterable[str] = (), member: str | None = None) -> Operation:
    """Show the records of the account in the Region. There are never so many that a second page is needed.

    Args:
        resource: What to list.
        by: Members of the input that select: a record's must be equal, or one of them where it is a list.
        member: The output member, where it cannot be told: the first list of structures with an identifier, else
            the first list at all, which is then of the last identifier, mostly the ARN.

    """

    def perform(call: Call) -> dict[str, Any]:
        found = [record for record in call.records(resource) if _is_selected(resource, record, call.input, by)]
        lists = {name: s.member for name, s in call.operation.output_shape.members.items() if s.type_name == "list"}
        name = member or next((name for name in lists if call.holds(resource, lists[name])), next(iter(lists)))
        if lists[name].type_name != "structure":
            return {name: [record[resource.identifiers[-1]] for record in found]}
        return {name: [call.shown(resource, record, lists[name]) for record in found]}

    return perform


def update(resource: Resource, *, check: Check = _accept) -> Operation:
    """Change the members that the input has. `check` sees the record as it would become."""

    def perform(call: Call) -> dict[str, Any]:
        record = call.find(resource)
        fixed = {*resource.identifiers, *resource.identified_by, resource.tags, *_tokens(call)}
        changes = {name: value for name, value in resource.renamed(call.input).items() if name not in fixed}
        if resource.updated:
            changes[resource.updated] = utcnow()
        check(call, {**record, **changes})
        record.update(changes)
        return call.answer(resource, resource.passing(record, "updating"))

    return perform


def delete(resource: Resource, *, check: Check = _accept) -> Operation:
    """Delete the record that the input identifies. `check` refuses one that is in use."""

    def perform(call: Call) -> dict[str, Any]:
        record = call.find(resource)
        check(call, record)
        call.records(resource).remove(record)
        return call.answer(resource, resource.passing(record, "deleting"))

    return perform


def _tokens(call: Call) -> list[str]:
    return list(call.operation.idempotent_members) if call.operation.input_shape else []


def _new(call: Call, resource: Resource) -> Record:
    record: Record = deepcopy(dict(resource.defaults)) | resource.renamed(call.input)
    record[resource.tags] = _requested_tags(call, resource)
    if resource.owner:
        record[resource.owner] = call.account_id
    if resource.states:
        record[resource.states.member] = resource.states.active
    for member in filter(None, (resource.created, resource.updated)):
        record[member] = utcnow()
    for member, pattern in resource.generated.items():
        place = {"partition": call.partition, "region": call.region, "account_id": call.account_id}
        record[member] = pattern.format_map({**record, **place, "random": Random()})
    return record


def _requested_tags(call: Call, resource: Resource) -> dict[str, str]:
    specified = [pair for part in call.input.get("TagSpecifications") or [] for pair in part.get("Tags") or []]
    return from_shape(specified or call.input.get(resource.tags))  # the former is EC2's way


def _refuse_taken(call: Call, resource: Resource, record: Record, conflict: str | None) -> None:
    key = [record.get(member) for member in resource.key]
    if key and any([other.get(member) for member in resource.key] == key for other in call.records(resource)):
        wanted = ", ".join(map(str, key))
        message = f"{resource.name} {wanted} exists already"
        raise call.refusal(conflict or call.service.errors.conflict, message, resource_id=wanted, resource=resource)


def _is_selected(resource: Resource, record: Record, given: dict[str, Any], by: Iterable[str]) -> bool:
    for name in by:
        wanted, value = given.get(name), record.get(resource.names.get(name, name))
        if wanted and (value not in wanted if isinstance(wanted, list) else value != wanted):
            return False
    return True
