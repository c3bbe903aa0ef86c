"""AWS Audit Manager, which plain moto lacks: registrations, controls, frameworks and assessments, without evidence.

Tags from the AWS Audit Manager API Reference, pages "TagResource", "UntagResource" and "ListTagsForResource".
"""

from __future__ import annotations

from modules.emulator.records import Errors, Service, list_tags, tag, untag
from modules.emulator.services.auditmanager import assessments, frameworks, registrations

_TAGGED = (frameworks.CONTROL, frameworks.FRAMEWORK, assessments.ASSESSMENT)
SERVICE = Service(
    "auditmanager",
    errors=Errors("ValidationException", "ResourceNotFoundException", "ValidationException"),
    operations={
        **registrations.OPERATIONS,
        **frameworks.OPERATIONS,
        **assessments.OPERATIONS,
        "TagResource": tag(*_TAGGED),
        "UntagResource": untag(*_TAGGED),
        "ListTagsForResource": list_tags(*_TAGGED),
    },
)


def register() -> None:
    """Add the service to moto."""
    SERVICE.register()
