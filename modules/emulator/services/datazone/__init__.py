"""Amazon DataZone, which plain moto lacks: domains, projects, glossaries and blueprints. It grants nothing.

Tags from the Amazon DataZone API Reference, pages "TagResource", "UntagResource" and "ListTagsForResource"; each part
names its own.
"""

from __future__ import annotations

from modules.emulator.records import Errors, Service, list_tags, tag, untag
from modules.emulator.services.datazone.blueprints import OPERATIONS as BLUEPRINTS
from modules.emulator.services.datazone.domains import OPERATIONS as DOMAINS
from modules.emulator.services.datazone.glossaries import OPERATIONS as GLOSSARIES
from modules.emulator.services.datazone.projects import OPERATIONS as PROJECTS
from modules.emulator.services.datazone.resources import DOMAIN

SERVICE = Service(
    "datazone",
    errors=Errors("ValidationException", "ResourceNotFoundException", "ConflictException"),
    operations={
        **DOMAINS,
        **PROJECTS,
        **GLOSSARIES,
        **BLUEPRINTS,
        "TagResource": tag(DOMAIN),
        "UntagResource": untag(DOMAIN),
        "ListTagsForResource": list_tags(DOMAIN),
    },
)


def register() -> None:
    """Add the service to moto."""
    SERVICE.register()
