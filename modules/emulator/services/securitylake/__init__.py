"""Amazon Security Lake, which plain moto lacks: lakes, log sources and subscribers, without any data.

A lake is of one Region, and is managed from any. Tags from the Amazon Security Lake API Reference, pages "TagResource",
"UntagResource" and "ListTagsForResource".
"""

from __future__ import annotations

from modules.emulator.records import Errors, Service, list_tags, tag, untag
from modules.emulator.services.securitylake import data_lakes, log_sources, subscribers

_TAGGED = (data_lakes.LAKE, subscribers.SUBSCRIBER)
SERVICE = Service(
    "securitylake",
    errors=Errors("BadRequestException", "ResourceNotFoundException", "ConflictException"),
    operations={
        **data_lakes.OPERATIONS,
        **log_sources.OPERATIONS,
        **subscribers.OPERATIONS,
        "TagResource": tag(*_TAGGED),
        "UntagResource": untag(*_TAGGED),
        "ListTagsForResource": list_tags(*_TAGGED),
    },
    regional=False,
)


def register() -> None:
    """Add the service to moto."""
    SERVICE.register()
