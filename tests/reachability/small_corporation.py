"""A whole network in small: two accounts behind a hub with a firewall, a link and a way out, and a sandbox apart."""

from __future__ import annotations

from typing import Any

from modules.reachability.firewall import Traffic
from modules.reachability.following.matrix import Matrix, search
from modules.reachability.following.places import Facts
from tests.reachability.small_network import ON_PREMISES, BuiltVpc, SmallNetwork, endpoint, facts, net

POOL, HOME = "10.72.0.0/16", f"[10.64.0.0/10,{ON_PREMISES}]"
RULES = (
    f"pass ip {HOME} any <> {HOME} any (sid:1;)",
    f"pass tls {HOME} any -> !{HOME} any (sid:2;)",
)
TRAFFIC = (
    Traffic(name="web", protocol="tcp", port=443, says="tls", host="pypi.org", version="tls1.2"),
    Traffic(name="database", protocol="tcp", port=5432),
)


def corporate_facts(**said: Any) -> Facts:
    usual: dict[str, Any] = {
        "groups": {"fraud": "production", "claims": "production", "ada": "sandbox"},
        "units": {"fraud": ("Workloads",), "claims": ("Workloads", "Claims"), "ada": ("Sandbox",)},
        "vpcs": {"fraud": 1, "claims": 1, "ada": 1},
        "features": {"eu": frozenset({"egress", "inspection", "east-west", "on-premises"})},
        "announced": (net(ON_PREMISES),),
    }
    return facts(**{**usual, **said})


class SmallCorporation(SmallNetwork):
    """Everything that is attached passes through the firewall, whoever it is for."""

    def __init__(self, *, appliance: bool = True) -> None:
        super().__init__(announced=(net(ON_PREMISES),))
        self.hub = self.gateway()
        pool = self.pool("production", POOL)
        self.fraud, self.claims = self._spoke("fraud", pool), self._spoke("claims", pool)
        self.workloads = self.unit("Workloads")
        self.share(self.hub, pool, units=[self.workloads])
        self.spokes = [self.attach(one, self.hub) for one in (self.fraud, self.claims)]
        self.through = self._inspection(appliance=appliance)
        self.out = self._egress()
        self.links = [self.vpn(self.hub), self.direct_connect(self.hub, POOL)]
        senders = self.table(self.hub, "senders", of=[*self.spokes, self.out])
        self.static(senders, "0.0.0.0/0", self.through)
        self.static(senders, "10.64.0.0/16", None)
        self.static(self.table(self.hub, "links", of=self.links), POOL, self.through)
        learns = [*self.spokes, *self.links]
        self.inspected = self.table(self.hub, "inspected", of=[self.through], learns=learns)
        self.static(self.inspected, "0.0.0.0/0", self.out)
        self.static(self.inspected, "10.0.0.0/8", None)
        self._sandbox()

    def _spoke(self, account: str, pool: str) -> BuiltVpc:
        vpc = self.vpc("spoke", None, account=account, pool=pool)
        self.routes(vpc, "workloads", "0.0.0.0/0", transit_gateway_id=self.hub)
        return vpc

    def _inspection(self, *, appliance: bool) -> str:
        vpc = self.vpc("eu-inspection", "10.64.0.0/24", tiers=["firewall"])
        firewall = self.firewall(vpc, *RULES)
        attachment = self.attach(vpc, self.hub, appliance=appliance)
        for zone in ("z1", "z2"):
            target = endpoint(firewall, vpc, zone)
            self.route(vpc.table("attachment", zone), "0.0.0.0/0", vpc_endpoint_id=target)
        self.routes(vpc, "firewall", "0.0.0.0/0", transit_gateway_id=self.hub)
        return attachment

    def _egress(self) -> str:
        vpc = self.vpc("eu-egress", "10.64.1.0/24", tiers=["public"])
        attachment = self.attach(vpc, self.hub)
        self._nat(vpc, "attachment")
        self.routes(vpc, "public", "10.0.0.0/8", transit_gateway_id=self.hub)
        return attachment

    def _sandbox(self) -> None:
        vpc = self.vpc("spoke", "192.168.0.0/20", account="ada", tiers=["workloads", "public"])
        self._nat(vpc, "workloads")

    def _nat(self, vpc: BuiltVpc, tier: str) -> None:
        """Lead a tier out by NAT gateways in the public subnets."""
        out = self.add("aws_internet_gateway", vpc.name, account=vpc.account, vpc_id=vpc.identity)
        for zone in ("z1", "z2"):
            name, subnet = f"{vpc.name}-{zone}", vpc.subnet("public", zone)
            nat = self.add("aws_nat_gateway", name, account=vpc.account, subnet_id=subnet)
            self.route(vpc.table(tier, zone), "0.0.0.0/0", nat_gateway_id=nat)
        self.routes(vpc, "public", "0.0.0.0/0", gateway_id=out)

    def without(self, kind: str, **values: Any) -> None:
        """Take out the resources of a kind with some values; there must be some."""
        gone = [one for one in self.resources if one.kind == kind and values.items() <= one.values.items()]
        assert gone
        self.resources = [one for one in self.resources if one not in gone]

    def change_rules(self, *rules: str) -> None:
        (group,) = (one for one in self.resources if one.kind == "aws_networkfirewall_rule_group")
        group.values["rule_group"]["rules_source"]["rules_string"] = "\n".join(rules)

    def matrix(self, **said: Any) -> Matrix:
        return search(self.network, corporate_facts(**said), TRAFFIC).matrix()
