"""What OAM keeps: sinks in the account that watches, links in those that are watched.

From the CloudWatch Observability Access Manager API Reference, pages "ListSinksItem" and "ListLinksItem".
"""

from __future__ import annotations

from modules.emulator.records import Resource

_ARN = "arn:{partition}:oam:{region}:{account_id}"

SINK = Resource(
    "Sink",
    key=("Name",),
    identified_by=("Identifier", "SinkIdentifier"),
    generated={"Id": "{random:8}-{random:4}-4{random:3}-8{random:3}-{random:12}", "Arn": _ARN + ":sink/{Id}"},
    tags="Tags",
)

LINK = Resource(
    "Link",
    key=("SinkArn",),
    names={"SinkIdentifier": "SinkArn"},
    identified_by=("Identifier",),
    generated={"Id": "{random:8}-{random:4}-4{random:3}-8{random:3}-{random:12}", "Arn": _ARN + ":link/{Id}"},
    tags="Tags",
)
