"""Every kind of content, in the order of their calls. A kind more is a file beside this one, and a line below."""

from __future__ import annotations

from modules.accounts.roster import Account
from modules.landing_zone import LandingZone
from modules.landing_zone.contents import GuardrailNeeds
from modules.workspaces.account.contents.access_logs import AccessLogs
from modules.workspaces.account.contents.backup import Backup
from modules.workspaces.account.contents.blueprint_access import BlueprintAccessContent
from modules.workspaces.account.contents.boundary import Boundary
from modules.workspaces.account.contents.budget import Budget
from modules.workspaces.account.contents.clean_up import CleanUp
from modules.workspaces.account.contents.content import Content
from modules.workspaces.account.contents.data_governance import DataGovernanceContent
from modules.workspaces.account.contents.data_lake import DataLakeContent
from modules.workspaces.account.contents.data_links import DataLinks
from modules.workspaces.account.contents.experiment_tracking import ExperimentTrackingContent
from modules.workspaces.account.contents.expiry import Expiry
from modules.workspaces.account.contents.lake_deployment import LakeDeployment
from modules.workspaces.account.contents.launch_roles import LaunchRoles
from modules.workspaces.account.contents.ml_deployments import CentralDeployments
from modules.workspaces.account.contents.ml_shared_services import SharedServicesContent
from modules.workspaces.account.contents.model_deployment import TeamDeployment
from modules.workspaces.account.contents.observability import Observability
from modules.workspaces.account.contents.pipelines import PipelinesContent
from modules.workspaces.account.contents.plan_role import PlanRole
from modules.workspaces.account.contents.product_templates import ProductTemplates
from modules.workspaces.account.contents.project_templates import ProjectTemplatesContent
from modules.workspaces.account.contents.publishing_roles import PublishingRolesContent
from modules.workspaces.account.contents.registry_parameters import RegistryParametersContent
from modules.workspaces.account.contents.studio import Studio
from modules.workspaces.account.contents.team_account import TeamContent

KINDS: tuple[type[Content], ...] = (
    Boundary,  # first: roles of the others have it
    CleanUp,
    PlanRole,
    Backup,
    Budget,
    Expiry,
    Observability,
    TeamContent,
    RegistryParametersContent,
    SharedServicesContent,
    AccessLogs,
    ProductTemplates,  # with the bucket for records of one of these two
    PipelinesContent,  # with the bucket for records of one of these two
    Studio,  # with the team's key and role
    ExperimentTrackingContent,  # with the team's bucket, key and role
    TeamDeployment,  # with the team's key and roles
    CentralDeployments,
    DataLakeContent,
    LakeDeployment,
    DataGovernanceContent,
    DataLinks,
    PublishingRolesContent,
    LaunchRoles,  # with the team's bucket and key
    ProjectTemplatesContent,
    BlueprintAccessContent,
)


def contents_of(zone: LandingZone, needs: GuardrailNeeds, account: Account) -> tuple[Content, ...]:
    """Choose what an account starts with.

    Args:
        zone: The environment.
        needs: What its guardrails need accounts to have.
        account: The account.

    """
    return tuple(content for kind in KINDS if (content := kind.of(zone, needs, account)))


def values_of_contents(zone: LandingZone, account: Account) -> dict[str, str]:
    """Return what differs between accounts that start with the same, by the names of the markers."""
    return {name: value for kind in KINDS for name, value in kind.values(zone, account).items()}
