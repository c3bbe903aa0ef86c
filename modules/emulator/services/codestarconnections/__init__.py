"""AWS CodeConnections under its first name, which plain moto lacks: connections that wait for somebody.

Behaviour from the AWS CodeConnections API Reference, pages "CreateConnection", "GetConnection", "ListConnections" and
"DeleteConnection": a connection is pending until a person completes it in the console.
"""

from __future__ import annotations

from modules.emulator.records import (
    Errors,
    Resource,
    Service,
    States,
    create,
    delete,
    describe,
    list_,
    list_tags,
    tag,
    untag,
)

_CONNECTION = Resource(
    "Connection",
    names={"Name": "ConnectionName"},
    generated={
        "ConnectionArn": "arn:{partition}:codestar-connections:{region}:{account_id}:connection/"
        "{random:8}-{random:4}-{random:4}-{random:4}-{random:12}"
    },
    states=States("ConnectionStatus", active="PENDING"),
    owner="OwnerAccountId",
    tags="Tags",
)
SERVICE = Service(
    "codestar-connections",
    errors=Errors("InvalidInputException", "ResourceNotFoundException"),
    operations={
        "CreateConnection": create(_CONNECTION),
        "GetConnection": describe(_CONNECTION),
        "ListConnections": list_(_CONNECTION, by=("ProviderType",)),
        "DeleteConnection": delete(_CONNECTION),
        "TagResource": tag(_CONNECTION),
        "UntagResource": untag(_CONNECTION),
        "ListTagsForResource": list_tags(_CONNECTION),
    },
)


def register() -> None:
    """Add the service to moto."""
    SERVICE.register()
