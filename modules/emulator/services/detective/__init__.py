"""Amazon Detective, which plain moto lacks altogether: graphs, the organization and its members. No investigations.

Behaviour from the Amazon Detective API Reference, the pages named after each operation, as
"CreateGraph".
"""

from __future__ import annotations

from modules.emulator.records import Errors, Service, list_tags, tag, untag
from modules.emulator.services.detective import graphs, organization
from modules.emulator.services.detective.graphs import GRAPH
from modules.emulator.services.detective.organization import ORGANIZATION

SERVICE = Service(
    "detective",
    errors=Errors("ValidationException", "ResourceNotFoundException", "ConflictException"),
    operations=ORGANIZATION.watching(
        {
            **graphs.OPERATIONS,
            **organization.OPERATIONS,
            "TagResource": tag(GRAPH),
            "UntagResource": untag(GRAPH),
            "ListTagsForResource": list_tags(GRAPH),
        }
    ),
)


def register() -> None:
    """Add the service to moto."""
    SERVICE.register()
