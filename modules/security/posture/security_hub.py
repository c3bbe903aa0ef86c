"""AWS Security Hub in the home region, which configures every account in every region from there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.securityhub_configuration_policy import (
    SecurityhubConfigurationPolicy,
    SecurityhubConfigurationPolicyConfigurationPolicy,
    SecurityhubConfigurationPolicyConfigurationPolicySecurityControlsConfiguration,
)
from cdktf_cdktf_provider_aws.securityhub_configuration_policy_association import (
    SecurityhubConfigurationPolicyAssociation,
)
from cdktf_cdktf_provider_aws.securityhub_finding_aggregator import SecurityhubFindingAggregator
from cdktf_cdktf_provider_aws.securityhub_organization_configuration import (
    SecurityhubOrganizationConfiguration,
    SecurityhubOrganizationConfigurationOrganizationConfiguration,
)
from constructs import Construct

from modules.security.spec.posture import SecurityHubSpec, Standard, StandardsSpec

_VERSIONS = {Standard.FOUNDATIONAL: "1.0.0", Standard.CIS: "3.0.0", Standard.NIST: "5.0.0"}
"""The version of each standard (AWS Security Hub User Guide, Standards reference)."""


class SecurityHub(Construct):
    """Bring findings of all regions together in the administrator's hub, and define what every account has on.

    AWS Security Hub User Guide, Understanding central configuration: it is set in the home region, wants a finding
    aggregator before, and neither accounts that enable Security Hub by themselves nor default standards. A policy for
    the root holds for every account, present and future, the management account included; that of a unit goes before.
    In other regions the hub is made by this configuration: one that is defined there would meet it.

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        spec: What the environment says of it.
        region: The home region.
        linked_regions: Other regions of the organization that findings come from, too.
        root_id: The id of the organization's root.
        unit_ids: The id of each unit that has standards of its own, by the unit's path.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        spec: SecurityHubSpec,
        region: str,
        linked_regions: Sequence[str],
        root_id: str,
        unit_ids: Mapping[str, str],
    ) -> None:
        super().__init__(scope, id_)
        self._region = region
        aggregator = SecurityhubFindingAggregator(
            self,
            "aggregator",
            linking_mode=_linking_mode(spec, linked_regions),
            specified_regions=sorted(linked_regions) if linked_regions and spec.regions else None,
        )
        organization = SecurityhubOrganizationConfiguration(
            self,
            "organization",
            auto_enable=False,
            auto_enable_standards="NONE",
            organization_configuration=SecurityhubOrganizationConfigurationOrganizationConfiguration(
                configuration_type="CENTRAL"
            ),
            depends_on=[aggregator],
        )
        policies = Construct(self, "policy")
        self._hold(policies, "organization", spec, root_id, [organization])
        for unit, standards in spec.units.items():
            self._hold(policies, unit, standards, unit_ids[unit], [organization])

    def _hold(
        self,
        scope: Construct,
        name: str,
        standards: StandardsSpec,
        target_id: str,
        after: list[ITerraformDependable],
    ) -> None:
        policy = SecurityhubConfigurationPolicy(
            scope,
            name,
            name=name.replace("/", "-"),
            configuration_policy=SecurityhubConfigurationPolicyConfigurationPolicy(
                service_enabled=True,
                enabled_standard_arns=sorted(self._arn(standard) for standard in standards.standards),
                security_controls_configuration=(
                    SecurityhubConfigurationPolicyConfigurationPolicySecurityControlsConfiguration(
                        disabled_control_identifiers=sorted(standards.suppressed_controls)
                    )
                ),
            ),
            depends_on=after,
        )
        SecurityhubConfigurationPolicyAssociation(policy, "target", policy_id=policy.id, target_id=target_id)

    def _arn(self, standard: Standard) -> str:
        return f"arn:aws:securityhub:{self._region}::standards/{standard.value}/v/{_VERSIONS[standard]}"


def _linking_mode(spec: SecurityHubSpec, linked_regions: Sequence[str]) -> str:
    """Link the regions that the environment names; where it names none, those that AWS opens later as well."""
    if not linked_regions:
        return "NO_REGIONS"
    return "SPECIFIED_REGIONS" if spec.regions else "ALL_REGIONS"
