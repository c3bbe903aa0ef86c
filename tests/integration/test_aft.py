"""An environment whose accounts AFT vends, from its units to the second empty plan, by the real Terraform.

AFT itself is stood in for: its functions by `stand_in`, its builds by `pipeline`, both on the emulator.
"""

from __future__ import annotations

from tests.support.aft import AFT_ACCOUNT

OTHERS = (
    "active_directory", "catalog", "cost", "data", "machine_learning", "observability", "pipelines", "security",
)  # fmt: skip
KEPT = ("log-archive", "security-tooling", AFT_ACCOUNT, "network")
PORTAL = {"function": "workload", "unit": "Workloads/Production", "owner": "portal"}
HUB = "network-eu-west-1"
UNIT = "Workloads/Production"
