"""The workspace of the organization: settings, organizational units and guardrails, in the management account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from modules.landing_zone.guardrails import guardrail_packings
from modules.organization.guardrails.guardrail_policies import GuardrailPolicies
from modules.organization.organization import Organization
from modules.organization.organizational_units import OrganizationalUnits
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.workspace import ManagementWorkspace

IPAM = "ipam.amazonaws.com"
"""The service principal that runs the address plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationOutputs:
    """All that another workspace may know of the organization."""

    unit_ids: Mapping[tuple[str, ...], str]
    """Tokens: each organizational unit's id, by its path of names; the root's by an empty path."""
    unit_arns: Mapping[tuple[str, ...], str]
    """Tokens: each organizational unit's ARN, by its path of names."""
    organization_id: str
    """Token: the organization's id."""


class OrganizationWorkspace(ManagementWorkspace):
    """Define the organization of one environment."""

    def __init__(self, deployment: Deployment) -> None:
        super().__init__(deployment, "organization")
        zone = deployment.environment.zone
        # IPAM trusts itself in the organization as soon as it is delegated: what is not said here would be undone.
        also_trusted = [IPAM] if zone.network else []
        organization = Organization(self, "organization", spec=zone.organization, also_trusted=also_trusted)
        units = OrganizationalUnits(self, "units", parent_id=organization.root_id, units=zone.organization.units)
        GuardrailPolicies(
            self,
            "guardrails",
            policies=[policy for packing in guardrail_packings(zone) for policy in packing.policies()],
            organization=organization,
            unit_ids=units.unit_ids,
        )
        self.outputs = OrganizationOutputs(
            unit_ids={(): organization.root_id, **units.unit_ids},
            unit_arns=units.unit_arns,
            organization_id=organization.organization_id,
        )
