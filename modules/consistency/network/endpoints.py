"""Checks of the central endpoints: the services, their names, and what leads to them."""

from __future__ import annotations

from collections.abc import Iterator

from modules.aws_limits import PROFILE_RESOURCE_NAME_LENGTH
from modules.consistency.dropped import Dropped
from modules.consistency.network import of_network
from modules.landing_zone import LandingZone
from modules.network.plan.dns import profile_key
from modules.network.plan.endpoint_services import endpoint_services
from modules.network.plan.service_catalogue import FILE, catalogue, described, region_of, zones_by_service
from modules.network.spec.network import NetworkSpec
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import nearest

_FILE = f"policies/network/{FILE.name}"


@of_network
def endpoint_services_are_known(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    known = catalogue().services
    regions = dict.fromkeys(network.region(hub) for hub in network.hubs)
    for index, service in enumerate(network.endpoints.services or ()):
        where = ("network", "endpoints", "services", index)
        if service in network.endpoints.described:
            continue
        if service not in known:
            guess = nearest(service, known)
            yield LandingZoneError(
                "the service is not known to have an interface endpoint",
                got=service,
                why=f"names of endpoints and of their private DNS come from {_FILE}, of {catalogue().read_on}",
                fix=f"write {guess}" if guess else "leave it out; where AWS has it, describe it in endpoints.described",
                path=where,
            )
        elif absent := [region for region in regions if not known[service].is_in(region)]:
            yield LandingZoneError(
                "the service is not in the hub's region",
                got=f"{service} in {', '.join(absent)}",
                why=f"an endpoint can only be made where AWS has the service, which {_FILE} had not on "
                f"{catalogue().read_on}",
                fix="leave it out: accounts reach it through the hub's way to the internet; where AWS has it there by "
                "now, describe it in endpoints.described",
                path=where,
            )


@of_network
def described_services_have_a_hub(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    regions = dict.fromkeys(network.region(hub) for hub in network.hubs)
    for name, spec in network.endpoints.described.items():
        region = region_of(spec.service_name)
        if region is not None and region not in regions:
            yield LandingZoneError(
                "an endpoint service must be in the region of a hub",
                got=f"{spec.service_name}; hubs are in {', '.join(regions)}",
                why="an endpoint stands in the region of its service",
                fix="write {region} in place of the region, or remove the service",
                path=("network", "endpoints", "described", name, "service_name"),
            )


@of_network
def endpoints_have_names_of_their_own(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    described_, first_with = network.endpoints.described, dict[str, str]()
    for service in dict.fromkeys((*(network.endpoints.services or ()), *described_)):
        first = first_with.setdefault(service.replace(".", "-"), service)
        if first != service:
            yield LandingZoneError(
                "two endpoints differ in dots and hyphens only",
                got=f"{first} and {service}",
                why="Terraform addresses have no dots: one would take the other's place",
                fix="give the one in endpoints.described another name",
                path=("network", "endpoints", "described", service if service in described_ else first),
            )


@of_network
def names_lead_to_one_endpoint(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    for hub in network.hubs:
        for zone, services in zones_by_service(endpoint_services(network, hub)).items():
            if len(services) > 1:
                culprit = next((name for name in services if name in network.endpoints.described), services[-1])
                yield LandingZoneError(
                    "a name must lead to one endpoint",
                    got=f"{zone}: {' and '.join(services)}",
                    why="each endpoint has private zones of its own, and a VPC has one zone of a name",
                    fix="leave one of the services out, or the name in one of them",
                    path=("network", "endpoints", "described", culprit, "private_dns")
                    if culprit in network.endpoints.described
                    else ("network", "endpoints", "services"),
                )
                return


@of_network
def zones_have_names_that_fit(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    longest = PROFILE_RESOURCE_NAME_LENGTH
    for name, spec in network.endpoints.described.items():
        for hub in network.hubs:
            zones = described(spec, network.region(hub)).zones()
            keys = [profile_key(name, zone if number else None) for number, zone in enumerate(zones)] or [
                profile_key(name, None)
            ]
            if len(worst := max(keys, key=len)) > longest.value:
                yield LandingZoneError(
                    "the name of an endpoint's zone is too long",
                    got=f"{worst} ({len(worst)} characters)",
                    why=f"in the hub's profile it has at most {longest}",
                    fix="give the service a shorter name, or describe each of its names as a service of its own",
                    path=("network", "endpoints", "described", name),
                )
                break
