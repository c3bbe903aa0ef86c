"""Checks of AWS Managed Microsoft AD: it has an account and a VPC, its domain is free, and who shares it reaches it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from ipaddress import IPv4Network

from modules.accounts.spec import Function
from modules.active_directory.ports import NAMES, RULES_OF_AWS, SPANS
from modules.active_directory.spec import ActiveDirectorySpec
from modules.consistency.dropped import Dropped
from modules.consistency.network.dns import OF_AWS
from modules.landing_zone import LandingZone
from modules.landing_zone.active_directory import account_of_directory, directory_place, reaches, sharing_accounts
from modules.network.plan.dns import has_profile, zone_name
from modules.network.plan.routing import ENDPOINTS, hub_vpcs
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import unknown

_SECTION = "active_directory"
_DOMAIN, _SHARED_WITH = (_SECTION, "domain"), (_SECTION, "shared_with")
_OF_THE_SERVICE = IPv4Network("198.18.0.0/15")
"""Where AWS manages domain controllers (AWS Directory Service Administration Guide, AWS Managed Microsoft AD
prerequisites)."""

_Check = Callable[[LandingZone, ActiveDirectorySpec], Iterator[LandingZoneError]]


def _of_directory(*parts: str) -> Callable[[_Check], Callable[[LandingZone, Dropped], Iterator[LandingZoneError]]]:
    """Leave a check out where there is no directory, or where a part that it looks at was refused."""

    def wrapped(check: _Check) -> Callable[[LandingZone, Dropped], Iterator[LandingZoneError]]:
        def checked(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
            if zone.active_directory and not any(map(dropped.below, (_SECTION, *parts))):
                yield from check(zone, zone.active_directory)

        return checked

    return wrapped


@_of_directory("accounts")
def directories_have_an_account(zone: LandingZone, _: ActiveDirectorySpec) -> Iterator[LandingZoneError]:
    if account_of_directory(zone) is None:
        yield LandingZoneError(
            "the account of the directory is missing",
            got=f"no account with the function {Function.SHARED_SERVICES}",
            why="AWS Managed Microsoft AD stands in the account for shared services",
            fix=f"add one, say it with `also: {Function.SHARED_SERVICES}` of another that may have a VPC, or remove "
            "the section",
            path=(_SECTION,),
        )


@_of_directory("accounts", "network", "stages", "teams")
def directories_have_a_vpc(zone: LandingZone, _: ActiveDirectorySpec) -> Iterator[LandingZoneError]:
    account = account_of_directory(zone)
    if account is None:
        return
    place = directory_place(zone)
    if place is None:
        yield LandingZoneError(
            "the directory must have a corporate VPC to stand in",
            got=f"{account.key} without one that is made here in {zone.organization.home_region}",
            why="domain controllers stand in two zones of it, and members of the domain reach them through its hub",
            fix="add `network` with a hub in the home region, and leave the account on the corporate network with a "
            "VPC of its own",
            path=(_SECTION,),
        )
        return
    rules = RULES_OF_AWS + len(NAMES) + len(SPANS) * len(place.client_ranges)
    if rules > (most := place.network.quotas.security_group_rules):
        yield LandingZoneError(
            "too many ranges reach the directory",
            got=f"{len(place.client_ranges)} ranges, {rules} rules with those of AWS",
            why=f"the security group of its domain controllers has at most {most}",
            fix="have fewer segments and ranges that exchange traffic with its own, or have AWS raise the quota and "
            "write it in network.quotas",
            path=(_SECTION,),
        )
    if any(range_.overlaps(_OF_THE_SERVICE) for range_ in place.ranges):
        yield LandingZoneError(
            f"the directory must stand outside of {_OF_THE_SERVICE}",
            got=f"the segment {place.segment} with {', '.join(map(str, place.ranges))}",
            why="AWS manages domain controllers by addresses in it (AWS Directory Service Administration Guide, AWS "
            "Managed Microsoft AD prerequisites)",
            fix="give the segment another pool, or the account a segment with another",
            path=(_SECTION,),
        )


@_of_directory("accounts", "network", "stages", "teams")
def domains_of_directories_are_found(zone: LandingZone, spec: ActiveDirectorySpec) -> Iterator[LandingZoneError]:
    place = directory_place(zone)
    if place is None:
        return
    if ENDPOINTS not in hub_vpcs(place.network, place.hub) or not has_profile(place.network, place.hub):
        yield LandingZoneError(
            "the hub of the directory must have names of its own",
            got=f"{place.hub} without a VPC for endpoints, or without a profile",
            why="Route 53 Resolver asks the directory from that VPC, and spokes find its domain by the profile",
            fix="write `dns.zone` in network, or an endpoint in `endpoints.services`",
            path=_DOMAIN,
        )
    if spec.domain in {zone_name(place.network, hub) for hub in place.network.hubs}:
        got = "a private zone of the network"
    elif spec.domain in place.network.dns.forward:
        got = "forwarded to DNS servers on premises"
    else:
        return
    yield LandingZoneError(
        "the domain of the directory is taken",
        got=f"{spec.domain}: {got}",
        why="one of the two would hide the names of the other in every spoke",
        fix=f"write a domain of its own, for example ad.{spec.domain}",
        path=_DOMAIN,
    )


@_of_directory()
def domains_of_directories_are_not_of_aws(_: LandingZone, spec: ActiveDirectorySpec) -> Iterator[LandingZoneError]:
    if owner := next((each for each in OF_AWS if f".{spec.domain}".endswith(f".{each}")), None):
        yield LandingZoneError(
            "the domain of the directory must not be one of AWS's own",
            got=spec.domain if spec.domain == owner else f"{spec.domain}, in {owner}",
            why="every corporate VPC would ask the directory for its names in place of AWS",
            fix="write a domain of the organization's own, for example ad.acme.example",
            path=_DOMAIN,
        )


@_of_directory("accounts", "teams", "stages")
def directories_are_shared_with_accounts(zone: LandingZone, spec: ActiveDirectorySpec) -> Iterator[LandingZoneError]:
    keys, own = [account.key for account in zone.roster], account_of_directory(zone)
    for index, key in enumerate(spec.shared_with):
        if key not in keys:
            why = f"the environment has {', '.join(keys)}"
            yield unknown(
                "the account does not exist",
                key,
                keys,
                why=why,
                otherwise="write one of these",
                path=(*_SHARED_WITH, index),
            )
        elif own and key == own.key:
            yield LandingZoneError(
                "the directory must be shared with other accounts",
                got=key,
                why="it is in that account",
                fix="remove it",
                path=(*_SHARED_WITH, index),
            )
    limit = spec.edition.shares
    if len(spec.shared_with) > limit.value:
        yield LandingZoneError(
            "the directory is shared with too many accounts",
            got=f"{len(spec.shared_with)} accounts, edition {spec.edition}",
            why=f"at most {limit}",
            fix="share it with fewer, or write edition: Enterprise",
            path=_SHARED_WITH,
        )


@_of_directory("accounts", "network", "teams", "stages")
def whoever_shares_a_directory_reaches_it(zone: LandingZone, spec: ActiveDirectorySpec) -> Iterator[LandingZoneError]:
    place = directory_place(zone)
    if place is None:
        return
    for account in sharing_accounts(zone):
        if account.key != place.account.key and not reaches(place, account):
            yield LandingZoneError(
                "an account that shares the directory does not reach it",
                got=account.key,
                why=f"it has no VPC at the hub {place.hub} in a segment that exchanges traffic with {place.segment}: "
                "none of its instances can join the domain",
                fix="put it on the corporate network, or take it out of `shared_with`",
                path=(*_SHARED_WITH, spec.shared_with.index(account.key)),
            )
