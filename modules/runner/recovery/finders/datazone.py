"""Amazon DataZone: a domain by its name, and what is in it by its own. AWS makes a second one of a name."""

from __future__ import annotations

from collections.abc import Iterator

from modules.runner.recovery.finders.finder import Clients, Values, items, named, pages


def _projects(clients: Clients, values: Values) -> list[str]:
    domain = values.get("domain_identifier")
    if not domain:
        return []  # known only after apply: then the domain does not exist, nor does the project
    found = items(clients("datazone"), "list_projects", "items", domainIdentifier=domain, name=values["name"])
    return [f"{domain}:{project['id']}" for project in found if project["name"] == values["name"]]


def _glossaries(clients: Clients, values: Values) -> list[str]:
    owner = values.get("owning_project_identifier")
    found = _searched(clients, values, "GLOSSARY", "glossaryItem") if owner else ()
    return [f"{item['domainId']},{item['id']},{owner}" for item in found if item["owningProjectId"] == owner]


def _terms(clients: Clients, values: Values) -> list[str]:
    glossary = values.get("glossary_identifier")
    found = _searched(clients, values, "GLOSSARY_TERM", "glossaryTermItem") if glossary else ()
    return [f"{item['domainId']},{item['id']},{glossary}" for item in found if item["glossaryId"] == glossary]


def _searched(clients: Clients, values: Values, scope: str, member: str) -> Iterator[dict[str, str]]:
    """Search a domain for what has the planned name."""
    asked = {"domainIdentifier": values["domain_identifier"], "searchScope": scope}
    for page in pages(clients("datazone"), "search", **asked):
        yield from (item[member] for item in page["items"] if item[member]["name"] == values["name"])


FINDERS = {
    "aws_datazone_domain": named("datazone", "list_domains", "items", "id", name="name"),
    "aws_datazone_glossary": _glossaries,
    "aws_datazone_glossary_term": _terms,
    "aws_datazone_project": _projects,
}
