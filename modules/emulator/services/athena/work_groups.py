"""Amazon Athena: workgroups that are changed, which moto lacks.

Behaviour from the Amazon Athena API Reference, pages "UpdateWorkGroup" and "WorkGroupConfigurationUpdates".
"""

from __future__ import annotations

from typing import Any

from moto.athena.responses import AthenaResponse
from moto.core.responses import BaseResponse, EmptyResult

from modules.emulator.moto_additions import add_operations
from modules.emulator.operation_input import operation_input
from modules.emulator.records.call import Refusal

_REFUSAL = "InvalidRequestException"
_REMOVED = {
    "RemoveBytesScannedCutoffPerQuery": "BytesScannedCutoffPerQuery",
    "RemoveCustomerContentEncryptionConfiguration": "CustomerContentEncryptionConfiguration",
}
_REMOVED_FROM_RESULTS = {
    "RemoveAclConfiguration": "AclConfiguration",
    "RemoveEncryptionConfiguration": "EncryptionConfiguration",
    "RemoveExpectedBucketOwner": "ExpectedBucketOwner",
    "RemoveOutputLocation": "OutputLocation",
}


def register() -> None:
    """Add the operation to moto's Athena."""
    add_operations(AthenaResponse, WorkGroupOperations)


class WorkGroupOperations(BaseResponse):
    """The operation, as a method of moto's Athena."""

    def update_work_group(self) -> EmptyResult:
        """Change what is named of a workgroup."""
        asked = operation_input(self, refusal=_REFUSAL)
        group = self.athena_backend.work_groups.get(asked["WorkGroup"])
        if group is None:
            raise Refusal(_REFUSAL, f"WorkGroup {asked['WorkGroup']} is not found.")
        group.description = asked.get("Description", group.description)
        group.state = asked.get("State", group.state)
        updates = dict(asked.get("ConfigurationUpdates") or {})
        results = updates.pop("ResultConfigurationUpdates", None)
        _apply(group.configuration, updates, _REMOVED)
        if results is not None:
            _apply(group.configuration.setdefault("ResultConfiguration", {}), results, _REMOVED_FROM_RESULTS)
        return EmptyResult()


def _apply(configuration: dict[str, Any], updates: dict[str, Any], removed: dict[str, str]) -> None:
    for name, value in updates.items():
        if name not in removed:
            configuration[name] = value
        elif value:
            configuration.pop(removed[name], None)
