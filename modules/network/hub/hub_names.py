"""The Route 53 Profile of a hub, and everything that spokes get through it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ipaddress import IPv4Network

from constructs import Construct

from modules.network.dns.dns_firewall import DnsFirewall
from modules.network.dns.dns_profile import DnsProfile
from modules.network.dns.forwarding import Forwarding
from modules.network.dns.private_zone import PrivateZone
from modules.network.dns.query_log import QueryLog
from modules.network.dns.resolver_endpoint import Direction, ResolverEndpoint, ResolverSite
from modules.network.hub.endpoints_vpc import EndpointsVpc
from modules.network.plan import rule_files
from modules.network.plan.dns import forward_key, zone_name
from modules.network.plan.on_premises import beyond_hubs, on_premises_ranges
from modules.network.plan.rule_files import Kind
from modules.network.spec.network import NetworkSpec


class HubNames(Construct):
    """Define the hub's profile and everything in it, as far as it is asked for.

    Args:
        scope: The stack.
        id_: What the names are called in addresses.
        network: What is asked for.
        hub: The hub's name.
        endpoints: The VPC that zones and Resolver endpoints are in, where there is one.
        key_arn: Gives the key that encrypts the log group of queries.
        query_log_bucket: The bucket of the log archive that takes queries; none: a log group does.
        directory: Ranges in which a directory answers for its domain; none, where there is no directory.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        network: NetworkSpec,
        hub: str,
        endpoints: EndpointsVpc | None,
        key_arn: Callable[[], str],
        query_log_bucket: str | None,
        directory: Sequence[IPv4Network] = (),
    ) -> None:
        super().__init__(scope, id_)
        self._directory, self._outbound_endpoint_id = directory, ""
        arns: dict[str, str] = {}
        if network.dns.query_logs:
            arns["query-log"] = QueryLog(
                self,
                "query-log",
                name=f"{hub}-queries",
                key_arn=key_arn,
                retention_days=network.flow_logs.retention_days,
                log_bucket=query_log_bucket,
            ).config_arn
        if endpoints is not None:
            arns |= self._in_the_vpc(network, hub, endpoints)
        self._profile = DnsProfile(
            self, "profile", name=hub, resource_arns=arns, firewall_arn=self._firewall(network, hub)
        )

    def _firewall(self, network: NetworkSpec, hub: str) -> str | None:
        blocked = {
            name: rule_files.domains(Kind.DNS, name, region=network.region(hub)) for name in network.dns.blocked_domains
        }
        return DnsFirewall(self, "firewall", name=f"{hub}-dns", blocked=blocked).rule_group_arn if blocked else None

    def _in_the_vpc(self, network: NetworkSpec, hub: str, endpoints: EndpointsVpc) -> dict[str, str]:
        arns = endpoints.zone_arns
        site = ResolverSite(name=hub, vpc_id=endpoints.vpc_id, subnet_ids=tuple(endpoints.subnet_ids.values()))
        if domain := zone_name(network, hub):
            arns["zone"] = PrivateZone(self, "zone", name=domain, vpc_id=endpoints.vpc_id).zone_arn
        if network.dns.inbound and network.on_premises:
            asking = beyond_hubs(network, on_premises_ranges(network))
            ResolverEndpoint(self, "inbound", site=site, direction=Direction.INBOUND, partners=asking)
        if network.dns.forward or self._directory:
            forwarding = Forwarding(self, "forward", site=site, servers=network.dns.forward, directory=self._directory)
            self._outbound_endpoint_id = forwarding.endpoint_id
            arns |= {forward_key(domain): arn for domain, arn in forwarding.rule_arns.items()}
        return arns

    @property
    def profile_id(self) -> str:
        """Token: the id of the profile that spokes associate with their VPC."""
        return self._profile.profile_id

    @property
    def outbound_endpoint_id(self) -> str:
        """Token: the id of the endpoint by which names are asked elsewhere; empty where none are."""
        return self._outbound_endpoint_id

    @property
    def profile_arn(self) -> str:
        """Token: the ARN of the profile, by which it is shared."""
        return self._profile.profile_arn
