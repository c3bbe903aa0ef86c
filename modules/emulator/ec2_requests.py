"""What the operations that we add to Amazon EC2 have in common: input, filters, tags.

Behaviour from the Amazon EC2 API Reference, "Filter" and "Common parameters".
"""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Any

from moto.ec2.exceptions import EC2ClientError
from moto.ec2.responses._base_response import EC2BaseResponse

from modules.emulator.operation_input import operation_input

Record = dict[str, Any]


def ec2_input(response: EC2BaseResponse) -> Record:
    """Read the input of a request, and stop here where it is a dry run."""
    asked = operation_input(response, refusal="InvalidParameterValue")
    response.error_on_dryrun()
    return asked


def requested_tags(asked: Record) -> dict[str, str]:
    """Take the tags that a creation asks for."""
    specified = asked.get("TagSpecifications") or []
    return {tag["Key"]: tag.get("Value", "") for part in specified for tag in part.get("Tags") or []}


def tags_of(backend: Any, resource_id: str) -> list[Record]:
    """Tell the tags that the account of `backend` has on a resource, which need not be its own."""
    return [{"Key": key, "Value": value} for key, value in backend.tags.get(resource_id, {}).items()]


def described(
    records: Iterable[Record], asked: Record, *, ids: Iterable[str] = (), id_member: str = "", not_found: str = ""
) -> list[Record]:
    """Select records by id, of which each must exist, and by filters, which are named after members."""
    found = list(records)
    wanted = list(ids)
    missing = set(wanted) - {record[id_member] for record in found} if wanted else set()
    if missing:
        raise EC2ClientError(not_found, f"The ID '{', '.join(sorted(missing))}' does not exist")
    return [
        record
        for record in found
        if (not wanted or record[id_member] in wanted)
        and all(_matches(record, f.get("Name", ""), f.get("Values") or []) for f in asked.get("Filters") or [])
    ]


def _matches(record: Record, name: str, values: list[str]) -> bool:
    return any(fnmatchcase(value, pattern) for value in _values(record, name) for pattern in values)


def _values(record: Record, name: str) -> list[str]:
    tags = {tag["Key"]: tag["Value"] for tag in record.get("Tags") or []}
    if name.startswith("tag:"):
        return [tags[name[4:]]] if name[4:] in tags else []
    if name == "tag-key":
        return list(tags)
    found: Any = record
    for part in name.split("."):
        found = found.get("".join(word.capitalize() for word in part.split("-"))) if isinstance(found, dict) else None
    if isinstance(found, list):
        return [str(value) for value in found]
    return [] if found is None else [str(found).lower() if isinstance(found, bool) else str(found)]
