"""The tags with which an Amazon Kinesis stream is created, which moto forgets.

Behaviour from the Amazon Kinesis Data Streams API Reference, page "CreateStream", parameters `ShardCount` and `Tags`,
and from "Quotas and limits" (Amazon Kinesis Data Streams Developer Guide).
"""

from __future__ import annotations

from moto.core.responses import BaseResponse, EmptyResult
from moto.kinesis.responses import KinesisResponse

from modules.emulator.moto_additions import add_operations
from modules.emulator.operation_input import operation_input
from modules.emulator.records.call import Refusal

SHARDS_PER_ACCOUNT = 20_000
_create_stream = KinesisResponse.create_stream


def register() -> None:
    """Replace moto's operation."""
    add_operations(KinesisResponse, StreamOperations, replacing=frozenset({"create_stream"}))


class StreamOperations(BaseResponse):
    """The operation, as a method of moto's Kinesis."""

    def create_stream(self) -> EmptyResult:
        """Create a stream as moto does, and tag it."""
        asked = operation_input(self, refusal="InvalidArgumentException")
        on_demand = (asked.get("StreamModeDetails") or {}).get("StreamMode") == "ON_DEMAND"
        if not on_demand and "ShardCount" not in asked:
            raise Refusal("ValidationException", "ShardCount must be specified for a stream in PROVISIONED mode.")
        if asked.get("ShardCount", 0) > SHARDS_PER_ACCOUNT:
            raise Refusal("LimitExceededException", f"The quota of shards is {SHARDS_PER_ACCOUNT}.")
        result = _create_stream(self)
        self.kinesis_backend.add_tags_to_stream(None, asked["StreamName"], asked.get("Tags") or {})
        return result
