"""The names of CodeArtifact's inputs: what an operation calls `domain` is a name there, and the whole in its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from modules.emulator.records import Call
from modules.emulator.records.operations import Operation


def renamed(operations: Mapping[str, Operation], names: Mapping[str, str]) -> dict[str, Operation]:
    """Give the inputs of operations the names that their members have in a record."""
    return {name: _renamed(operation, names) for name, operation in operations.items()}


def _renamed(operation: Operation, names: Mapping[str, str]) -> Operation:
    def perform(call: Call) -> dict[str, Any]:
        given = {names.get(name, name): value for name, value in call.input.items()}
        return operation(replace(call, input=given))

    return perform
