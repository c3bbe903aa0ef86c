"""Route 53 Resolver DNS Firewall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cdktf_cdktf_provider_aws.route53_resolver_firewall_domain_list import Route53ResolverFirewallDomainList
from cdktf_cdktf_provider_aws.route53_resolver_firewall_rule import Route53ResolverFirewallRule
from cdktf_cdktf_provider_aws.route53_resolver_firewall_rule_group import Route53ResolverFirewallRuleGroup
from constructs import Construct

_PRIORITY_STEP = 10
"""Between two rules, so that one can be put between them by hand while an incident lasts."""


class DnsFirewall(Construct):
    """Define a rule group that answers lists of names with NXDOMAIN, whoever asks for them.

    Args:
        scope: The stack.
        id_: What the rule group is called in addresses.
        name: Its name in AWS.
        blocked: Names by list, in the order of the lists.

    """

    def __init__(self, scope: Construct, id_: str, *, name: str, blocked: Mapping[str, Sequence[str]]) -> None:
        super().__init__(scope, id_)
        self._group = Route53ResolverFirewallRuleGroup(self, "Default", name=name)
        for number, (list_, domains) in enumerate(blocked.items(), start=1):
            branch = Construct(self, list_)
            domain_list = Route53ResolverFirewallDomainList(
                branch, "domains", name=f"{name}-{list_}", domains=[f"{domain}." for domain in domains]
            )
            Route53ResolverFirewallRule(
                branch,
                "Default",
                name=list_,
                action="BLOCK",
                block_response="NXDOMAIN",
                priority=_PRIORITY_STEP * number,
                firewall_domain_list_id=domain_list.id,
                firewall_rule_group_id=self._group.id,
            )

    @property
    def rule_group_id(self) -> str:
        """Token: the rule group's id."""
        return self._group.id

    @property
    def rule_group_arn(self) -> str:
        """Token: the rule group's ARN."""
        return self._group.arn
