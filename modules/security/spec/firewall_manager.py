"""What a user may say about AWS Firewall Manager. No cdktf here."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from modules.security.spec.service import ServiceByChoiceSpec
from modules.specification.model import Name


class FirewallPolicy(StrEnum):
    """What Firewall Manager puts before, or takes out of, every account (AWS WAF Developer Guide, Policies)."""

    WEB_ACLS = "web-acls"
    SECURITY_GROUPS = "security-groups"
    NETWORK_ACLS = "network-acls"
    DNS_FIREWALL = "dns-firewall"


class ManagedRuleGroup(StrEnum):
    """Groups of rules that AWS keeps, and that cost nothing by themselves.

    AWS WAF Developer Guide, AWS Managed Rules rule groups list.
    """

    ADMIN_PROTECTION = "AWSManagedRulesAdminProtectionRuleSet"
    AMAZON_IP_REPUTATION = "AWSManagedRulesAmazonIpReputationList"
    ANONYMOUS_IP = "AWSManagedRulesAnonymousIpList"
    COMMON = "AWSManagedRulesCommonRuleSet"
    KNOWN_BAD_INPUTS = "AWSManagedRulesKnownBadInputsRuleSet"
    LINUX = "AWSManagedRulesLinuxRuleSet"
    SQL_DATABASE = "AWSManagedRulesSQLiRuleSet"


class RuleGroupAction(StrEnum):
    """What becomes of a request that a group of rules matches."""

    BLOCK = "block"
    COUNT = "count"


HIGHEST_DENIED_PORT = 1023
"""Ports above are those that answers come back to: a network ACL, which knows no connections, would stop these."""

MOST_DENIED_PORTS = 2
"""A policy has five inbound rules (AWS WAF Developer Guide, AWS Firewall Manager quotas; read 2026-11-29), and each
port takes one for IPv4 and one for IPv6."""

LONGEST_UNUSED_DAYS = 365
"""Firewall Manager waits a year at most (AWS WAF Developer Guide, Creating a usage audit security group policy)."""


def _recommended_rule_groups() -> dict[ManagedRuleGroup, RuleGroupAction]:
    return {
        ManagedRuleGroup.AMAZON_IP_REPUTATION: RuleGroupAction.BLOCK,
        ManagedRuleGroup.KNOWN_BAD_INPUTS: RuleGroupAction.BLOCK,
        ManagedRuleGroup.COMMON: RuleGroupAction.COUNT,
    }


class FirewallManagerSpec(ServiceByChoiceSpec):
    """AWS Firewall Manager: firewalls for every account, those of tomorrow included. Charged by policy and region.

    A policy costs 100 US dollars a month in a region (AWS Firewall Manager pricing, read 2026-11-29). There is one of
    each kind, and in us-east-1 one more for CloudFront.
    """

    absent_from = frozenset({"ap-southeast-7", "mx-central-1"})

    policies: tuple[FirewallPolicy, ...] = Field(default=tuple(FirewallPolicy), min_length=1)
    """Kinds of policies. `web-acls`: a web ACL before every application load balancer and API Gateway stage, and in
    us-east-1, where that is a region of the organization, before every distribution of CloudFront. `security-groups`:
    security groups that nothing uses are deleted. `network-acls`: the network ACL of every subnet denies some ports.
    `dns-firewall`: every VPC asks in vain for blocked domains, also where no Route 53 Profile reaches."""

    remediation: bool = True
    """Whether what differs is mended; else it is only shown in Firewall Manager."""

    rule_groups: dict[ManagedRuleGroup, RuleGroupAction] = Field(default_factory=_recommended_rule_groups, min_length=1)
    """Rules of each web ACL, in their order. The common rule set only counts by default: it blocks bodies of more than
    8 KiB, which models are asked with."""

    unused_security_group_days: int = Field(default=LONGEST_UNUSED_DAYS, ge=1, le=LONGEST_UNUSED_DAYS)
    """Days without use after which a security group is deleted: 1 to 365. Notebooks and training jobs that run now and
    then use theirs only meanwhile."""

    denied_ports: tuple[Annotated[int, Field(ge=1, le=HIGHEST_DENIED_PORT)], ...] = Field(
        default=(21, 23), min_length=1, max_length=MOST_DENIED_PORTS
    )
    """TCP ports that no subnet is asked on, from wherever: one or two, 1 to 1,023. By default those of FTP and Telnet,
    which send passwords in the clear."""

    blocked_domains: tuple[Name, ...] = Field(default=("blocked",), min_length=1)
    """Lists of domains that DNS Firewall answers with NXDOMAIN: files of `policies/network/dns/`."""

    def has(self, policy: FirewallPolicy) -> bool:
        """Whether it is on, with a kind of policy."""
        return self.enabled and policy in self.policies
