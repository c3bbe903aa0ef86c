"""Amazon Security Lake."""

from __future__ import annotations

from modules.runner.recovery.finders.finder import Clients, Values, items, named


def _data_lakes(clients: Clients, _values: Values) -> list[str]:
    """Find Security Lake's lake: an account has one in each Region."""
    client = clients("securitylake")
    found = items(client, "list_data_lakes", "dataLakes", regions=[client.meta.region_name])
    return [lake["dataLakeArn"] for lake in found]


FINDERS = {
    "aws_securitylake_data_lake": _data_lakes,
    "aws_securitylake_subscriber": named(
        "securitylake",
        "list_subscribers",
        "subscribers",
        "subscriberId",
        name="subscriberName",
        planned="subscriber_name",
    ),
}
