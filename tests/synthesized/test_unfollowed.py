from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from modules.specification.errors import LandingZoneError
from modules.synthesized.environment import read_synthesized
from modules.synthesized.unfollowed import refuse_unfollowed
from tests.support.written import write_workspace

RUNS_A_PROGRAM = {"provisioner": [{"local-exec": {"command": "aws ec2 create-vpc-peering-connection"}}]}


def refuse(output: Path, resource: dict[str, Any]) -> None:
    """Refuse what a prover that follows nothing of Terraform's own finds in one workspace."""
    content = {"resource": {"terraform_data": {"trigger": resource}}}
    write_workspace(output, "staging-zebra-x", content)
    synthesized = read_synthesized(output, "staging")
    refuse_unfollowed(
        synthesized, subject="the network", room="modules/reachability", is_of_no_concern=lambda kind: "aws_" in kind
    )


def test_data_of_terraform_s_own_is_of_no_concern(tmp_path: Path) -> None:
    refuse(tmp_path, {"triggers_replace": {"pool": "ipam-pool-1"}})


def test_data_of_terraform_s_own_that_runs_a_program_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LandingZoneError, match=r"got: terraform_data\.trigger in staging-zebra-x"):
        refuse(tmp_path, RUNS_A_PROGRAM)
