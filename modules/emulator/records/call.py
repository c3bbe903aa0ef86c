"""One request for an operation: who asks where for what, what is kept there, and how to answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Protocol

from moto.core.exceptions import ServiceException
from moto.core.model import OperationModel
from moto.utilities.utils import get_partition

from modules.emulator.records.resource import Record, Resource
from modules.emulator.records.tag_shapes import in_shape


class Refusal(ServiceException):
    """An error whose members are those of the service model."""


@dataclass(frozen=True)
class Errors:
    """The codes that the service has for what every service refuses."""

    invalid: str
    not_found: str
    conflict: str = ""


class CalledService(Protocol):
    """What a call knows of the service that is asked."""

    @property
    def errors(self) -> Errors:
        """The service's error codes."""
        ...

    @property
    def regional(self) -> bool:
        """Whether the service keeps records by Region."""
        ...

    @property
    def backends(self) -> Any:
        """The service's records, by account and Region."""
        ...


@dataclass(frozen=True)
class Call:
    """One request, parsed and checked against the service model."""

    service: CalledService
    operation: OperationModel
    account_id: str
    region: str
    input: dict[str, Any]

    @property
    def partition(self) -> str:
        """`aws`, `aws-cn` or another."""
        return str(get_partition(self.region))

    def records(self, resource: Resource) -> list[Record]:
        """List what the account has of a resource in the Region; append and remove to change that."""
        place = self.region if self.service.regional else self.partition
        kept: dict[str, list[Record]] = self.service.backends[self.account_id][place].records
        return kept.setdefault(resource.name, [])

    def at(self, account_id: str, region: str | None = None) -> Call:
        """Make the same call in another account, or another Region too."""
        return replace(self, account_id=account_id, region=region or self.region)

    def everywhere(self, resource: Resource) -> Iterator[Record]:
        """Go through the records of all accounts and Regions."""
        for _, _, backend in list(self.service.backends.iter_backends()):
            yield from list(backend.records.get(resource.name, []))

    def find(self, resource: Resource) -> Record:
        """Find the record that the input identifies, in the account and Region of the call.

        Raises:
            ServiceException: there is none.

        """
        for record in self.records(resource):
            if resource.is_meant(record, self.input):
                return record
        wanted = resource.identification(self.input)
        code = resource.not_found or self.service.errors.not_found
        raise self.refusal(code, f"{resource.name} {wanted} does not exist", resource_id=wanted, resource=resource)

    def answer(self, resource: Resource, record: Record) -> dict[str, Any]:
        """Put a record where the operation's output takes it.

        An output member of a record's own name gets that member; one whose structure has the record's identifiers
        gets the whole.
        """
        members = self.operation.output_shape.members if self.operation.output_shape else {}
        whole = {n: self.shown(resource, record, shape) for n, shape in members.items() if self.holds(resource, shape)}
        shown = self.shown(resource, record, self.operation.output_shape) if members else {}
        return whole | {name: shown[name] for name in members if name in shown}

    @staticmethod
    def shown(resource: Resource, record: Record, shape: Any) -> Record:
        """Show a record as a structure of the service model has it: under all names, and with tags in its shape."""
        tags = shape.members.get(resource.tags)
        return resource.shown(record) | ({resource.tags: in_shape(tags, record[resource.tags])} if tags else {})

    @staticmethod
    def holds(resource: Resource, shape: Any) -> bool:
        """Tell whether a structure of the output is one in which the resource is shown."""
        names = {*resource.identifiers, *(name for name, to in resource.names.items() if to in resource.identifiers)}
        return shape.type_name == "structure" and not names.isdisjoint(shape.members)

    def refusal(
        self, code: str, message: str, *, resource_id: str = "", resource: Resource | None = None, **members: Any
    ) -> ServiceException:
        """Build an error of the service's, to be raised. Its further members are filled as far as the model has any."""
        error = Refusal(code, message)
        known = {"resourceid": resource_id, "resourcetype": resource.name if resource else "", **members}
        shapes = {shape.name: shape for shape in self.operation.service_model.error_shapes}
        for name in shapes[code].members if code in shapes else ():
            value = known.get(name, known.get(name.lower()))
            if value:
                setattr(error, name, value)
        return error
