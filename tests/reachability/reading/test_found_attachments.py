"""Attachments that are looked for, and stand for themselves once they are found."""

from __future__ import annotations

from typing import Any

import pytest

from modules.reachability.reading.found_attachments import with_found_attachments
from modules.specification.errors import LandingZoneError
from modules.synthesized.accounts import AccountKeys
from modules.synthesized.resources import Resource
from tests.reachability.small_network import resource

GATEWAY = "hub:aws_ec2_transit_gateway.gateway"
FRAUD, PRICING = "111111111111", "222222222222"
KEYS = AccountKeys((), {FRAUD: "fraud", PRICING: "pricing"})
WANTED = {
    "transit-gateway-id": GATEWAY,
    "resource-type": "vpc",
    "resource-owner-id": FRAUD,
    "state": "available",
}


def attachment(account: str, name: str = "attachment", gateway: str = GATEWAY) -> Resource:
    return resource("aws_ec2_transit_gateway_vpc_attachment", name, account=account, transit_gateway_id=gateway)


def lookup(**other: Any) -> Resource:
    filters = [{"name": name, "values": [value]} for name, value in {**WANTED, **other}.items() if value]
    return resource("aws_ec2_transit_gateway_attachments", "found", filter=filters)


def association() -> Resource:
    return resource(
        "aws_ec2_transit_gateway_route_table_association",
        "association",
        transit_gateway_attachment_id=f"{lookup().identity}#ids",
    )


def refusal(resources: list[Resource]) -> str:
    with pytest.raises(LandingZoneError) as error:
        with_found_attachments(resources, KEYS)
    return str(error.value)


def test_who_refers_to_a_lookup_refers_to_the_attachment_that_it_finds() -> None:
    mine, others = attachment("fraud"), attachment("pricing")

    *_, found = with_found_attachments([lookup(), mine, others, association()], KEYS)

    assert found.text("transit_gateway_attachment_id") == mine.identity


def test_what_refers_to_no_lookup_stays_as_it_is() -> None:
    resources = [attachment("fraud"), attachment("pricing")]

    assert with_found_attachments(resources, KEYS) == resources


@pytest.mark.parametrize(
    "attachments",
    [
        [],
        [attachment("pricing")],
        [attachment("fraud", gateway="hub:aws_ec2_transit_gateway.other")],
        [attachment("fraud"), attachment("fraud", "second")],
    ],
    ids=["none", "another account's", "at another gateway", "two"],
)
def test_a_lookup_that_does_not_find_exactly_one_is_refused(attachments: list[Resource]) -> None:
    assert "cannot be found" in refusal([lookup(), *attachments, association()])


@pytest.mark.parametrize(
    "other",
    [
        {"resource-owner-id": None},
        {"resource-owner-id": "333333333333"},
        {"transit-gateway-id": None},
        {"resource-type": "peering"},
        {"resource-type": None},
        {"state": "deleted"},
        {"association.state": "associated"},
    ],
    ids=str,
)
def test_a_lookup_that_asks_for_something_else_is_refused(other: dict[str, Any]) -> None:
    assert "cannot be found" in refusal([lookup(**other), attachment("fraud"), association()])


def test_a_lookup_by_tags_is_refused() -> None:
    by_tags = resource(
        "aws_ec2_transit_gateway_attachments", "found", filter=lookup().values["filter"], tags={"Name": "fraud"}
    )

    assert "cannot be found" in refusal([by_tags, attachment("fraud"), association()])
