"""An environment whose accounts AFT vends, from its units to the second empty plan, by the real Terraform.

AFT itself is stood in for: its functions by `stand_in`, its builds by `pipeline`, both on the emulator.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from modules.accounts.aft.spec import AFT_EXECUTION_ROLE
from modules.emulator.existing_landing_zone import prepare_landing_zone
from modules.emulator.server import EmbeddedAws
from modules.environment import PROJECT, Environment
from modules.exports.aft.export import export
from modules.landing_zone import LandingZone
from modules.runner.deploy import deploy
from modules.runner.outcome import RunReport
from modules.runner.plan import plan
from modules.runner.terraform.cli import find_terraform, terraform_environment
from modules.workspaces.writing.synthesis import synthesize
from tests.exports.aft.pipeline.repositories import Distribution, Repository, Run
from tests.exports.aft.pipeline.stage import Shell, run_stage
from tests.exports.aft.stand_in import LOCKS, STATES, STATES_KEY, AftStandIn
from tests.support.aft import AFT_ACCOUNT, vended_by_aft

OTHERS = (
    "active_directory", "catalog", "cost", "data", "machine_learning", "observability", "pipelines", "security",
)  # fmt: skip
KEPT = ("log-archive", "security-tooling", AFT_ACCOUNT, "network")
PORTAL = {"function": "workload", "unit": "Workloads/Production", "owner": "portal"}
HUB = "network-eu-west-1"
UNIT = "Workloads/Production"
