"""The health of the platform on a page."""

from __future__ import annotations

import json
from typing import Any

from cdktf_cdktf_provider_aws.cloudwatch_dashboard import CloudwatchDashboard
from constructs import Construct

NAME = "landing-zone-platform-health"

_WIDTH, _HEIGHT, _COLUMNS = 12, 6, 2

_WATCHED = (
    ("Packets that transit gateways dropped", "AWS/TransitGateway", "PacketDropCountBlackhole", "Sum"),
    ("Packets that firewalls dropped", "AWS/NetworkFirewall", "DroppedPackets", "Sum"),
    ("Connections that NAT gateways could not make", "AWS/NATGateway", "ErrorPortAllocation", "Sum"),
    ("Endpoints that answered with an error of theirs", "AWS/SageMaker", "Invocation5XXErrors", "Sum"),
    ("Tasks of Glue's jobs that failed", "Glue", "glue.driver.aggregate.numFailedTasks", "Sum"),
    ("Backups that failed", "AWS/Backup", "NumberOfBackupJobsFailed", "Sum"),
)
"""What is watched: a title, and namespace, metric and statistic (the CloudWatch page of each service's guide)."""


class PlatformHealthDashboard(Construct):
    """Define a dashboard over the metrics of all accounts that share theirs.

    Every graph is a search, so that accounts come and go without a change here (Amazon CloudWatch User Guide, Use
    search expressions in graphs).

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        region: The region whose metrics it shows.

    """

    def __init__(self, scope: Construct, id_: str, *, region: str) -> None:
        super().__init__(scope, id_)
        widgets = [_widget(index, region, *watched) for index, watched in enumerate(_WATCHED)]
        CloudwatchDashboard(self, "Default", dashboard_name=NAME, dashboard_body=json.dumps({"widgets": widgets}))


def _widget(index: int, region: str, title: str, namespace: str, metric: str, statistic: str) -> dict[str, Any]:  # noqa: PLR0913, PLR0917 - the parts of a graph
    search = f"SEARCH('Namespace=\"{namespace}\" MetricName=\"{metric}\"', '{statistic}', 300)"
    return {
        "type": "metric",
        "x": index % _COLUMNS * _WIDTH,
        "y": index // _COLUMNS * _HEIGHT,
        "width": _WIDTH,
        "height": _HEIGHT,
        "properties": {
            "title": title,
            "region": region,
            "view": "timeSeries",
            "metrics": [[{"expression": search}]],
        },
    }
