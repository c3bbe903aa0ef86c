"""One interface endpoint, and the names that lead to it."""

from __future__ import annotations

from collections.abc import Sequence

from cdktf import Fn, Token
from cdktf_cdktf_provider_aws.route53_record import Route53Record, Route53RecordAlias
from cdktf_cdktf_provider_aws.route53_zone import Route53Zone, Route53ZoneVpc
from cdktf_cdktf_provider_aws.vpc_endpoint import VpcEndpoint
from constructs import Construct

from modules.network.plan.endpoint_services import SERVICES, service_name

_RECORDS = {"": "domain", "*": "below"}
"""What a record is called in addresses, by what the zone answers for."""


class InterfaceEndpoint(Construct):
    """Define an endpoint of a service, and a private zone with the service's own name.

    The endpoint's private DNS stays off: it would work in this VPC only. The zone works in every VPC that it is
    associated with (AWS Whitepaper, Building a Scalable and Secure Multi-VPC AWS Network Infrastructure, Centralized
    access to VPC private endpoints).

    Args:
        scope: The VPC's construct.
        id_: The service's key.
        service: The service, as in the table of services.
        region: The endpoint's region.
        name: Its name in AWS.
        vpc_id: The VPC that it stands in.
        subnet_ids: Its subnets.
        security_group_id: The group that says who reaches it.
        policy: Its policy, as JSON.

    """

    def __init__(  # noqa: PLR0913 - each says one thing of where the endpoint stands and whom it serves
        self,
        scope: Construct,
        id_: str,
        *,
        service: str,
        region: str,
        name: str,
        vpc_id: str,
        subnet_ids: Sequence[str],
        security_group_id: str,
        policy: str,
    ) -> None:
        super().__init__(scope, id_)
        endpoint = VpcEndpoint(
            self,
            "Default",
            vpc_id=vpc_id,
            service_name=service_name(service, region),
            vpc_endpoint_type="Interface",
            private_dns_enabled=False,
            subnet_ids=list(subnet_ids),
            security_group_ids=[security_group_id],
            policy=policy,
            tags={"Name": name},
        )
        known = SERVICES[service]
        self._zone = Route53Zone(
            self,
            "zone",
            name=known.zone(region),
            comment=f"Leads to the endpoint {name}",
            vpc=[Route53ZoneVpc(vpc_id=vpc_id)],
        )
        alias = Route53RecordAlias(
            name=Token.as_string(Fn.lookup_nested(endpoint.fqn, ["dns_entry", 0, "dns_name"])),
            zone_id=Token.as_string(Fn.lookup_nested(endpoint.fqn, ["dns_entry", 0, "hosted_zone_id"])),
            evaluate_target_health=False,
        )
        for record in known.records:
            Route53Record(
                self,
                _RECORDS[record],
                zone_id=self._zone.zone_id,
                name=f"{record}.{known.zone(region)}".removeprefix("."),
                type="A",
                alias=alias,
            )

    @property
    def zone_arn(self) -> str:
        """Token: the ARN of the private zone."""
        return self._zone.arn
