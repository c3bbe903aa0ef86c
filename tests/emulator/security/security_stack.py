"""All that security services and the log archive consist of in one stack, as production synthesizes it.

In production these are workspaces, one after the other; here the tooling account's own waits for the registrations, and
they for what is on before. What is called `tooling` is made in that account, all else in the management account, which
is the log archive, too.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cdktf import TerraformResourceLifecycle, TerraformStack
from cdktf_cdktf_provider_aws.detective_member import DetectiveMember
from cdktf_cdktf_provider_aws.inspector2_member_association import Inspector2MemberAssociation
from cdktf_cdktf_provider_aws.macie2_member import Macie2Member
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct

from modules.accounts.blueprints.boundary import PermissionsBoundary
from modules.security.delegation.chain import Chain
from modules.security.delegation.management_services import ManagementServices
from modules.security.delegation.organization_administrators import OrganizationAdministrators
from modules.security.delegation.regional_administrators import RegionalAdministrators
from modules.security.detection.administrator_services import AdministratorServices
from modules.security.detection.detective import Detective
from modules.security.detection.guardduty import GuardDuty
from modules.security.detection.inspector import Inspector
from modules.security.detection.macie import Macie
from modules.security.detection.macie_export import MacieExport
from modules.security.findings.grave_findings import GraveFindings
from modules.security.plan.services import administrators
from modules.security.posture.access_analyzer import OrganizationAnalyzers
from modules.security.posture.config_aggregator import ConfigAggregator
from modules.security.posture.config_recorder import ConfigRecorder, ConfigRole
from modules.security.posture.conformance_packs import ConformancePacks
from modules.security.posture.security_hub import SecurityHub
from modules.security.records.trail import Trail
from modules.security.spec.security import SecuritySpec
from modules.workspaces.base.providers import add_provider, require_provider
from modules.workspaces.writing.documents import new_app, synthesize_app
from tests.emulator.security.archive import REGION, ROLE, Archive, define_archive
from tests.emulator.security.organization import Organization
from tests.emulator.security.repeatable import define_repeatable

TAGS = dict.fromkeys(("Environment", "Owner", "CostCenter", "ManagedBy", "Account"), "security")
PACK = "encrypted"
TEMPLATE = json.dumps(
    {
        "Resources": {
            "Volumes": {
                "Type": "AWS::Config::ConfigRule",
                "Properties": {
                    "ConfigRuleName": "encrypted-volumes",
                    "Source": {"Owner": "AWS", "SourceIdentifier": "ENCRYPTED_VOLUMES"},
                },
            }
        }
    }
)
_SPEC = SecuritySpec()
_AFTER = {"registrations": {"management", "tooling-services"}, "tooling": {"registrations"}}
_SLOW_SETTINGS = ("aws_s3_bucket_lifecycle_configuration",)
"""What nobody looks for, and the provider waits for half a minute and longer."""

Document = dict[str, Any]


def security_document(folder: Path, organization: Organization) -> Document:
    """Synthesize all of it for accounts of the emulator."""
    app = new_app(folder)
    stack = TerraformStack(app, "security")
    require_provider(stack)
    management = _provider(stack, organization.management, None)
    tooling = _provider(stack, organization.tooling, "tooling")
    archive = define_archive(Construct(stack, "archive"), organization)
    PermissionsBoundary(Construct(stack, "boundary"), "boundary", tag_keys={})
    own = ManagementServices(
        Construct(stack, "management"), REGION, spec=_SPEC, region=REGION, is_home=True, provider=management
    )
    services = AdministratorServices(
        Construct(stack, "tooling-services"), REGION, spec=_SPEC, region=REGION, is_home=True, provider=tooling
    )
    _registrations(Construct(stack, "registrations"), organization, management, own)
    Trail(
        Construct(stack, "trail"),
        "trail",
        account_id=organization.management,
        region=REGION,
        organization_id=organization.id,
        bucket=archive.buckets["trail"],
        key_arn=archive.key_arn,
        selections=[],
    )
    administered = Construct(stack, "tooling")
    _administered(administered, organization, services, archive)
    _members(Construct(administered, "member"), organization, services)
    GraveFindings(
        Construct(stack, "tooling-findings"),
        "findings",
        account_id=organization.tooling,
        region=REGION,
        emails=["security@acme.example"],
    )
    ConformancePacks(Construct(stack, "tooling-packs"), "pack", packs={PACK: TEMPLATE})
    document = synthesize_app(app, folder)["security"].document
    del document["terraform"]["backend"]  # Terraform's own default, which needs no `init` for each test
    _in_order(document)
    return document


def _provider(stack: TerraformStack, account_id: str, alias: str | None) -> AwsProvider:
    role = ROLE if alias else None
    return add_provider(stack, account_id=account_id, role_name=role, region=REGION, tags=TAGS, alias=alias)


def _registrations(
    scope: Construct, organization: Organization, provider: AwsProvider, own: ManagementServices
) -> None:
    chain = Chain()
    OrganizationAdministrators(
        scope,
        "services",
        administrators={principal: organization.tooling for principal, _ in administrators(_SPEC)},
        trail_administrator_id=organization.tooling,
        has_central_root=True,
        chain=chain,
    )
    RegionalAdministrators(
        scope,
        REGION,
        spec=_SPEC,
        region=REGION,
        is_home=True,
        provider=provider,
        administrator_id=organization.tooling,
        chain=chain,
        turned_on=own.turned_on,
    )


def _administered(
    scope: Construct, organization: Organization, services: AdministratorServices, archive: Archive
) -> None:
    detector, graph = services.detector_id, services.behavior_graph_arn
    assert detector
    assert graph
    key_arn = archive.key_arn
    GuardDuty(
        scope,
        "guardduty",
        spec=_SPEC.guardduty,
        detector_id=detector,
        bucket=archive.buckets["findings"],
        key_arn=key_arn,
    )
    Macie(scope, "macie")
    MacieExport(scope, "macie-export", bucket=archive.buckets["data-discovery"], key_arn=key_arn)
    define_repeatable(scope, organization)
    Inspector(scope, "inspector", spec=_SPEC.inspector, region=REGION, account_id=organization.tooling)
    Detective(scope, "detective", graph_arn=graph)
    OrganizationAnalyzers(scope, "access-analyzer", unused_access_days=90)
    ConfigAggregator(scope, "config-aggregator")
    ConfigRecorder(
        scope,
        "config-recorder",
        role_arn=ConfigRole(scope, "config-role").role_arn,
        bucket=archive.buckets["config"],
        key_arn=key_arn,
        records_global_resources=True,
    )
    SecurityHub(
        scope,
        "security-hub",
        spec=_SPEC.security_hub,
        region=REGION,
        linked_regions=(),
        root_id=organization.root,
        unit_ids={},
    )


def _members(scope: Construct, organization: Organization, services: AdministratorServices) -> None:
    account, email, graph = organization.workload, organization.workload_email, services.behavior_graph_arn
    assert graph
    ignored = TerraformResourceLifecycle(ignore_changes=["email"])
    Macie2Member(scope, "macie", account_id=account, email=email, status="ENABLED", lifecycle=ignored)
    Inspector2MemberAssociation(scope, "inspector", account_id=account)
    DetectiveMember(
        scope, "detective", account_id=account, email_address=email, graph_arn=graph, disable_email_notification=True
    )


def _in_order(document: Document) -> None:
    """Let one part wait for another, and what is called `tooling` be made in that account."""
    for type_ in _SLOW_SETTINGS:
        del document["resource"][type_]
    parts: dict[str, list[str]] = {}
    for type_, named in document["resource"].items():
        for name in named:
            parts.setdefault(name.partition("_")[0], []).append(f"{type_}.{name}")
    for part, addresses in parts.items():
        before = [address for other in _AFTER.get(part, ()) for address in parts[other]]
        for type_, name in (address.split(".") for address in addresses):
            resource = document["resource"][type_][name]
            if part.startswith("tooling"):
                resource.setdefault("provider", "aws.tooling")
            stated = [address for address in resource.get("depends_on", ()) if not address.startswith(_SLOW_SETTINGS)]
            resource["depends_on"] = [*stated, *before]
