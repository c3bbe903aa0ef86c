"""AWS CloudTrail."""

from __future__ import annotations

from modules.runner.recovery.finders.finder import Clients, Values, items


def _trails(clients: Clients, values: Values) -> list[str]:
    """Find the trail by its name, which one trail of an account has in its home Region."""
    cloudtrail = clients("cloudtrail")
    wanted = values["name"], cloudtrail.meta.region_name
    found = items(cloudtrail, "list_trails", "Trails")
    return [trail["TrailARN"] for trail in found if (trail["Name"], trail["HomeRegion"]) == wanted]


FINDERS = {"aws_cloudtrail": _trails}
