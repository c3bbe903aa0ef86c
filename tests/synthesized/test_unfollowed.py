from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from modules.access import kinds as access
from modules.policy_evaluation.reading import kinds as policies
from modules.reachability.reading import kinds as network
from modules.specification.errors import LandingZoneError
from modules.synthesized.documents import Document
from modules.synthesized.environment import Synthesized, read_synthesized
from modules.synthesized.unfollowed import CLOUD_CONTROL, FIREWALL_POLICY, refuse_unfollowed
from tests.support.written import write_workspace

PROVERS = [
    pytest.param(access.is_of_no_concern, id="access"),
    pytest.param(network.is_of_no_concern, id="network"),
    pytest.param(policies.is_of_no_concern, id="policies"),
]


def making(type_name: object) -> Synthesized:
    """Give an environment in which Cloud Control API makes something."""
    content = {"resource": {CLOUD_CONTROL: {"thing": {"type_name": type_name, "desired_state": "{}"}}}}
    return Synthesized("demo", {"demo-x": Document("demo-x", content)})


@pytest.mark.parametrize("is_of_no_concern", PROVERS)
class TestCloudControl:
    def test_may_make_organization_policies(self, is_of_no_concern: object) -> None:
        refuse_made(making("AWS::Organizations::Policy"), is_of_no_concern)

    @pytest.mark.parametrize("type_name", ["AWS::EC2::TransitGateway", "AWS::Organizations::Account", "${var.x}", None])
    def test_makes_nothing_else_unseen(self, is_of_no_concern: object, type_name: object) -> None:
        with pytest.raises(LandingZoneError, match="something that the proof does not follow"):
            refuse_made(making(type_name), is_of_no_concern)


def refuse_made(synthesized: Synthesized, is_of_no_concern: object) -> None:
    assert callable(is_of_no_concern)
    refuse_unfollowed(synthesized, subject="it", room="modules", is_of_no_concern=is_of_no_concern)


class TestPoliciesOfFirewallManager:
    @staticmethod
    def making(data: object) -> Synthesized:
        content = {"resource": {FIREWALL_POLICY: {"thing": {"security_service_policy_data": data}}}}
        return Synthesized("demo", {"demo-x": Document("demo-x", content)})

    @pytest.mark.parametrize("data", [{"type": "WAFV2"}, [{"type": "NETWORK_ACL_COMMON"}]])
    def test_that_only_take_away_lead_no_packet_anywhere(self, data: object) -> None:
        refuse_made(self.making(data), network.is_of_no_concern)

    @pytest.mark.parametrize("data", [{"type": "NETWORK_FIREWALL"}, [{"type": "SECURITY_GROUPS_COMMON"}], {}, None, []])
    def test_of_other_kinds_are_refused(self, data: object) -> None:
        with pytest.raises(LandingZoneError, match="something that the proof does not follow"):
            refuse_made(self.making(data), network.is_of_no_concern)


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
