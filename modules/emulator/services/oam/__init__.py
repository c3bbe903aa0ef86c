"""CloudWatch Observability Access Manager, which plain moto lacks: sinks, their policies, and links to them.

Tags from the CloudWatch Observability Access Manager API Reference, pages "TagResource", "UntagResource" and
"ListTagsForResource"; each part names its own.
"""

from __future__ import annotations

from modules.emulator.records import Errors, Service, list_tags, tag, untag
from modules.emulator.services.oam.links import OPERATIONS as LINKS
from modules.emulator.services.oam.resources import LINK, SINK
from modules.emulator.services.oam.sinks import OPERATIONS as SINKS

SERVICE = Service(
    "oam",
    errors=Errors("InvalidParameterException", "ResourceNotFoundException", "ConflictException"),
    operations={
        **SINKS,
        **LINKS,
        "TagResource": tag(SINK, LINK),
        "UntagResource": untag(SINK, LINK),
        "ListTagsForResource": list_tags(SINK, LINK),
    },
)


def register() -> None:
    """Add the service to moto."""
    SERVICE.register()
