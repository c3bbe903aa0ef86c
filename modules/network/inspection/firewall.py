"""AWS Network Firewall, its policy and its logs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from ipaddress import IPv4Network

from cdktf_cdktf_provider_aws.networkfirewall_firewall import (
    NetworkfirewallFirewall,
    NetworkfirewallFirewallEncryptionConfiguration,
    NetworkfirewallFirewallSubnetMapping,
)
from cdktf_cdktf_provider_aws.networkfirewall_firewall_policy import (
    NetworkfirewallFirewallPolicy,
    NetworkfirewallFirewallPolicyEncryptionConfiguration,
    NetworkfirewallFirewallPolicyFirewallPolicy,
    NetworkfirewallFirewallPolicyFirewallPolicyPolicyVariables,
    NetworkfirewallFirewallPolicyFirewallPolicyPolicyVariablesRuleVariables,
    NetworkfirewallFirewallPolicyFirewallPolicyPolicyVariablesRuleVariablesIpSet,
    NetworkfirewallFirewallPolicyFirewallPolicyStatefulEngineOptions,
    NetworkfirewallFirewallPolicyFirewallPolicyStatefulRuleGroupReference,
)
from cdktf_cdktf_provider_aws.networkfirewall_logging_configuration import (
    NetworkfirewallLoggingConfiguration,
    NetworkfirewallLoggingConfigurationLoggingConfiguration,
    NetworkfirewallLoggingConfigurationLoggingConfigurationLogDestinationConfig,
)
from constructs import Construct

from modules.network.inspection.rule_groups import RuleGroups
from modules.network.logs.log_group import LogGroup
from modules.network.plan.firewall_rules import FirewallRules

LOG_TYPES = ("alert", "flow")
_FORWARD = ["aws:forward_to_sfe"]
_DROP = ["aws:drop_established", "aws:alert_established"]


class Firewall(Construct):
    """Define a firewall with an endpoint in each zone, which drops what no rule passes, and tells of it.

    A connection is dropped with its first packet that says a name, since the packets before it say none
    (AWS Network Firewall Developer Guide, Strict evaluation order).

    Args:
        scope: The VPC's construct.
        id_: What the firewall is called in addresses.
        name: Its name in AWS.
        vpc_id: The VPC that it stands in.
        subnet_ids: Its subnets, by zone id.
        rules: What it goes by.
        key_arn: The key that encrypts rules and log groups.
        retention_days: How long log groups keep logs.
        log_bucket: The bucket of the log archive that takes its logs; none: log groups do.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        vpc_id: str,
        subnet_ids: Mapping[str, str],
        rules: FirewallRules,
        key_arn: str,
        retention_days: int,
        log_bucket: str | None,
    ) -> None:
        super().__init__(scope, id_)
        groups = RuleGroups(self, "rules", name=name, rules=rules, key_arn=key_arn)
        policy = NetworkfirewallFirewallPolicy(
            self,
            "policy",
            name=name,
            firewall_policy=_policy(rules.home, groups.rule_group_arns),
            encryption_configuration=NetworkfirewallFirewallPolicyEncryptionConfiguration(
                type="CUSTOMER_KMS", key_id=key_arn
            ),
        )
        self._subnet_ids = subnet_ids
        self._firewall = NetworkfirewallFirewall(
            self,
            "Default",
            name=name,
            vpc_id=vpc_id,
            firewall_policy_arn=policy.arn,
            subnet_mapping=[
                NetworkfirewallFirewallSubnetMapping(subnet_id=subnet_id) for subnet_id in subnet_ids.values()
            ],
            delete_protection=True,
            firewall_policy_change_protection=True,
            # Not its subnets: a hub may get a zone more, and the firewall a subnet with it.
            encryption_configuration=NetworkfirewallFirewallEncryptionConfiguration(
                type="CUSTOMER_KMS", key_id=key_arn
            ),
        )
        if log_bucket:
            self._log("S3", {kind: {"bucketName": log_bucket} for kind in LOG_TYPES})
        else:
            self._log("CloudWatchLogs", self._log_groups(name, key_arn, retention_days))

    def _log_groups(self, name: str, key_arn: str, retention_days: int) -> dict[str, dict[str, str]]:
        """Define a log group for each type of log; return how the logging configuration names it."""
        branch = Construct(self, "log-group")
        groups = {
            kind: LogGroup(branch, kind, name=f"{name}/{kind}", key_arn=key_arn, retention_days=retention_days)
            for kind in LOG_TYPES
        }
        return {kind: {"logGroup": group.log_group_name} for kind, group in groups.items()}

    def _log(self, destination_type: str, places: Mapping[str, Mapping[str, str]]) -> None:
        """Define where logs go.

        Args:
            destination_type: `S3` or `CloudWatchLogs`.
            places: The place of each type of log, as the provider names it.

        """
        destinations = [
            NetworkfirewallLoggingConfigurationLoggingConfigurationLogDestinationConfig(
                log_type=kind.upper(), log_destination_type=destination_type, log_destination=place
            )
            for kind, place in places.items()
        ]
        NetworkfirewallLoggingConfiguration(
            self,
            "logging",
            firewall_arn=self._firewall.arn,
            logging_configuration=NetworkfirewallLoggingConfigurationLoggingConfiguration(
                log_destination_config=destinations
            ),
        )

    def endpoint_id(self, zone_id: str) -> str:
        """Return the expression of the endpoint in a zone: AWS tells them by subnet, in no order."""
        states = f"{self._firewall.fqn}.firewall_status[0].sync_states"
        in_subnet = f"state.attachment[0].subnet_id == {self._subnet_ids[zone_id]}"
        return f"${{one([for state in {states} : state.attachment[0].endpoint_id if {in_subnet}])}}"


def _policy(home: Sequence[IPv4Network], group_arns: Sequence[str]) -> NetworkfirewallFirewallPolicyFirewallPolicy:
    inside = NetworkfirewallFirewallPolicyFirewallPolicyPolicyVariablesRuleVariables(
        key="HOME_NET",
        ip_set=NetworkfirewallFirewallPolicyFirewallPolicyPolicyVariablesRuleVariablesIpSet(
            definition=[str(network) for network in home]
        ),
    )
    return NetworkfirewallFirewallPolicyFirewallPolicy(
        stateless_default_actions=_FORWARD,
        stateless_fragment_default_actions=_FORWARD,
        stateful_default_actions=_DROP,
        stateful_engine_options=NetworkfirewallFirewallPolicyFirewallPolicyStatefulEngineOptions(
            rule_order="STRICT_ORDER",
            # A client is told that its connection is gone, instead of waiting for an answer that never comes.
            stream_exception_policy="REJECT",
        ),
        policy_variables=NetworkfirewallFirewallPolicyFirewallPolicyPolicyVariables(rule_variables=[inside]),
        stateful_rule_group_reference=[
            NetworkfirewallFirewallPolicyFirewallPolicyStatefulRuleGroupReference(priority=number, resource_arn=arn)
            for number, arn in enumerate(group_arns, start=1)
        ],
    )
