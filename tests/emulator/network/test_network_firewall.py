from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.emulator.conftest import Client
from tests.emulator.network.organization import Organization, vpc_with_subnet

pytestmark = pytest.mark.emulator

FIREWALLS = "363000000001"
RULES = {"RulesSource": {"RulesString": "drop tcp any any -> any 23 (sid: 1;)"}}


class TestFirewall:
    def test_has_an_endpoint_in_its_subnet_that_a_route_can_lead_to(self, client: Client) -> None:
        ec2, firewalls = client("ec2", FIREWALLS), client("network-firewall", FIREWALLS)
        vpc_id, subnet_id = vpc_with_subnet(ec2)
        firewall = _firewall(firewalls, "endpoints", vpc_id, subnet_id)
        (state,) = firewall["FirewallStatus"]["SyncStates"].values()
        table = ec2.create_route_table(VpcId=vpc_id)["RouteTable"]["RouteTableId"]

        ec2.create_route(
            RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", VpcEndpointId=state["Attachment"]["EndpointId"]
        )

        assert firewall["FirewallStatus"]["ConfigurationSyncStateSummary"] == "IN_SYNC"
        assert state["Attachment"]["SubnetId"] == subnet_id
        assert [c["SyncStatus"] for c in state["Config"].values()] == ["IN_SYNC"]

    def test_needs_a_policy_that_exists(self, client: Client) -> None:
        vpc_id, subnet_id = vpc_with_subnet(client("ec2", FIREWALLS))

        with pytest.raises(ClientError, match=r"InvalidRequestException.*does not exist"):
            client("network-firewall", FIREWALLS).create_firewall(
                FirewallName="none",
                FirewallPolicyArn=f"arn:aws:network-firewall:eu-west-1:{FIREWALLS}:firewall-policy/none",
                VpcId=vpc_id,
                SubnetMappings=[{"SubnetId": subnet_id}],
            )

    def test_is_not_deleted_while_it_is_protected_and_holds_its_policy(self, client: Client) -> None:
        firewalls = client("network-firewall", FIREWALLS)
        _firewall(firewalls, "protected", *vpc_with_subnet(client("ec2", FIREWALLS)))
        firewalls.update_firewall_delete_protection(FirewallName="protected", DeleteProtection=True)

        with pytest.raises(ClientError, match=r"InvalidOperationException.*DeleteProtection"):
            firewalls.delete_firewall(FirewallName="protected")
        with pytest.raises(ClientError, match=r"InvalidOperationException.*still in use"):
            firewalls.delete_firewall_policy(FirewallPolicyName="protected")

        firewalls.update_firewall_delete_protection(FirewallName="protected", DeleteProtection=False)
        firewalls.delete_firewall(FirewallName="protected")
        firewalls.delete_firewall_policy(FirewallPolicyName="protected")
        with pytest.raises(ClientError, match="ResourceNotFoundException"):
            firewalls.describe_firewall(FirewallName="protected")

    def test_takes_one_change_of_its_logging_at_a_time(self, client: Client) -> None:
        firewalls = client("network-firewall", FIREWALLS)
        _firewall(firewalls, "logging", *vpc_with_subnet(client("ec2", FIREWALLS)))
        logs = [
            {"LogType": kind, "LogDestinationType": "CloudWatchLogs", "LogDestination": {"logGroup": kind}}
            for kind in ("ALERT", "FLOW")
        ]

        with pytest.raises(ClientError, match="one log destination at a time"):
            firewalls.update_logging_configuration(
                FirewallName="logging", LoggingConfiguration={"LogDestinationConfigs": logs}
            )

        for upto in (1, 2):
            firewalls.update_logging_configuration(
                FirewallName="logging", LoggingConfiguration={"LogDestinationConfigs": logs[:upto]}
            )
        found = firewalls.describe_logging_configuration(FirewallName="logging")
        assert found["LoggingConfiguration"]["LogDestinationConfigs"] == logs


class TestRuleGroup:
    def test_is_not_changed_on_the_ground_of_an_old_state(self, client: Client) -> None:
        firewalls = client("network-firewall", FIREWALLS)
        created = firewalls.create_rule_group(RuleGroupName="tokens", Type="STATEFUL", Capacity=1, RuleGroup=RULES)
        ask = {"RuleGroupName": "tokens", "Type": "STATEFUL", "RuleGroup": RULES, "UpdateToken": created["UpdateToken"]}
        firewalls.update_rule_group(**ask)

        with pytest.raises(ClientError, match="InvalidTokenException"):
            firewalls.update_rule_group(**ask)

    def test_of_another_account_is_used_only_through_a_share(self, organization: Organization) -> None:
        group = organization.client("network-firewall", organization.network).create_rule_group(
            RuleGroupName="shared", Type="STATEFUL", Capacity=1, RuleGroup=RULES
        )["RuleGroupResponse"]["RuleGroupArn"]
        firewalls = organization.client("network-firewall", organization.production)

        with pytest.raises(ClientError, match="does not exist"):
            _policy(firewalls, "spoke", group)

        organization.share([group], [organization.production_unit])
        _policy(firewalls, "spoke", group)
        with pytest.raises(ClientError, match="still in use"):
            organization.client("network-firewall", organization.network).delete_rule_group(RuleGroupArn=group)


def _policy(firewalls: Any, name: str, *groups: str) -> str:
    policy = {
        "StatelessDefaultActions": ["aws:forward_to_sfe"],
        "StatelessFragmentDefaultActions": ["aws:forward_to_sfe"],
        "StatefulRuleGroupReferences": [{"ResourceArn": arn} for arn in groups],
    }
    created = firewalls.create_firewall_policy(FirewallPolicyName=name, FirewallPolicy=policy)
    return str(created["FirewallPolicyResponse"]["FirewallPolicyArn"])


def _firewall(firewalls: Any, name: str, vpc_id: str, subnet_id: str) -> dict[str, Any]:
    firewalls.create_firewall(
        FirewallName=name,
        FirewallPolicyArn=_policy(firewalls, name),
        VpcId=vpc_id,
        SubnetMappings=[{"SubnetId": subnet_id}],
    )
    described: dict[str, Any] = firewalls.describe_firewall(FirewallName=name)
    return described
