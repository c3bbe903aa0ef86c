"""CloudWatch Observability Access Manager: an account and region has one sink, and one link to each."""

from __future__ import annotations

from modules.runner.recovery.finders.finder import Clients, Values, items, named


def _links(clients: Clients, values: Values) -> list[str]:
    if "sink_identifier" not in values:
        return []  # the sink does not exist, nor does the link
    found = items(clients("oam"), "list_links", "Items")
    return [link["Arn"] for link in found if link["SinkArn"] == values["sink_identifier"]]


def _policies(_clients: Clients, values: Values) -> list[str]:
    """Name the sink, whether or not it has a policy yet: Terraform itself finds that out."""
    return [values["sink_identifier"]] if "sink_identifier" in values else []


FINDERS = {
    "aws_oam_link": _links,
    "aws_oam_sink": named("oam", "list_sinks", "Items", "Arn"),
    "aws_oam_sink_policy": _policies,
}
