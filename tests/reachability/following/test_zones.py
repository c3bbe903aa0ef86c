"""In which zone a packet travels: where it can it stays in its own, and appliance mode keeps a connection together."""

from __future__ import annotations

from modules.reachability.following.ways import End, Way
from tests.reachability.small_network import BuiltVpc, SmallNetwork, endpoint


class Inspected:
    """Two VPCs whose packets all pass through a firewall in a third."""

    def __init__(self, *, appliance: bool) -> None:
        self.built = SmallNetwork()
        self.gateway = self.built.gateway()
        self.one, self.other = self.built.vpc("one", "10.1.0.0/16"), self.built.vpc("other", "10.2.0.0/16")
        inspection = self.built.vpc("inspection", "10.9.0.0/24", tiers=["firewall"])
        self.firewall = self.built.firewall(inspection, "pass ip any any <> any any (sid:1;)")
        through = self.built.attach(inspection, self.gateway, appliance=appliance)
        for zone in ("z1", "z2"):
            target = endpoint(self.firewall, inspection, zone)
            self.built.route(inspection.table("attachment", zone), "0.0.0.0/0", vpc_endpoint_id=target)
        self.built.routes(inspection, "firewall", "10.0.0.0/8", transit_gateway_id=self.gateway)
        joined = [self._attached(self.one), self._attached(self.other)]
        self.built.table(self.gateway, "inspected", of=[through], learns=joined)
        self.built.static(self.built.table(self.gateway, "spokes", of=joined), "0.0.0.0/0", through)

    def _attached(self, vpc: BuiltVpc) -> str:
        self.built.routes(vpc, "workloads", "0.0.0.0/0", transit_gateway_id=self.gateway)
        return self.built.attach(vpc, self.gateway)

    def both(self, zone: str, other: str, choice: int = 0) -> tuple[Way, Way]:
        there = self.built.way(self.one.subnet(zone=zone), "10.2.0.1", choice)
        return there, self.built.way(self.other.subnet(zone=other), "10.1.0.1", choice)


def zones(way: Way) -> list[str]:
    return [crossing.zone for crossing in way.crossings]


def test_a_packet_stays_in_its_zone() -> None:
    there, back = Inspected(appliance=False).both("z1", "z2")

    assert (there.end, back.end) == (End.ARRIVED, End.ARRIVED)
    assert (zones(there), zones(back)) == (["z1"], ["z2"])
    assert not there.used_choice


def test_appliance_mode_takes_both_directions_through_one_zone() -> None:
    found = Inspected(appliance=True)

    for choice, zone in enumerate(("z1", "z2")):
        there, back = found.both("z1", "z2", choice)
        assert (zones(there), zones(back)) == ([zone], [zone])
        assert there.used_choice


def test_where_an_attachment_is_not_in_the_zone_any_of_its_zones_may_be_taken() -> None:
    built = SmallNetwork()
    gateway = built.gateway()
    one, other = built.vpc("one", "10.1.0.0/16"), built.vpc("other", "10.2.0.0/16")
    built.routes(one, "workloads", "0.0.0.0/0", transit_gateway_id=gateway)
    sender, receiver = built.attach(one, gateway), built.attach(other, gateway, zones=["z1"])
    built.table(gateway, "data", of=[sender], learns=[receiver])

    way = built.way(one.subnet(zone="z2"), "10.2.0.1")

    assert way.end is End.ARRIVED
    assert way.used_choice


def test_a_firewall_that_forwards_nothing_to_its_rules_inspects_nothing() -> None:
    found = Inspected(appliance=True)
    policy = next(one for one in found.built.resources if one.kind == "aws_networkfirewall_firewall_policy")
    policy.values["firewall_policy"]["stateless_default_actions"] = ["aws:pass"]

    there, _ = found.both("z1", "z1")

    assert there.end is End.ARRIVED
    assert [hop.kind for hop in there.hops].count("firewall") == 1
    assert not there.crossings
