"""Services of the network beside Amazon EC2."""

from __future__ import annotations

from collections.abc import Iterator

from modules.runner.recovery.finders.finder import Clients, Finder, Values, has_tags, items, named

_FIREWALL = "network-firewall"


def _joined(operation: str, result: str, id_: str, **fields: str) -> Finder:
    """Find what joins two things by the ids of both."""

    def find(clients: Clients, values: Values) -> list[str]:
        if not set(fields.values()) <= values.keys():
            return []
        asked = {"ProfileId": values["profile_id"]}
        found = items(clients("route53profiles"), operation, result, **asked)
        return [item[id_] for item in found if all(item[name] == values[value] for name, value in fields.items())]

    return find


def _zones(clients: Clients, values: Values) -> Iterator[str]:
    """Find the zone by name and tags: private zones of one name may be many."""
    route53 = clients("route53")
    for zone in items(route53, "list_hosted_zones", "HostedZones"):
        if zone["Name"].rstrip(".") == values["name"].rstrip("."):
            id_ = zone["Id"].rpartition("/")[2]
            tags = route53.list_tags_for_resource(ResourceType="hostedzone", ResourceId=id_)["ResourceTagSet"]
            if has_tags(tags, values) and zone.get("Config", {}).get("Comment") == values.get("comment"):
                yield id_


FINDERS = {
    "aws_dx_gateway": named(
        "directconnect",
        "describe_direct_connect_gateways",
        "directConnectGateways",
        "directConnectGatewayId",
        name="directConnectGatewayName",
    ),
    "aws_networkfirewall_firewall": named(_FIREWALL, "list_firewalls", "Firewalls", "FirewallArn", name="FirewallName"),
    "aws_networkfirewall_firewall_policy": named(_FIREWALL, "list_firewall_policies", "FirewallPolicies", "Arn"),
    "aws_networkfirewall_rule_group": named(_FIREWALL, "list_rule_groups", "RuleGroups", "Arn"),
    "aws_ram_resource_share": named(
        "ram",
        "get_resource_shares",
        "resourceShares",
        "resourceShareArn",
        name="name",
        resourceOwner="SELF",
        resourceShareStatus="ACTIVE",
    ),
    "aws_route53_resolver_endpoint": named("route53resolver", "list_resolver_endpoints", "ResolverEndpoints", "Id"),
    "aws_route53_resolver_firewall_domain_list": named(
        "route53resolver", "list_firewall_domain_lists", "FirewallDomainLists", "Id"
    ),
    "aws_route53_resolver_firewall_rule_group": named(
        "route53resolver", "list_firewall_rule_groups", "FirewallRuleGroups", "Id"
    ),
    "aws_route53_resolver_query_log_config": named(
        "route53resolver", "list_resolver_query_log_configs", "ResolverQueryLogConfigs", "Id"
    ),
    "aws_route53_resolver_rule": named("route53resolver", "list_resolver_rules", "ResolverRules", "Id"),
    "aws_route53_zone": _zones,
    "aws_route53profiles_profile": named("route53profiles", "list_profiles", "ProfileSummaries", "Id"),
    "aws_route53profiles_association": _joined(
        "list_profile_associations", "ProfileAssociations", "Id", ProfileId="profile_id", ResourceId="resource_id"
    ),
    "aws_route53profiles_resource_association": _joined(
        "list_profile_resource_associations",
        "ProfileResourceAssociations",
        "Id",
        ProfileId="profile_id",
        ResourceArn="resource_arn",
    ),
}
