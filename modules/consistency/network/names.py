"""Checks of names that hubs and lists give to things in AWS, and to workspaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from modules.aws_limits import RESOLVER_NAME_LENGTH, S3_BUCKET_NAME_LENGTH, AwsLimit
from modules.consistency.dropped import Dropped
from modules.consistency.network import of_network
from modules.landing_zone import LandingZone
from modules.naming import flow_log_bucket
from modules.network.spec.network import NetworkSpec
from modules.specification.errors import LandingZoneError

_TAKEN = re.compile(r"ipam|.+-attachments(-\d+)?")


@of_network
def hubs_have_names_of_their_own(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    for hub in network.hubs:
        if _TAKEN.fullmatch(hub):
            yield LandingZoneError(
                "the name of a hub is taken",
                got=hub,
                why=f"network-{hub} is, or may become, another workspace of the network",
                fix="call the hub after its region",
                path=("network", "hubs", hub),
            )


@of_network
def hubs_have_names_that_fit(network: NetworkSpec, zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("organization", "name"):
        return
    for hub in network.hubs:
        for what, name, limit in _derived(network, zone.organization.name, hub):
            too_long = len(name) - limit.value
            if too_long > 0:
                yield LandingZoneError(
                    f"the name of the hub's {what} is too long",
                    got=f"{name} ({len(name)} characters)",
                    why=f"it has at most {limit}",
                    fix=f"shorten the hub's name by {too_long} characters, or better call it after its region",
                    path=("network", "hubs", hub),
                )
                break


def _derived(network: NetworkSpec, organization: str, hub: str) -> Iterator[tuple[str, str, AwsLimit]]:
    if network.flow_logs.bucket_arn is None:
        yield "bucket for flow logs", flow_log_bucket(organization, "0" * 12, hub), S3_BUCKET_NAME_LENGTH
    for list_ in network.dns.blocked_domains:
        yield "list of blocked domains", f"{hub}-dns-{list_}", RESOLVER_NAME_LENGTH


@of_network
def nothing_is_listed_twice(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    lists: tuple[tuple[tuple[str, str], Sequence[object]], ...] = (
        (("endpoints", "services"), network.endpoints.services or ()),
        (("inspection", "domains"), network.inspection.domains),
        (("inspection", "rules"), network.inspection.rules),
        (("inspection", "managed_rule_groups"), network.inspection.managed_rule_groups),
        (("dns", "blocked_domains"), network.dns.blocked_domains),
        (("on_premises", "ranges"), network.on_premises.ranges if network.on_premises else ()),
    )
    for where, written in lists:
        for index, one in enumerate(written):
            if one in written[:index]:
                yield LandingZoneError(
                    "something is listed twice",
                    got=one,
                    why="each of them is made once",
                    fix="remove one of the two",
                    path=("network", *where, index),
                )
