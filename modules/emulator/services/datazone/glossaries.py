"""Glossaries of Amazon DataZone and their terms, and the search that lists them.

Behaviour from the Amazon DataZone API Reference, pages "CreateGlossary", "GetGlossary", "UpdateGlossary",
"DeleteGlossary", "CreateGlossaryTerm", "GetGlossaryTerm", "UpdateGlossaryTerm", "DeleteGlossaryTerm" and "Search", and
from the Amazon DataZone User Guide, "Delete a business glossary": one that is enabled, or has terms, is not deleted.
"""

from __future__ import annotations

from typing import Any

from modules.emulator.records import Call, Record, create, delete, describe, update
from modules.emulator.records.operations import Operation
from modules.emulator.services.datazone.resources import GLOSSARY, PROJECT, TERM, domain_of, of_domain

_SEARCHED = {"GLOSSARY": (GLOSSARY, "glossaryItem"), "GLOSSARY_TERM": (TERM, "glossaryTermItem")}
"""By the scope of a search: what is looked through, and the member that each result is in."""


def _check_glossary(call: Call, glossary: Record) -> None:
    domain = domain_of(call)
    if all(project["id"] != glossary["owningProjectId"] for project in of_domain(call, PROJECT, domain["id"])):
        raise call.refusal("ValidationException", f"The project {glossary['owningProjectId']} does not exist")


def _check_term(call: Call, term: Record) -> None:
    domain = domain_of(call)
    if all(glossary["id"] != term["glossaryId"] for glossary in of_domain(call, GLOSSARY, domain["id"])):
        raise call.refusal("ResourceNotFoundException", f"The glossary {term['glossaryId']} does not exist")


def _refuse_enabled(call: Call, record: Record) -> None:
    if record["status"] == "ENABLED":
        raise call.refusal("ConflictException", f"{record['id']} is enabled")


def _delete_glossary(call: Call, glossary: Record) -> None:
    _refuse_enabled(call, glossary)
    if any(term["glossaryId"] == glossary["id"] for term in call.records(TERM)):
        raise call.refusal("ConflictException", f"The glossary {glossary['id']} has terms")


def _search(call: Call) -> dict[str, Any]:
    domain = domain_of(call)
    if call.input["searchScope"] not in _SEARCHED:
        return {"items": [], "totalMatchCount": 0}
    resource, member = _SEARCHED[call.input["searchScope"]]
    owner = call.input.get("owningProjectIdentifier")
    found = [
        {member: record}
        for record in of_domain(call, resource, domain["id"])
        if owner is None or record.get("owningProjectId", owner) == owner
    ]
    return {"items": found, "totalMatchCount": len(found)}


OPERATIONS: dict[str, Operation] = {
    "CreateGlossary": create(GLOSSARY, check=_check_glossary),
    "GetGlossary": describe(GLOSSARY),
    "UpdateGlossary": update(GLOSSARY),
    "DeleteGlossary": delete(GLOSSARY, check=_delete_glossary),
    "CreateGlossaryTerm": create(TERM, check=_check_term),
    "GetGlossaryTerm": describe(TERM),
    "UpdateGlossaryTerm": update(TERM),
    "DeleteGlossaryTerm": delete(TERM, check=_refuse_enabled),
    "Search": _search,
}
