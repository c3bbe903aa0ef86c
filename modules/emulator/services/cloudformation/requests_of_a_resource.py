"""The requests by which a resource of a stack is made, read, changed and deleted, from what its type says of them.

Behaviour from the AWS CloudFormation User Guide, "Update behaviors of stack resources" and "Resource tag".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import jmespath  # type: ignore[import-untyped] # botocore's, without types
from botocore import xform_name
from botocore.exceptions import ClientError

from modules.emulator import own_requests
from modules.emulator.records.tag_shapes import from_shape
from modules.emulator.services.cloudformation.properties import (
    UnknownProperty,
    in_input,
    member_of,
    tags_in_input,
)
from modules.emulator.services.cloudformation.resource_type import Operation, Properties, ResourceType, Setting


@dataclass
class ResourceRequests:
    """The requests for one resource, in an account and a Region."""

    type: ResourceType
    account_id: str
    region: str
    properties: Properties
    """As the template has them, the name filled in."""
    tags: Mapping[str, str]
    """The stack's and the resource's own."""
    created: dict[str, Any] = field(default_factory=dict)
    """What the creation answered."""

    def create(self) -> None:
        """Create the resource, or nothing."""
        self._refuse_unknown()
        self.created = self.type.complete(self.ask(self.type.create, self._given()))
        try:
            self._complete_creation()
        except Exception:
            self.delete()
            raise

    def read(self) -> dict[str, Any]:
        """Show the resource as its service does."""
        return self.ask(self.type.read, {}) if self.type.read else {}

    def update(self, previous: ResourceRequests) -> None:
        """Change the resource to these properties and tags."""
        self._refuse_unknown()
        self.created = previous.created
        has_other_tags = self._tags_are_updated and self.tags != previous.tags
        if self.type.update and (has_other_tags or self._given() != previous._given()):
            self._refuse_not_updated(self.type.update, previous)
            self.ask(self.type.update, self._updated(self.type.update, previous))
        self._put_settings(previous._with_tags())
        self._update_tags(previous)

    def delete(self, *, with_snapshot: bool = False) -> None:
        """Delete the resource, after a last snapshot where that is wanted and its type has any."""
        operation = self.type.delete_with_snapshot if with_snapshot else None
        for setting in (each for each in self.type.settings if each.each):
            for item in self._with_tags().get(setting.property) or []:
                with suppress(ClientError):  # what was never put; what stays lets the deletion fail
                    self._put_each(setting, [], [item])
        self.ask(operation or self.type.delete, {})

    def find(self, expression: str) -> Any:
        """Evaluate an expression on the place, the properties and what the creation answered."""
        return jmespath.search(expression, self._known())

    def find_in_answer(self, expression: str) -> Any:
        """Evaluate an expression on the same and what the service shows of the resource."""
        return jmespath.search(expression, {**self._known(), **self.read()})

    def ask(self, operation: Operation, given: Properties) -> dict[str, Any]:
        """Make a request, with those of the given properties that its input has."""
        if operation.when and not self.find(operation.when):
            return {}
        client = own_requests.client(self.type.service, self.account_id, self.region)
        shape = client.meta.service_model.operation_model(operation.name).input_shape
        identified = {member: self.find(expression) for member, expression in operation.identifiers.items()}
        asked = self._input(operation, shape, given) | {name: v for name, v in identified.items() if v is not None}
        answer: dict[str, Any] = getattr(client, xform_name(operation.name))(**asked)
        answer.pop("ResponseMetadata", None)
        return answer

    def _complete_creation(self) -> None:
        if self.type.failure and (reason := self.find_in_answer(self.type.failure)):
            raise ValueError(reason)
        for operation in self.type.after_create:
            self.ask(operation, {})
        self._put_settings(self._set_at_creation())

    def _set_at_creation(self) -> Properties:
        """List the properties that the creation took."""
        taken = self._members_of(self.type.create, self._given())
        return {name: value for name, value in self._given().items() if name in taken}

    def _put_settings(self, previous: Properties) -> None:
        """Set what operations of their own set."""
        properties = self._with_tags()
        for setting in self.type.settings:
            value, old = properties.get(setting.property), previous.get(setting.property)
            if setting.each:
                self._put_each(setting, value or [], old or [])
                continue
            if old is not None and value != old and setting.remove and (setting.replaced or value is None):
                self.ask(setting.remove, {setting.property: old})
            if value is not None and value != old:
                self.ask(setting.put, {setting.property: value})

    def _put_each(self, setting: Setting, wanted: list[Any], there: list[Any]) -> None:
        """Remove the items that are no longer wanted, and put those that are new."""
        for operation, items in (
            (setting.remove, [item for item in there if item not in wanted]),
            (setting.put, [item for item in wanted if item not in there]),
        ):
            for item in items:
                if operation is not None:
                    self.ask(operation, item if isinstance(item, dict) else {setting.property: item})

    def _with_tags(self) -> Properties:
        """Give the properties as operations of their own take them: the stack's tags are among the tags."""
        tags = [{"Key": key, "Value": value} for key, value in self.tags.items()]
        return {**self._prepared(), **({self.type.tags: tags} if tags else {})}

    @property
    def _tags_are_updated(self) -> bool:
        """Whether it is the update that changes tags, and no operation of theirs."""
        by_setting = any(setting.property == self.type.tags for setting in self.type.settings)
        return self.type.tagging is None and not by_setting

    def _known(self) -> dict[str, Any]:
        place = {"AccountId": self.account_id, "Region": self.region}
        return {**place, **self._prepared(), **self.created}

    def _prepared(self) -> Properties:
        return self.type.prepare(self.properties)

    def _given(self) -> Properties:
        """List the properties without tags, which are added in the model's own shape."""
        return {name: value for name, value in self._prepared().items() if name != self.type.tags}

    def _updated(self, operation: Operation, previous: ResourceRequests) -> Properties:
        """List the properties as an update takes them: of some lists only what was not there before."""
        given, before = self._given(), previous._given()
        added = {
            name: [each for each in given.get(name) or [] if each not in (before.get(name) or [])]
            for name in operation.additions
        }
        return {name: added.get(name, value) for name, value in given.items() if name not in added or added[name]}

    def _input(self, operation: Operation, shape: Any, given: Properties) -> dict[str, Any]:
        asked: dict[str, Any] = {}
        for name, value in given.items():
            place, inner = _place(operation, shape, name)
            if place is not None:
                target = asked if inner is None else asked.setdefault(inner, {})
                member, of = place
                target[member] = in_input(value, of, operation.names, name)
        takes_tags = operation == self.type.create or (operation == self.type.update and self._tags_are_updated)
        tagged = member_of(shape, self.type.tags) if takes_tags else None
        if tagged and (self.tags or operation != self.type.create):
            asked[tagged] = tags_in_input(self.tags, shape.members[tagged])
        return asked

    def _refuse_unknown(self) -> None:
        """Refuse a property that none of the operations takes."""
        given = self._given().keys()
        for name in given - self._taken(self.type.create, given):
            raise UnknownProperty(f"#: extraneous key [{name}] is not permitted")

    def _refuse_not_updated(self, operation: Operation, previous: ResourceRequests) -> None:
        """Refuse a change that none of the operations makes."""
        given, before = self._given(), previous._given()
        changed = {name for name in given.keys() | before.keys() if given.get(name) != before.get(name)}
        for name in sorted(changed - self._taken(operation, changed)):
            raise NotImplementedError(f"not emulated: the update of [{name}]")

    def _taken(self, operation: Operation, names: Iterable[str]) -> set[str]:
        """List those of the properties that an operation takes, or a setting."""
        known = self._members_of(operation, names)
        return known | {setting.property for setting in self.type.settings} | self.type.unsent

    def _members_of(self, operation: Operation, names: Iterable[str]) -> set[str]:
        """List those of the properties that an operation's input has."""
        model = own_requests.client(self.type.service, self.account_id, self.region).meta.service_model
        shape = model.operation_model(operation.name).input_shape
        return {name for name in names if _place(operation, shape, name)[0] is not None}

    def _update_tags(self, previous: ResourceRequests) -> None:
        tagging = self.type.tagging
        if tagging is None or self.tags == previous.tags:
            return
        arn = self.find_in_answer(tagging.arn)
        changed = {key: value for key, value in self.tags.items() if previous.tags.get(key) != value}
        if changed:
            self._tag(tagging.tag, arn, changed)
        if removed := sorted(previous.tags.keys() - self.tags.keys()):
            self._tag(tagging.untag, arn, removed)

    def _tag(self, operation: str, arn: str, value: Any) -> None:
        """Call an operation on tags: it takes an ARN, and tags or their keys."""
        client = own_requests.client(self.type.service, self.account_id, self.region)
        members = client.meta.service_model.operation_model(operation).input_shape.members
        named = next(name for name, shape in members.items() if shape.type_name == "string")
        taken = next(name for name, shape in members.items() if shape.type_name in ("list", "map"))
        written = tags_in_input(value, members[taken]) if isinstance(value, dict) else value
        getattr(client, xform_name(operation))(**{named: arn, taken: written})


def all_tags(type_: ResourceType, properties: Properties, of_stack: Mapping[str, str]) -> dict[str, str]:
    """Give a resource its tags: the stack's, and over them its own."""
    return {**of_stack, **from_shape(properties.get(type_.tags))}


def _place(operation: Operation, shape: Any, name: str) -> tuple[tuple[str, Any] | None, str | None]:
    """Find the member that a property is: in the input itself, or in the one that holds the rest."""
    wanted = operation.names.get(name, name)
    if operation.only and name not in operation.only:
        return None, None
    if member := member_of(shape, wanted):
        return (member, shape.members[member]), None
    if operation.within:
        inside = shape.members[operation.within]
        if member := member_of(inside, wanted):
            return (member, inside.members[member]), operation.within
    return None, None
