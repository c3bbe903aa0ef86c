"""Projects of a domain of Amazon DataZone.

Behaviour from the Amazon DataZone API Reference, pages "CreateProject", "GetProject", "ListProjects", "UpdateProject"
and "DeleteProject". A project that owns a glossary is deleted only where the check is skipped.
"""

from __future__ import annotations

from typing import Any

from modules.emulator.records import Call, Record, create, delete, describe, list_, update
from modules.emulator.records.operations import Operation
from modules.emulator.services.datazone.resources import GLOSSARY, PROJECT, domain_of, of_domain


def _check(call: Call, _project: Record) -> None:
    domain_of(call)


def _list(call: Call) -> dict[str, Any]:
    domain_of(call)
    return list_(PROJECT, by=("domainIdentifier", "name"))(call)


def _delete(call: Call, project: Record) -> None:
    owned = [
        each for each in of_domain(call, GLOSSARY, project["domainId"]) if each["owningProjectId"] == project["id"]
    ]
    if owned and call.input.get("skipDeletionCheck") is not True:
        raise call.refusal("ValidationException", f"The project {project['id']} owns glossaries")


OPERATIONS: dict[str, Operation] = {
    "CreateProject": create(PROJECT, check=_check),
    "GetProject": describe(PROJECT),
    "ListProjects": _list,
    "UpdateProject": update(PROJECT),
    "DeleteProject": delete(PROJECT, check=_delete),
}
