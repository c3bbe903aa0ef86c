"""AWS Firewall Manager, which plain moto lacks: its administrator and its policies, which protect nothing here.

Tags from the AWS Firewall Manager API Reference, pages "TagResource", "UntagResource" and "ListTagsForResource".
"""

from __future__ import annotations

from modules.emulator.records import Errors, Service, list_tags, tag, untag
from modules.emulator.services.fms import administrator, policies

SERVICE = Service(
    "fms",
    errors=Errors("InvalidInputException", "ResourceNotFoundException"),
    operations={
        **administrator.OPERATIONS,
        **policies.OPERATIONS,
        "TagResource": tag(policies.POLICY),
        "UntagResource": untag(policies.POLICY),
        "ListTagsForResource": list_tags(policies.POLICY),
    },
)


def register() -> None:
    """Add the service to moto."""
    SERVICE.register()
