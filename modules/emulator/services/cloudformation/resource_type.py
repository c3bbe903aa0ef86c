'''What a stack's resource of one type is made with: the operations of its service.

A file of `resource_types/` has the types of a service, in this form:

    """Behaviour from the AWS CloudFormation Template Reference Guide, page "AWS::Example::Thing"."""

    RESOURCE_TYPES = [
        ResourceType(
            "AWS::Example::Thing",
            service="example",                       # botocore's name
            name="ThingName",                        # the property that CloudFormation fills in, if it does
            create=Operation("CreateThing"),
            read=Operation("DescribeThing", {"thingId": "thingId"}),
            update=Operation("UpdateThing", {"thingId": "thingId"}),  # without it, every change is a replacement
            delete=Operation("DeleteThing", {"thingId": "thingId"}),
            ref="thingId",                           # what Ref gives
            attributes={"Arn": "thing.arn"},         # what Fn::GetAtt gives: a path into the answer of `read`
            replaced_by=frozenset({"ThingName"}),    # properties that cannot be updated
            tagging=Tagging("TagResource", "UntagResource", "thing.arn"),
        )
    ]

Identifiers and `ref` are JMESPath expressions on the resource's properties, what `create` answered, and `AccountId` and
`Region`. An operation takes the properties that are members of its input, tags too; one that no operation takes is
refused by name.
'''

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Properties = dict[str, Any]


@dataclass(frozen=True)
class Operation:
    """An operation of the API, and how its input is written."""

    name: str
    identifiers: Mapping[str, str] = field(default_factory=dict)
    """Members that say which resource is meant: an expression for each."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Properties by their path, and the members of other names that they are."""
    within: str = ""
    """The member in which properties are that the input itself does not have."""
    only: frozenset[str] = frozenset()
    """The properties that it takes, where it does not take all that its input has."""
    additions: frozenset[str] = frozenset()
    """Lists of which it takes what was not there before."""
    when: str = ""
    """An expression without which the request is not made."""


@dataclass(frozen=True)
class Tagging:
    """The operations on tags, and an expression for the ARN that they take, which may be on the answer of `read`."""

    tag: str
    untag: str
    arn: str


@dataclass(frozen=True)
class Setting:
    """A property that an operation of its own sets, once the resource is there, and one may unset.

    Where the old value has to go first, `replaced` says so: `remove` is given it. Of a list whose items have a request
    `each`, those that are no longer there are removed, and all of them before the resource is deleted.
    """

    property: str
    put: Operation
    remove: Operation | None = None
    replaced: bool = False
    each: bool = False


def as_it_is(properties: Properties) -> Properties:
    """Leave properties as the template has them."""
    return properties


@dataclass(frozen=True)
class ResourceType:
    """A type of resource in a template. The module's docstring has an example of every member."""

    type: str
    service: str
    create: Operation
    delete: Operation
    ref: str
    read: Operation | None = None
    update: Operation | None = None
    delete_with_snapshot: Operation | None = None
    """What deletes it where its deletion policy is `Snapshot`."""
    name: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    replaced_by: frozenset[str] = frozenset()
    tags: str = "Tags"
    tagging: Tagging | None = None
    settings: tuple[Setting, ...] = ()
    unsent: frozenset[str] = frozenset()
    """Properties that only say how CloudFormation goes about it, such as how it is deleted."""
    prepare: Callable[[Properties], Properties] = as_it_is
    """Rewrites properties whose form is another than the API's."""
    complete: Callable[[Properties], Properties] = as_it_is
    """Completes the answer to the creation, where the SDK's model of it lacks a member."""
    failure: str = ""
    """An expression on the answer of `read`: why the creation, which the service accepted, failed."""
    after_create: tuple[Operation, ...] = ()
