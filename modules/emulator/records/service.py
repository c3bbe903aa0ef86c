"""A service as a table: its errors and its operations, made into what moto serves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import RLock
from typing import Any

from moto.core.base_backend import BackendDict, BaseBackend
from moto.core.responses import ActionResult, BaseResponse
from moto.core.utils import camelcase_to_underscores, get_service_model

from modules.emulator.aws_regions import regions_of
from modules.emulator.input_validation import input_faults
from modules.emulator.moto_additions import add_operations, add_service
from modules.emulator.records.call import Call, Errors
from modules.emulator.records.operations import Operation
from modules.emulator.records.resource import Record


class RecordsBackend(BaseBackend):
    """What one account has in one Region, by the resource's name."""

    def __init__(self, region_name: str, account_id: str) -> None:
        super().__init__(region_name, account_id)
        self.records: dict[str, list[Record]] = {}


_EVERYWHERE = "sts"
"""Whose Regions stand for those of every service: the SDK that moto runs on does not know those of young ones."""


@dataclass(frozen=True, eq=False)
class Service:
    """A service, or the operations that moto lacks of one."""

    name: str
    """botocore's name of it."""
    errors: Errors
    operations: Mapping[str, Operation]
    regional: bool = True
    not_enforced: frozenset[str] = frozenset()
    """What the model finds wrong with an input, and the service itself accepts."""
    backends: Any = None
    lock: Any = field(default_factory=RLock)

    def __post_init__(self) -> None:
        regions = sorted(regions_of(_EVERYWHERE)) if self.regional else ["aws"]
        everywhere = {"use_boto3_regions": False, "additional_regions": regions}
        own = type("RecordsBackend", (RecordsBackend,), {})  # moto keeps the paths of a service on the class
        if self.backends is None:  # not: where it is empty, as those of another service are at first
            object.__setattr__(self, "backends", BackendDict(own, self.name, **everywhere))

    def register(self) -> None:
        """Add to moto a service that it lacks."""

        def init(response: BaseResponse) -> None:
            BaseResponse.__init__(response, service_name=self.name)

        response = type("RecordsResponse", (BaseResponse,), {"__init__": init, **self._methods()})
        add_service(self.backends, response, signing_name=self._model().signing_name)

    def extend(self, response: type[BaseResponse], *, replacing: frozenset[str] = frozenset()) -> None:
        """Add the operations to a service that moto has, or replace those of `replacing`, in snake case."""
        add_operations(response, type("RecordsOperations", (), self._methods()), replacing=replacing)

    def _model(self) -> Any:
        return get_service_model(self.name)

    def _methods(self) -> dict[str, Any]:
        """Define one method for each operation, by the name under which moto looks for it."""
        return {
            camelcase_to_underscores(name): self._method(name, perform) for name, perform in self.operations.items()
        }

    def _method(self, name: str, perform: Operation) -> Any:
        def method(response: BaseResponse) -> ActionResult:
            call = self._call(response, name)
            with self.lock:
                return ActionResult(perform(call))

        return method

    def _call(self, response: BaseResponse, name: str) -> Call:
        operation = self._model().operation_model(name)
        response.parse_parameters(response.normalized_request)  # not every class of moto's does so by itself
        call = Call(self, operation, response.current_account, response.region, dict(response.params))
        found = input_faults(operation.input_shape, call.input) if operation.input_shape else []
        faults = [fault for fault in found if fault not in self.not_enforced]
        if faults:
            raise call.refusal(self.errors.invalid, "; ".join(faults), reason="fieldValidationFailed")
        return call
