"""The VPCs, names and links of a hub in one stack, as production synthesizes them, without the workspaces around it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider, AwsProviderDefaultTags

from modules.network.endpoints.interface_endpoints import EndpointUsers
from modules.network.hub.egress_vpc import EgressVpc
from modules.network.hub.endpoints_vpc import EndpointsVpc
from modules.network.hub.hub_links import HubLinks
from modules.network.hub.hub_names import HubNames
from modules.network.hub.hub_route_tables import HubRouteTables
from modules.network.hub.hub_vpc import HubSite
from modules.network.hub.ingress_vpc import IngressVpc
from modules.network.hub.inspection_vpc import InspectionVpc
from modules.network.hub.transit_hub import TransitHub
from modules.network.logs.flow_log_bucket import FlowLogBucket
from modules.network.logs.log_key import LogKey
from modules.network.on_premises.direct_connect import DirectConnectGateway
from modules.network.plan.endpoint_services import endpoint_services
from modules.network.plan.firewall_rules import firewall_rules
from modules.network.plan.routing import ENDPOINTS, INSPECTION, route_tables
from modules.network.spec.network import NetworkSpec
from modules.workspaces.base.providers import require_provider
from modules.workspaces.writing.documents import synthesize_app
from tests.network.specimens import network

HUB = "eu-west-1"
ORGANIZATION = "o-exampleorgid"
TAGS = dict.fromkeys(("Environment", "Owner", "CostCenter", "ManagedBy", "Account"), "hub")
EVERYTHING = network(
    inspection={"mode": "east-west", "managed_rule_groups": ["ThreatSignaturesMalwareStrictOrder"]},
    ingress=True,
    endpoints={"services": ["ecr.dkr", "notebook", "sts"]},
    dns={"zone": "aws.acme.example", "forward": {"corp.acme.example": ["10.0.0.53", "10.0.1.53"]}, "inbound": True},
    on_premises={
        "ranges": ["10.0.0.0/11"],
        "vpns": {"dublin": {"hub": HUB, "address": "203.0.113.10"}},
        "direct_connect": {"hubs": [HUB]},
    },
)


def hub_document(folder: Path, account_id: str, *, spec: NetworkSpec = EVERYTHING) -> dict[str, Any]:
    """Synthesize the hub in an account of the emulator."""
    app = App(outdir=str(folder))
    stack = TerraformStack(app, "hub")
    AwsProvider(
        stack, "aws", region=HUB, allowed_account_ids=[account_id], default_tags=[AwsProviderDefaultTags(tags=TAGS)]
    )
    require_provider(stack)
    _hub(stack, spec, account_id)
    document = synthesize_app(app, folder)["hub"].document
    del document["terraform"]["backend"]  # Terraform's own default, which needs no `init` for each test
    return document


def _hub(stack: TerraformStack, spec: NetworkSpec, account_id: str) -> None:
    days = spec.flow_logs.retention_days
    key = LogKey(stack, "log-key", hub=HUB, account_id=account_id, region=HUB, organization_id=ORGANIZATION).key_arn
    flows = FlowLogBucket(
        stack,
        "flow-logs",
        name=f"acme-landing-zone-flows-{account_id}-{HUB}",
        key_arn=key,
        organization_id=ORGANIZATION,
        retention_days=days,
    ).bucket_arn
    gateway = TransitHub(stack, "transit-gateway", name=HUB, asn=64512, auto_accept=True, flow_log_destination=flows)
    site = HubSite(
        hub=HUB,
        hub_range=spec.hubs[HUB].range,
        own_range=spec.hubs[HUB].own_part,
        zone_ids=spec.hubs[HUB].zone_ids,
        transit_gateway_id=gateway.transit_gateway_id,
        flow_log_destination=flows,
    )
    rules = firewall_rules(spec, HUB)
    endpoints = EndpointsVpc(
        stack,
        ENDPOINTS,
        site=site,
        region=HUB,
        services=endpoint_services(spec, HUB),
        users=EndpointUsers(ranges=rules.home, organization_id=ORGANIZATION, trusted_accounts=()),
        elsewhere=False,
    )
    attachments = {
        "egress": EgressVpc(stack, "egress", site=site).attachment_id,
        "ingress": IngressVpc(stack, "ingress", site=site).attachment_id,
        ENDPOINTS: endpoints.attachment_id,
        INSPECTION: InspectionVpc(
            stack, INSPECTION, site=site, rules=rules, key_arn=key, retention_days=days, log_bucket=None
        ).attachment_id,
    }
    tables = HubRouteTables(
        stack,
        "route-table",
        hub=HUB,
        transit_gateway_id=gateway.transit_gateway_id,
        tables=route_tables(spec, HUB),
        existing_ids={},
        attachment_ids=attachments,
    )
    HubNames(stack, "names", network=spec, hub=HUB, endpoints=endpoints, key_arn=lambda: key, query_log_bucket=None)
    HubLinks(
        stack,
        "links",
        network=spec,
        hub=HUB,
        transit_gateway_id=gateway.transit_gateway_id,
        route_table_ids=tables.route_table_ids,
        direct_connect_gateway_id=DirectConnectGateway(stack, "direct-connect", name="acme", asn=65534).gateway_id,
        key_arn=key,
    )
