"""Records of other accounts that a share reaches."""

from __future__ import annotations

from collections.abc import Iterator

from modules.emulator.records import Call, Record, Resource
from modules.emulator.services.ram.shares import is_shared_with


def reachable(call: Call, resource: Resource, arn: str = "Arn") -> Iterator[Record]:
    """Go through the account's own records in the Region, and those that others share with it."""
    own = call.records(resource)
    yield from list(own)
    for record in call.everywhere(resource):
        is_in_region = record[arn].split(":")[3] == call.region
        if is_in_region and record not in own and is_shared_with(call.account_id, record[arn]):
            yield record


def find_reachable(call: Call, resource: Resource, arn: str = "Arn") -> Record:
    """Find the record that the input identifies, the account's own or one that is shared with it."""
    for record in reachable(call, resource, arn):
        if resource.is_meant(record, call.input):
            return record
    return call.find(resource)
