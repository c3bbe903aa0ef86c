"""One interface endpoint, and the names that lead to it."""

from __future__ import annotations

from collections.abc import Sequence

from cdktf import Fn, ITerraformDependable, Token
from cdktf_cdktf_provider_aws.route53_record import Route53Record, Route53RecordAlias
from cdktf_cdktf_provider_aws.route53_zone import Route53Zone, Route53ZoneVpc
from cdktf_cdktf_provider_aws.vpc_endpoint import VpcEndpoint, VpcEndpointDnsOptions
from constructs import Construct

from modules.network.plan.dns import domain_key
from modules.network.plan.service_catalogue import EndpointService

_RECORDS = {"": "domain", "*": "below"}
"""What a record is called in addresses, by what the zone answers for; others by their name."""


class InterfaceEndpoint(Construct):
    """Define an endpoint of a service, and private zones with the service's own names.

    The endpoint's private DNS stays off: it would work in this VPC only. A zone works in every VPC that it is
    associated with (AWS Whitepaper, Building a Scalable and Secure Multi-VPC AWS Network Infrastructure, Centralized
    access to VPC private endpoints). A service that every VPC has a gateway endpoint to is the exception: AWS's private
    DNS leads those to it who ask the inbound Resolver endpoint of this VPC, and nobody else.

    Args:
        scope: The VPC's construct.
        id_: The service's key.
        service: The service.
        name: The endpoint's name in AWS.
        vpc_id: The VPC that it stands in.
        subnet_ids: Its subnets.
        security_group_id: The group that says who reaches it.
        policy: Its policy, as JSON; None where the service takes none.
        after: What must be there before it.

    """

    def __init__(  # noqa: PLR0913 - each says one thing of where the endpoint stands and whom it serves
        self,
        scope: Construct,
        id_: str,
        *,
        service: EndpointService,
        name: str,
        vpc_id: str,
        subnet_ids: Sequence[str],
        security_group_id: str,
        policy: str | None,
        after: Sequence[ITerraformDependable] = (),
    ) -> None:
        super().__init__(scope, id_)
        inbound = service.private_dns_for_inbound
        endpoint = VpcEndpoint(
            self,
            "Default",
            vpc_id=vpc_id,
            service_name=service.name,
            service_region=service.region,
            vpc_endpoint_type="Interface",
            private_dns_enabled=inbound,
            dns_options=VpcEndpointDnsOptions(private_dns_only_for_inbound_resolver_endpoint=True) if inbound else None,
            subnet_ids=list(subnet_ids),
            security_group_ids=[security_group_id],
            policy=policy,
            tags={"Name": name},
            depends_on=list(after) or None,
        )
        self._alias = Route53RecordAlias(
            name=Token.as_string(Fn.lookup_nested(endpoint.fqn, ["dns_entry", 0, "dns_name"])),
            zone_id=Token.as_string(Fn.lookup_nested(endpoint.fqn, ["dns_entry", 0, "hosted_zone_id"])),
            evaluate_target_health=False,
        )
        self._comment = f"Leads to the endpoint {name}"
        further = Construct(self, "further")
        self._zones = {
            domain: self._zone(Construct(further, domain_key(domain)) if number else self, domain, records, vpc_id)
            for number, (domain, records) in enumerate(service.zones().items())
        }

    def _zone(self, scope: Construct, domain: str, records: Sequence[str], vpc_id: str) -> str:
        """Define a private zone whose records lead to the endpoint; return its ARN."""
        hosted = Route53Zone(scope, "zone", name=domain, comment=self._comment, vpc=[Route53ZoneVpc(vpc_id=vpc_id)])
        for record in records:
            Route53Record(
                scope,
                _RECORDS.get(record) or domain_key(record),
                zone_id=hosted.zone_id,
                name=f"{record}.{domain}".removeprefix("."),
                type="A",
                alias=self._alias,
            )
        return hosted.arn

    @property
    def zone_arns(self) -> dict[str, str]:
        """Tokens: the ARNs of the private zones, by domain, that of the first name first."""
        return dict(self._zones)
