"""What a service keeps one kind of: how records of it are named, found and shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from moto.moto_api._internal import mock_random

Record = dict[str, Any]


@dataclass(frozen=True)
class States:
    """The member that holds the state, and its values. Those of a transition show once."""

    member: str
    active: str
    creating: str | None = None
    updating: str | None = None
    deleting: str | None = None


@dataclass(frozen=True)
class Resource:
    """One kind of thing that a service keeps. The package's docstring has an example of every member."""

    name: str
    key: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    identified_by: tuple[str, ...] = ()
    generated: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, Any] = field(default_factory=dict)
    states: States | None = None
    created: str | None = None
    updated: str | None = None
    owner: str | None = None
    tags: str = "tags"
    not_found: str | None = None
    """The error's code where this kind has its own, as everywhere in EC2."""

    @property
    def identifiers(self) -> tuple[str, ...]:
        """The members that tell one record from another."""
        return (*self.key, *self.generated)

    def renamed(self, given: Mapping[str, Any]) -> Record:
        """Give the members of an input the names that they have in a record."""
        return {self.names.get(name, name): value for name, value in given.items() if value is not None}

    def shown(self, record: Record) -> Record:
        """Give a record every name that its members have in the API."""
        return record | {name: record[member] for name, member in self.names.items() if member in record}

    def passing(self, record: Record, transition: str) -> Record:
        """Show a record in the state that it passes through while `creating`, `updating` or `deleting`."""
        state = getattr(self.states, transition, None)
        return {**record, self.states.member: state} if self.states and state else record

    def is_meant(self, record: Record, given: Mapping[str, Any]) -> bool:
        """Tell whether an input identifies the record."""
        renamed = self.renamed(given)
        own = [renamed[member] == record.get(member) for member in self.identifiers if member in renamed]
        any_ = [given[name] in self.identities(record) for name in self.identified_by if given.get(name) is not None]
        return bool(own or any_) and all(own + any_)

    def identities(self, record: Record) -> tuple[Any, ...]:
        """List what identifies the record."""
        return tuple(record[member] for member in self.identifiers if member in record)

    def identification(self, given: Mapping[str, Any]) -> str:
        """Tell by what an input identifies a record, for the error that says that there is none."""
        renamed = self.renamed(given)
        values = [renamed[member] for member in self.identifiers if member in renamed]
        return ", ".join(map(str, values or [given[name] for name in self.identified_by if given.get(name)]))


class Random:
    """Fills `{random:8}` with hexadecimal digits of moto's own sequence, which is the same in every run."""

    def __format__(self, length: str) -> str:
        return str(mock_random.get_random_hex(int(length)))
