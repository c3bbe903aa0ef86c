"""AWS CodeArtifact, which plain moto lacks: domains and repositories with their policies, without any package.

Tags from the AWS CodeArtifact API Reference, pages "TagResource", "UntagResource" and "ListTagsForResource".
"""

from __future__ import annotations

from modules.emulator.records import Errors, Service, list_tags, tag, untag
from modules.emulator.services.codeartifact import domains, policies, repositories

_TAGGED = (domains.DOMAIN, repositories.REPOSITORY)
SERVICE = Service(
    "codeartifact",
    errors=Errors("ValidationException", "ResourceNotFoundException", "ConflictException"),
    operations={
        **domains.OPERATIONS,
        **repositories.OPERATIONS,
        **policies.OPERATIONS,
        "TagResource": tag(*_TAGGED),
        "UntagResource": untag(*_TAGGED),
        "ListTagsForResource": list_tags(*_TAGGED),
    },
)


def register() -> None:
    """Add the service to moto."""
    SERVICE.register()
