"""Amazon Athena."""

from __future__ import annotations

from collections.abc import Iterator

from modules.runner.recovery.finders.finder import Clients, Values, items, pages


def _named_queries(clients: Clients, values: Values) -> Iterator[str]:
    """Give the saved queries of a workgroup with a name: Athena makes a second one without a word."""
    athena, workgroup = clients("athena"), values["workgroup"]
    if workgroup not in {each["Name"] for each in items(athena, "list_work_groups", "WorkGroups")}:
        return
    for page in pages(athena, "list_named_queries", WorkGroup=workgroup):
        for id_ in page["NamedQueryIds"]:
            if athena.get_named_query(NamedQueryId=id_)["NamedQuery"]["Name"] == values["name"]:
                yield id_


FINDERS = {"aws_athena_named_query": _named_queries}
