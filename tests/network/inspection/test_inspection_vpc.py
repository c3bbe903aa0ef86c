from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from modules.network.hub.inspection_vpc import InspectionVpc
from modules.network.plan import rule_files
from modules.network.plan.firewall_rules import firewall_rules
from modules.network.plan.rule_files import Kind
from modules.network.spec.network import NetworkSpec
from tests.network.hub_site import KEY, SITE, ZONES, resources
from tests.network.specimens import ON_PREMISES, network
from tests.support.synthesis import only, synthesize_one

MANAGED = "ThreatSignaturesMalwareStrictOrder"
EVERYTHING = network(
    inspection={"mode": "east-west", "managed_rule_groups": [MANAGED]}, on_premises=ON_PREMISES, ingress=True
)


def synthesized(folder: Path, spec: NetworkSpec = EVERYTHING) -> dict[str, Any]:
    rules = firewall_rules(spec, "eu-west-1")
    return synthesize_one(
        folder,
        lambda stack: InspectionVpc(
            stack, "inspection", site=SITE, rules=rules, key_arn=KEY, retention_days=365, log_bucket=None
        ),
    )


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return synthesized(tmp_path_factory.mktemp("inspection"))


def policy(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = only(document, "aws_networkfirewall_firewall_policy")["firewall_policy"]
    return found


class TestRoutes:
    @pytest.mark.parametrize("zone_id", ZONES)
    def test_lead_from_the_attachment_to_the_firewall_of_the_same_zone(
        self, document: dict[str, Any], zone_id: str
    ) -> None:
        route = resources(document, "aws_route")[f"attachment-routes/{zone_id}/firewall"]
        (named,) = re.findall(r"aws_subnet\.(\S+)\.id", route["vpc_endpoint_id"])

        assert route["destination_cidr_block"] == "0.0.0.0/0"
        assert (
            document["resource"]["aws_subnet"][named]
            == resources(document, "aws_subnet")[f"Default/Default/firewall/{zone_id}"]
        )
        associated = resources(document, "aws_route_table_association")[f"attachment-routes/{zone_id}/{zone_id}"]
        assert associated["route_table_id"] == route["route_table_id"]

    def test_lead_from_the_firewall_back_to_the_transit_gateway_only(self, document: dict[str, Any]) -> None:
        route = resources(document, "aws_route")["firewall-routes/hub"]

        assert "aws_ec2_transit_gateway_vpc_attachment" in route["transit_gateway_id"]
        assert len(resources(document, "aws_route")) == len(ZONES) + 1

    def test_never_lead_to_the_internet(self, document: dict[str, Any]) -> None:
        assert not {"aws_internet_gateway", "aws_nat_gateway"} & set(document["resource"])


def test_both_directions_of_a_connection_pass_in_one_zone(document: dict[str, Any]) -> None:
    assert only(document, "aws_ec2_transit_gateway_vpc_attachment")["appliance_mode_support"] == "enable"


class TestPolicy:
    def test_drops_what_no_rule_passes(self, document: dict[str, Any]) -> None:
        said = policy(document)

        assert said["stateful_engine_options"]["rule_order"] == "STRICT_ORDER"
        assert said["stateful_default_actions"] == ["aws:drop_established", "aws:alert_established"]
        assert said["stateless_default_actions"] == ["aws:forward_to_sfe"]
        assert said["stateless_fragment_default_actions"] == ["aws:forward_to_sfe"]

    def test_tells_clients_of_connections_that_broke(self, document: dict[str, Any]) -> None:
        assert policy(document)["stateful_engine_options"]["stream_exception_policy"] == "REJECT"

    def test_counts_the_hub_and_on_premises_networks_as_inside(self, document: dict[str, Any]) -> None:
        (variable,) = policy(document)["policy_variables"]["rule_variables"]

        assert variable["key"] == "HOME_NET"
        assert variable["ip_set"]["definition"] == ["10.64.0.0/12", "10.0.0.0/11", "172.20.0.0/14"]

    def test_goes_by_files_then_aws_then_segments_then_domains(self, document: dict[str, Any]) -> None:
        references = policy(document)["stateful_rule_group_reference"]
        groups = {
            f"${{aws_networkfirewall_rule_group.{name}.arn}}": one["name"]
            for name, one in document["resource"]["aws_networkfirewall_rule_group"].items()
        }

        assert [one["priority"] for one in references] == sorted({one["priority"] for one in references})
        assert [groups.get(one["resource_arn"], one["resource_arn"]) for one in references] == [
            "eu-west-1-inspection-suricata-baseline",
            f"arn:aws:network-firewall:eu-west-1:aws-managed:stateful-rulegroup/{MANAGED}",
            "eu-west-1-inspection-generated-segments",
            "eu-west-1-inspection-domains-aws",
            "eu-west-1-inspection-domains-python-packages",
            "eu-west-1-inspection-domains-models",
        ]

    def test_passes_domains_by_name_and_nothing_else_of_the_internet(self, document: dict[str, Any]) -> None:
        group = resources(document, "aws_networkfirewall_rule_group")["firewall/rules/domains/models"]
        said = group["rule_group"]["rules_source"]["rules_source_list"]

        assert said == {
            "generated_rules_type": "ALLOWLIST",
            "target_types": ["TLS_SNI", "HTTP_HOST"],
            "targets": list(rule_files.domains(Kind.DOMAINS, "models", region="eu-west-1")),
        }

    def test_has_no_domains_where_nobody_reaches_the_internet(self, tmp_path: Path) -> None:
        spec = network(inspection={"mode": "east-west"}, egress=False)
        groups = resources(synthesized(tmp_path, spec), "aws_networkfirewall_rule_group")

        assert set(groups) == {"firewall/rules/suricata/baseline", "firewall/rules/generated/segments"}


class TestFirewall:
    def test_stands_in_each_zone_and_is_not_deleted_by_mistake(self, document: dict[str, Any]) -> None:
        firewall = only(document, "aws_networkfirewall_firewall")

        assert len(firewall["subnet_mapping"]) == len(ZONES)
        assert firewall["delete_protection"] is True
        assert firewall["firewall_policy_change_protection"] is True

    def test_gets_a_subnet_in_a_zone_that_is_appended(self, document: dict[str, Any]) -> None:
        assert not only(document, "aws_networkfirewall_firewall").get("subnet_change_protection")

    def test_is_encrypted_with_the_network_s_key_like_its_rules_and_logs(self, document: dict[str, Any]) -> None:
        own = {"type": "CUSTOMER_KMS", "key_id": KEY}
        kinds = ("firewall", "firewall_policy", "rule_group")
        encrypted = [
            one["encryption_configuration"]
            for kind in kinds
            for one in document["resource"][f"aws_networkfirewall_{kind}"].values()
        ]

        assert encrypted == [own] * (2 + 5)
        assert {one["kms_key_id"] for one in document["resource"]["aws_cloudwatch_log_group"].values()} == {KEY}

    def test_logs_alerts_and_flows_for_the_time_given(self, document: dict[str, Any]) -> None:
        logging = only(document, "aws_networkfirewall_logging_configuration")["logging_configuration"]
        groups = resources(document, "aws_cloudwatch_log_group")

        assert [one["log_type"] for one in logging["log_destination_config"]] == ["ALERT", "FLOW"]
        assert {one["name"]: one["retention_in_days"] for one in groups.values()} == {
            "/aws/vendedlogs/landing-zone/network/eu-west-1-inspection/alert": 365,
            "/aws/vendedlogs/landing-zone/network/eu-west-1-inspection/flow": 365,
        }
