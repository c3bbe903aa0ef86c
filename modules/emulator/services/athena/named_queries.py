"""Amazon Athena: saved queries that are changed and deleted, which moto lacks.

Behaviour from the Amazon Athena API Reference, pages "UpdateNamedQuery", "DeleteNamedQuery" and "GetNamedQuery".
"""

from __future__ import annotations

from typing import Any

from moto.athena.models import NamedQuery
from moto.athena.responses import AthenaResponse
from moto.core.responses import BaseResponse, EmptyResult

from modules.emulator.moto_additions import add_operations
from modules.emulator.operation_input import operation_input
from modules.emulator.records.call import Refusal

_REFUSAL = "InvalidRequestException"
_get_named_query = AthenaResponse.get_named_query


def register() -> None:
    """Add the operations to moto's Athena."""
    add_operations(AthenaResponse, NamedQueryOperations, replacing=frozenset({"get_named_query"}))


class NamedQueryOperations(BaseResponse):
    """The operations, as methods of moto's Athena."""

    def get_named_query(self) -> str:
        """Return a query as moto does; refuse one that there is not."""
        _found(self)
        return str(_get_named_query(self))

    def update_named_query(self) -> EmptyResult:
        """Change the name, the description and the text of a query."""
        query, asked = _found(self)
        query.name, query.query_string = asked["Name"], asked["QueryString"]
        query.description = asked.get("Description", query.description)
        return EmptyResult()

    def delete_named_query(self) -> EmptyResult:
        """Delete a query."""
        query, _ = _found(self)
        del self.athena_backend.named_queries[query.id]
        return EmptyResult()


def _found(response: Any) -> tuple[NamedQuery, dict[str, Any]]:
    asked = operation_input(response, refusal=_REFUSAL)
    query = response.athena_backend.get_named_query(asked["NamedQueryId"])
    if query is None:
        raise Refusal(_REFUSAL, f"NamedQuery {asked['NamedQueryId']} was not found")
    return query, asked
