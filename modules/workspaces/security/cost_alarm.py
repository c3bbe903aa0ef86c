"""The workspace of the alarm on what security services cost, in the management account, which pays for all."""

from __future__ import annotations

from modules.security.findings.cost_alarm import CostAlarm
from modules.security.spec.records import CostAlarmSpec
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.workspace import ManagementWorkspace
from modules.workspaces.foundation.delegation import DelegationWorkspace


class CostAlarmWorkspace(ManagementWorkspace):
    """Define the alarm.

    Args:
        deployment: The deployment.
        spec: What the environment says of it.
        delegation: What security services begin with.

    """

    def __init__(self, deployment: Deployment, *, spec: CostAlarmSpec, delegation: DelegationWorkspace) -> None:
        super().__init__(deployment, "security-cost-alarm")
        self.add_dependency(delegation)
        CostAlarm(self, "cost-alarm", spec=spec)
