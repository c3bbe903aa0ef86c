"""What an environment has where it says nothing: groups, and where session attributes come from.

The platform-wide and the team groups are those of AWS's guidance "Governing the ML lifecycle at scale, part 2:
multi-account foundations"; security, audit, billing, break glass and read-only are added to them.
"""

from __future__ import annotations

from collections.abc import Mapping

from modules.accounts.spec import Function
from modules.accounts.stages import StageKind
from modules.identity.access_spec import AccessSpec
from modules.identity.spec import GroupSpec, IdentitySource, TeamGroupSpec

MANAGEMENT = Function.MANAGEMENT.value
"""The key of the management account."""

BREAK_GLASS = "AWSBreakGlass"
"""The group for emergencies."""

BREAK_GLASS_APPROVERS = "AWSBreakGlassApprovers"
"""The group that lets others into the break-glass group; only in Identity Center's own directory."""

PLATFORM_GROUPS: Mapping[str, GroupSpec] = {
    "AWSControlTowerAdmins": GroupSpec(
        description="Cloud platform engineers who govern the organization and vend accounts.",
        access=(
            AccessSpec(permission_set="AWSControlTowerAdmins", accounts=(MANAGEMENT,)),
            AccessSpec(permission_set="AWSSecurityAuditors", accounts=(MANAGEMENT,)),
        ),
    ),
    "AWSNetworkAdmins": GroupSpec(
        description="Network engineers: transit gateways, inspection, DNS, links to on-premises.",
        access=(AccessSpec(permission_set="NetworkAdministrator", functions=(Function.NETWORK,)),),
    ),
    "AWSMLEngineers": GroupSpec(
        description="ML platform engineers who own the portfolios for model building and deployment.",
        access=(AccessSpec(permission_set="PowerUserAccess", functions=(Function.ML_SHARED_SERVICES,)),),
    ),
    "AWSDataEngineers": GroupSpec(
        description="Data platform engineers who own the data lakes.",
        access=(AccessSpec(permission_set="PowerUserAccess", functions=(Function.DATA_LAKE,)),),
    ),
    "AWSDataStewards": GroupSpec(
        description="Data stewards who decide who reads which data, and read none.",
        access=(AccessSpec(permission_set="DataSteward", functions=(Function.DATA_GOVERNANCE,)),),
    ),
    "AWSDevOpsEngineers": GroupSpec(
        description="DevOps engineers who own pipelines, packages and connections to repositories.",
        access=(AccessSpec(permission_set="DevOpsEngineer", functions=(Function.DEVOPS,)),),
    ),
    "AWSSharedServices": GroupSpec(
        description="Engineers who run what everybody uses: directory, portfolios, dashboards.",
        access=(AccessSpec(permission_set="SharedServicesOperator", functions=(Function.SHARED_SERVICES,)),),
    ),
    "AWSSandboxUsers": GroupSpec(
        description="Whoever tries something out, in sandboxes.",
        access=(AccessSpec(permission_set="SandboxUser", functions=(Function.SANDBOX,)),),
    ),
    "AWSSecurityAdmins": GroupSpec(
        description="Security engineers who run the security services and follow up on findings.",
        access=(
            AccessSpec(permission_set="SecurityAdministrator", functions=(Function.SECURITY_TOOLING,)),
            AccessSpec(permission_set="SecurityAudit", everywhere=True),
            AccessSpec(permission_set="LogReader", functions=(Function.LOG_ARCHIVE,)),
        ),
    ),
    "AWSAuditors": GroupSpec(
        description="Internal audit and model risk: how models came about, and what was logged.",
        access=(
            AccessSpec(
                permission_set="ModelAuditor",
                functions=(Function.TEAM, Function.ML_SHARED_SERVICES, Function.ML_DEPLOYMENTS),
                production=True,
            ),
            AccessSpec(permission_set="SecurityAudit", functions=(Function.LOG_ARCHIVE,)),
            AccessSpec(permission_set="LogReader", functions=(Function.LOG_ARCHIVE,)),
        ),
    ),
    "AWSBilling": GroupSpec(
        description="Finance: bills, budgets, cost reports.",
        access=(AccessSpec(permission_set="Billing", accounts=(MANAGEMENT,)),),
    ),
    "AWSReadOnly": GroupSpec(
        description="Operations and support: what exists and how it is doing, without the data in it.",
        access=(AccessSpec(permission_set="ReadOnly", everywhere=True),),
    ),
    BREAK_GLASS: GroupSpec(
        description="Nobody, but in an emergency: whom AWSBreakGlassApprovers let in until it is over.",
        access=(AccessSpec(permission_set="BreakGlass", everywhere=True),),
    ),
    BREAK_GLASS_APPROVERS: GroupSpec(
        description="People who may let somebody else into AWSBreakGlass, and never themselves.",
        access=(AccessSpec(permission_set="BreakGlassApprover", accounts=(MANAGEMENT,)),),
    ),
}
"""Platform-wide groups by name."""


CONTROL_TOWER_GROUPS = frozenset({"AWSControlTowerAdmins"})
"""Those of them that AWS Control Tower makes, where it sets up Identity Center (AWS Control Tower User Guide, IAM
Identity Center groups for AWS Control Tower)."""


def _in_every_stage(permission_set: str) -> dict[str, tuple[str, ...]]:
    return {kind.value: (permission_set,) for kind in StageKind}


TEAM_GROUPS: Mapping[str, TeamGroupSpec] = {
    "TeamLead": TeamGroupSpec(
        description="Leads team {team} and answers for its accounts.",
        permission_sets={
            StageKind.DEV.value: ("AdministratorAccess",),
            StageKind.TEST.value: ("TeamLead",),
            StageKind.PROD.value: ("TeamLead", "MLOpsApprover"),
        },
    ),
    "DataScientists": TeamGroupSpec(
        description="Data scientists of team {team}: experiments and training.",
        permission_sets=_in_every_stage("DataScientist"),
    ),
    "MLEngineers": TeamGroupSpec(
        description="ML engineers of team {team}: pipelines, registration, deployment.",
        permission_sets=_in_every_stage("MLEngineering"),
    ),
    "DataEngineers": TeamGroupSpec(
        description="Data engineers of team {team}: data preparation and features.",
        permission_sets=_in_every_stage("DataEngineering"),
    ),
}
"""Groups of every team by name, with their permission sets by the kind of a stage (`StageKind`)."""

_WORK = 'addresses[type eq "work"]'

ATTRIBUTES: Mapping[IdentitySource, Mapping[str, str]] = {
    IdentitySource.EXTERNAL: {
        "Team": "enterprise.department",
        "Stage": "enterprise.division",
        "CostCenter": "enterprise.costCenter",
        "UserName": "userName",
    },
    # Terraform cannot set the enterprise attributes of a person, so the work address says where in the organization
    # somebody works.
    IdentitySource.BUILT_IN: {
        "Team": f"{_WORK}.locality",
        "Stage": f"{_WORK}.region",
        "CostCenter": f"{_WORK}.postalCode",
        "UserName": "userName",
    },
}
"""Where session attributes come from in the directory, by its kind."""
