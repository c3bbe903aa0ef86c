"""AWS CodeConnections under its first name, which plain moto lacks: connections that wait for somebody.

Behaviour from the AWS CodeConnections API Reference, pages "CreateConnection", "GetConnection", "ListConnections" and
"DeleteConnection": a connection is pending until a person completes it in the console. Each name of the service has
ARNs of its own (Developer Tools console User Guide, Connections rename).
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


def connections(service: str) -> Service:
    """Give the service under one of its names."""
    connection = Resource(
        "Connection",
        names={"Name": "ConnectionName"},
        generated={
            "ConnectionArn": f"arn:{{partition}}:{service}:{{region}}:{{account_id}}:connection/"
            "{random:8}-{random:4}-{random:4}-{random:4}-{random:12}"
        },
        states=States("ConnectionStatus", active="PENDING"),
        owner="OwnerAccountId",
        tags="Tags",
    )
    return Service(
        service,
        errors=Errors("InvalidInputException", "ResourceNotFoundException"),
        operations={
            "CreateConnection": create(connection),
            "GetConnection": describe(connection),
            "ListConnections": list_(connection, by=("ProviderType",)),
            "DeleteConnection": delete(connection),
            "TagResource": tag(connection),
            "UntagResource": untag(connection),
            "ListTagsForResource": list_tags(connection),
        },
    )


SERVICE = connections("codestar-connections")


def register() -> None:
    """Add the service to moto."""
    SERVICE.register()
