"""The domain of a directory, which its domain controllers answer for."""

from __future__ import annotations

from collections.abc import Sequence

from cdktf_cdktf_provider_aws.route53_resolver_rule import Route53ResolverRule, Route53ResolverRuleTargetIp
from constructs import Construct

from modules.network.dns.dns_profile import ProfileResources

ACTIVE_DIRECTORY = "active-directory"
"""What the rule is called, in AWS and in the hub's profile."""


class DirectoryDomain(Construct):
    """Define the rule by which every VPC with the hub's profile finds the domain.

    Args:
        scope: The stack.
        id_: What the rule is called in addresses.
        domain: The domain.
        addresses: Addresses of domain controllers.
        endpoint_id: The outbound endpoint that asks them.
        profile_id: The hub's profile.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        domain: str,
        addresses: Sequence[str],
        endpoint_id: str,
        profile_id: str,
    ) -> None:
        super().__init__(scope, id_)
        rule = Route53ResolverRule(
            self,
            "Default",
            name=ACTIVE_DIRECTORY,
            domain_name=domain,
            rule_type="FORWARD",
            resolver_endpoint_id=endpoint_id,
            target_ip=[Route53ResolverRuleTargetIp(ip=address) for address in addresses],
        )
        ProfileResources(self, "profile", profile_id=profile_id, resource_arns={ACTIVE_DIRECTORY: rule.arn})
