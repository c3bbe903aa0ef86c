"""The endpoint services of AWS: `policies/network/endpoint-services.json`. No cdktf here.

JSON and not YAML, since the whole of it is read to check one name, and that must take milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import Field

from modules.network.spec.endpoints import EndpointServiceSpec
from modules.specification.model import Spec

FILE = Path(__file__).parents[3] / "policies" / "network" / "endpoint-services.json"

HTTPS = 443

_OF_A_REGION = re.compile(r"(?:^|\.)((?:[a-z]{2}|eusc)(?:-[a-z]+)+-\d)(?=\.|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointService:
    """One endpoint service, as a hub uses it."""

    name: str
    """Its whole name: `com.amazonaws.eu-west-1.sts`."""
    region: str | None = None
    """Its region, where that is not the hub's."""
    private_dns: tuple[str, ...] = ()
    """The names that lead to its endpoint; one that begins with `*.` stands for all names below a domain."""
    private_dns_for_inbound: bool = False
    """Whether AWS's own private DNS leads on-premises networks to it that ask here for names, and nobody else."""
    takes_policy: bool = True
    ports: tuple[int, ...] = (HTTPS,)

    def zones(self) -> dict[str, tuple[str, ...]]:
        """Return the private zones that hold its names: of each the records, `` for the zone's own name.

        A name below another one's domain is a record of that one's zone, so that no zone hides another.
        """
        domains = {name.removeprefix("*.") for name in self.private_dns}
        tops = [domain for domain in domains if not any(domain.endswith(f".{other}") for other in domains)]
        found: dict[str, list[str]] = {}
        for name in self.private_dns:
            domain = name.removeprefix("*.")
            zone = next(top for top in tops if domain == top or domain.endswith(f".{top}"))
            found.setdefault(zone, []).append(name.removesuffix(zone).removesuffix("."))
        return {zone: tuple(records) for zone, records in found.items()}


class CataloguedService(Spec):
    """One service of the file. Texts have the region in place of `{region}`."""

    service_name: str = ""
    """The whole name, where it is not `com.amazonaws.{region}.<service>`."""

    private_dns: tuple[str, ...] | None = None
    """The names that lead to the endpoint, where they are not `<service>.{region}.amazonaws.com`; none where the
    service has no private DNS, or where its names are not known."""

    private_dns_for_inbound: bool = False

    only_in: tuple[str, ...] = ()
    """The only regions that it is in."""

    not_in: tuple[str, ...] = ()
    """Regions that it is not in. A region that is newer than the file is none of them."""

    region: str | None = None
    """The one region of a service that is of no region by its name."""

    from_any_region: bool = False
    """Whether an endpoint in another region leads there (AWS PrivateLink Guide, Cross-region enabled AWS services)."""

    takes_policy: bool = True

    ports: tuple[int, ...] = (HTTPS,)

    def is_in(self, region: str) -> bool:
        """Whether an endpoint can be made in a region, as far as that is known."""
        if self.region and not self.from_any_region:
            return region == self.region
        return region not in self.not_in and (not self.only_in or region in self.only_in)


class Catalogue(Spec):
    """The whole file."""

    source: tuple[str, ...] = Field(min_length=1)
    read_on: date
    services: dict[str, CataloguedService]


@cache
def catalogue() -> Catalogue:
    """Read the file."""
    return Catalogue.model_validate_json(FILE.read_bytes())


def catalogued(service: str, region: str) -> EndpointService:
    """Return a service of the file for the endpoints of a region."""
    found = catalogue().services[service]
    names = (f"{service}.{{region}}.amazonaws.com",) if found.private_dns is None else found.private_dns
    return EndpointService(
        name=(found.service_name or f"com.amazonaws.{{region}}.{service}").replace("{region}", region),
        region=found.region if found.region != region else None,
        private_dns=tuple(name.replace("{region}", region) for name in names),
        private_dns_for_inbound=found.private_dns_for_inbound,
        takes_policy=found.takes_policy,
        ports=found.ports,
    )


def described(spec: EndpointServiceSpec, region: str) -> EndpointService:
    """Return a service that the user describes for the endpoints of a region."""
    return EndpointService(
        name=spec.service_name.replace("{region}", region),
        private_dns=tuple(name.replace("{region}", region) for name in spec.private_dns),
        takes_policy=spec.takes_policy,
        ports=spec.ports,
    )


def region_of(service_name: str) -> str | None:
    """Return the region that the whole name of an endpoint service has in it; None where it has none."""
    found = _OF_A_REGION.search(service_name)
    return found[1] if found else None


def zones_by_service(services: Mapping[str, EndpointService]) -> dict[str, list[str]]:
    """Return the services that want each private zone, by zone."""
    found: dict[str, list[str]] = {}
    for key, service in services.items():
        for zone in service.zones():
            found.setdefault(zone, []).append(key)
    return found
