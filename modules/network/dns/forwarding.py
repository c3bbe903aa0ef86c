"""Domains that DNS servers on premises answer for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from ipaddress import IPv4Address, IPv4Network

from cdktf_cdktf_provider_aws.route53_resolver_rule import Route53ResolverRule, Route53ResolverRuleTargetIp
from constructs import Construct

from modules.network.dns.resolver_endpoint import Direction, ResolverEndpoint, ResolverSite
from modules.network.plan.dns import domain_key


class Forwarding(Construct):
    """Define an outbound endpoint, and a rule for each domain that leads there.

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        site: Where the endpoint stands.
        servers: The servers that answer, by domain.
        directory: Ranges in which a directory answers, whose rule is made elsewhere.

    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        site: ResolverSite,
        servers: Mapping[str, Sequence[IPv4Address]],
        directory: Sequence[IPv4Network] = (),
    ) -> None:
        super().__init__(scope, id_)
        asked = list(dict.fromkeys(server for of_domain in servers.values() for server in of_domain))
        self._endpoint = endpoint = ResolverEndpoint(
            self, "endpoint", site=site, direction=Direction.OUTBOUND, partners=[*asked, *directory]
        )
        rules = Construct(self, "rule")
        self._arns = {
            domain: Route53ResolverRule(
                rules,
                domain_key(domain),
                name=domain_key(domain),
                domain_name=domain,
                rule_type="FORWARD",
                resolver_endpoint_id=endpoint.endpoint_id,
                target_ip=[Route53ResolverRuleTargetIp(ip=str(server)) for server in of_domain],
            ).arn
            for domain, of_domain in servers.items()
        }

    @property
    def endpoint_id(self) -> str:
        """Token: the outbound endpoint's id."""
        return self._endpoint.endpoint_id

    @property
    def rule_arns(self) -> dict[str, str]:
        """Tokens: the ARNs of the rules, by domain."""
        return dict(self._arns)
