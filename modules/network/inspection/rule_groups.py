"""The stateful rule groups of a hub's firewall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.networkfirewall_rule_group import (
    NetworkfirewallRuleGroup,
    NetworkfirewallRuleGroupEncryptionConfiguration,
    NetworkfirewallRuleGroupRuleGroup,
    NetworkfirewallRuleGroupRuleGroupRulesSource,
    NetworkfirewallRuleGroupRuleGroupRulesSourceRulesSourceListStruct,
    NetworkfirewallRuleGroupRuleGroupStatefulRuleOptions,
)
from constructs import Construct

from modules.network.plan.firewall_rules import SEGMENTS, FirewallRules

CAPACITY = 1000
"""How many rules each group has room for; it is fixed when the group is made, and a policy has 30,000 in all."""


class RuleGroups(Construct):
    """Define a rule group for each file of rules, for each list of domains, and for the segments.

    Args:
        scope: The firewall.
        id_: What the groups are called in addresses.
        name: The firewall's name.
        rules: What the groups say.
        key_arn: The key that encrypts them.

    """

    def __init__(self, scope: Construct, id_: str, *, name: str, rules: FirewallRules, key_arn: str) -> None:
        super().__init__(scope, id_)
        self._name, self._key_arn = name, key_arn
        self._arns = (
            *self._of_texts("suricata", rules.suricata),
            *rules.managed_arns,
            *self._of_texts("generated", {SEGMENTS: rules.segments}),
            *self._of_domains(rules.domains),
        )

    @property
    def rule_group_arns(self) -> tuple[str, ...]:
        """Tokens: the groups in the order in which they are evaluated, those that AWS manages among them."""
        return self._arns

    def _of_texts(self, kind: str, texts: Mapping[str, str]) -> list[str]:
        branch = Construct(self, kind)
        return [
            self._group(branch, kind, name, NetworkfirewallRuleGroupRuleGroupRulesSource(rules_string=text))
            for name, text in texts.items()
        ]

    def _of_domains(self, lists: Mapping[str, Sequence[str]]) -> list[str]:
        branch = Construct(self, "domains")
        return [
            self._group(
                branch,
                "domains",
                name,
                NetworkfirewallRuleGroupRuleGroupRulesSource(
                    rules_source_list=NetworkfirewallRuleGroupRuleGroupRulesSourceRulesSourceListStruct(
                        generated_rules_type="ALLOWLIST", target_types=["TLS_SNI", "HTTP_HOST"], targets=list(domains)
                    )
                ),
            )
            for name, domains in lists.items()
        ]

    def _group(
        self, branch: Construct, kind: str, name: str, source: NetworkfirewallRuleGroupRuleGroupRulesSource
    ) -> str:
        return NetworkfirewallRuleGroup(
            branch,
            name,
            name=f"{self._name}-{kind}-{name}",
            type="STATEFUL",
            capacity=CAPACITY,
            rule_group=NetworkfirewallRuleGroupRuleGroup(
                rules_source=source,
                stateful_rule_options=NetworkfirewallRuleGroupRuleGroupStatefulRuleOptions(rule_order="STRICT_ORDER"),
            ),
            encryption_configuration=NetworkfirewallRuleGroupEncryptionConfiguration(
                type="CUSTOMER_KMS", key_id=self._key_arn
            ),
            # AWS deletes no group that the policy refers to: one that leaves is destroyed behind the policy's change.
            lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
        ).arn
