"""The workspace of the organization: settings, organizational units and guardrails, in the management account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cdktf import TerraformOutput

from modules.landing_zone.delegation import also_trusted
from modules.landing_zone.guardrails import guardrail_policies
from modules.organization.guardrails.guardrail_policies import GuardrailPolicies
from modules.organization.guardrails.policies import GuardrailPolicy
from modules.organization.organization import Organization
from modules.organization.organizational_units import OrganizationalUnits
from modules.organization.spec import PROVIDER_POLICY_TYPES
from modules.synthesized.applied_regions import REGIONS
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.workspace import ManagementWorkspace
from modules.workspaces.foundation.addresses import UNITS


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationOutputs:
    """All that another workspace may know of the organization."""

    unit_ids: Mapping[tuple[str, ...], str]
    """Tokens: each organizational unit's id, by its path of names; the root's by an empty path."""
    unit_arns: Mapping[tuple[str, ...], str]
    """Tokens: each organizational unit's ARN, by its path of names."""
    organization_id: str
    """Token: the organization's id."""
    organization_arn: str
    """Token: the organization's ARN."""

    def place_of(self, unit: tuple[str, ...]) -> str:
        """Return where a unit is, as IAM's `aws:PrincipalOrgPaths` writes it, without the slash at the end."""
        ids = (self.unit_ids[unit[:depth]] for depth in range(len(unit) + 1))
        return "/".join((self.organization_id, *ids))

    def target_ids(self) -> dict[tuple[str, ...], str]:
        """Return the ids of what organization policies are attached to but accounts, by the place of a policy."""
        return {("units", *path) if path else ("root",): id_ for path, id_ in self.unit_ids.items()}


def is_of_organization(policy: GuardrailPolicy) -> bool:
    """Whether a policy is made in the organization's own workspace: no account, and no kind, must be there before."""
    return policy.account is None and policy.kind in PROVIDER_POLICY_TYPES


class OrganizationWorkspace(ManagementWorkspace):
    """Define the organization of one environment."""

    def __init__(self, deployment: Deployment) -> None:
        super().__init__(deployment, "organization")
        zone = deployment.environment.zone
        organization = Organization(self, "organization", spec=zone.organization, also_trusted=also_trusted(zone))
        units = OrganizationalUnits(self, UNITS, parent_id=organization.root_id, units=zone.organization.units)
        self.outputs = OrganizationOutputs(
            unit_ids={(): organization.root_id, **units.unit_ids},
            unit_arns=units.unit_arns,
            organization_id=organization.organization_id,
            organization_arn=organization.organization_arn,
        )
        home = zone.organization.home_region
        regions = dict.fromkeys((home, *zone.organization.regions, *zone.removed.regions))
        TerraformOutput(self, REGIONS, value=list(regions), static_id=True)
        GuardrailPolicies(
            self,
            "guardrails",
            policies=[policy for policy in guardrail_policies(zone) if is_of_organization(policy)],
            organization_id=organization.organization_id,
            target_ids=self.outputs.target_ids(),
            tags={},
            after=[organization.dependable],
        )
