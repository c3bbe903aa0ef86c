"""Checks of domains: whose they are, and who answers for them."""

from __future__ import annotations

from collections.abc import Iterator

from modules.aws_limits import PROFILE_RESOURCE_NAME_LENGTH
from modules.consistency.dropped import Dropped, KeyPath
from modules.consistency.network import of_network
from modules.landing_zone import LandingZone
from modules.network.plan.dns import forward_key, zone_name
from modules.network.spec.network import NetworkSpec
from modules.specification.errors import LandingZoneError

OF_AWS = (
    "amazoncognito.com",
    "amazonaws.com",
    "amazonaws.com.cn",
    "amplifyapp.com",
    "api.aws",
    "app.aws",
    "aws.a2z.com",
    "aws.amazon.com",
    "aws.dev",
    "awsapprunner.com",
    "awsapps.com",
    "awsglobalaccelerator.com",
    "cloudfront.net",
    "codecatalyst.aws",
    "compute.internal",
    "console.aws",
    "ec2.internal",
    "ecr.aws",
    "elasticbeanstalk.com",
    "live-video.net",
    "on.aws",
    "sagemaker.aws",
    "signin.aws",
)
"""Domains in which AWS names its services, and what customers have of them: endpoints (AWS General Reference, AWS
service endpoints), names of instances (Amazon VPC User Guide, DNS attributes for your VPC), and those of registries,
consoles, distributions, user pools, applications and accelerators (their user guides). Read on 2026-11-29."""


@of_network
def domains_are_not_of_aws(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    for where, domain in _domains(network):
        if owner := _of_aws(domain):
            yield LandingZoneError(
                "a domain must not be one of AWS's own",
                got=domain if domain == owner else f"{domain}, in {owner}",
                why="every corporate VPC would ask here for its names in place of AWS, and find none of AWS's services",
                fix="write a domain of the organization's own, for example aws.acme.example; names of an endpoint go "
                "to endpoints.described",
                path=where,
            )


@of_network
def endpoints_leave_other_names_alone(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    regions = [network.region(hub) for hub in network.hubs]
    whole = {*OF_AWS, *(f"{region}.{domain}" for region in regions for domain in OF_AWS)}
    for name, spec in network.endpoints.described.items():
        for index, text in enumerate(spec.private_dns):
            filled = [text.removeprefix("*.").replace("{region}", region) for region in regions]
            if domain := next((domain for domain in filled if domain in whole), None):
                yield LandingZoneError(
                    "a private zone must not hide all of AWS's names",
                    got=domain,
                    why="every corporate VPC would ask the zone for names of other services, and find none",
                    fix=f'write the name of the service alone, for example "{name}.{{region}}.amazonaws.com"',
                    path=("network", "endpoints", "described", name, "private_dns", index),
                )


@of_network
def zone_and_forwarding_differ(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    zones = {zone_name(network, hub) for hub in network.hubs}
    for domain in network.dns.forward:
        if domain in zones:
            yield LandingZoneError(
                "a domain must have either a private zone or DNS servers on premises",
                got=domain,
                why="a rule that forwards comes before a private zone of the same name, whose names nobody would find "
                "(Amazon Route 53 Developer Guide, Considerations when working with a private hosted zone)",
                fix="forward another domain, or one below it",
                path=("network", "dns", "forward", domain),
            )


@of_network
def forwarded_domains_fit(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    for domain in network.dns.forward:
        name = forward_key(domain)
        if (too_long := len(name) - PROFILE_RESOURCE_NAME_LENGTH.value) > 0:
            yield LandingZoneError(
                "the name of a rule that forwards is too long",
                got=f"{name} ({len(name)} characters)",
                why=f"in the hub's profile it has at most {PROFILE_RESOURCE_NAME_LENGTH}",
                fix=f"forward a domain above it that is shorter by {too_long} characters",
                path=("network", "dns", "forward", domain),
            )


def _domains(network: NetworkSpec) -> Iterator[tuple[KeyPath, str]]:
    if network.dns.zone is not None:
        yield ("network", "dns", "zone"), network.dns.zone
    for domain in network.dns.forward:
        yield ("network", "dns", "forward", domain), domain


def _of_aws(domain: str) -> str | None:
    """Return the domain of AWS's that a domain is, or is in."""
    return next((owner for owner in OF_AWS if domain == owner or domain.endswith(f".{owner}")), None)
