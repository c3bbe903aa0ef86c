"""Amazon GuardDuty in one region, for every account of the organization."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.guardduty_detector_feature import (
    GuarddutyDetectorFeature,
    GuarddutyDetectorFeatureAdditionalConfiguration,
)
from cdktf_cdktf_provider_aws.guardduty_organization_configuration import GuarddutyOrganizationConfiguration
from cdktf_cdktf_provider_aws.guardduty_organization_configuration_feature import (
    GuarddutyOrganizationConfigurationFeature,
    GuarddutyOrganizationConfigurationFeatureAdditionalConfiguration,
)
from cdktf_cdktf_provider_aws.guardduty_publishing_destination import GuarddutyPublishingDestination
from constructs import Construct

from modules.security.spec.detection import GuardDutyFeature, GuardDutySpec

AGENTS = ("EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT")
"""The agents of runtime monitoring, in the order that GuardDuty gives them back. All are stated: GuardDuty sets those
that are not, and every run would take them away again."""


class GuardDuty(Construct):
    """Define what the administrator's detector has, and that of every account.

    AWS Security Reference Architecture, Amazon GuardDuty. Amazon GuardDuty User Guide, Managing accounts with AWS
    Organizations: `ALL` enrols accounts that exist, those that join later, and the management account.

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        spec: What the environment says of it.
        detector_id: The administrator's detector.
        bucket: The bucket of the log archive that findings are exported to.
        key_arn: The key that encrypts it.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self, scope: Construct, id_: str, *, spec: GuardDutySpec, detector_id: str, bucket: str, key_arn: str
    ) -> None:
        super().__init__(scope, id_)
        GuarddutyPublishingDestination(
            self, "export", detector_id=detector_id, destination_arn=f"arn:aws:s3:::{bucket}", kms_key_arn=key_arn
        )
        organization = GuarddutyOrganizationConfiguration(
            self, "organization", detector_id=detector_id, auto_enable_organization_members="ALL"
        )
        own, of_members = Construct(self, "feature"), Construct(self, "organization-feature")
        for feature in GuardDutyFeature:
            is_on = feature in spec.features
            agents = AGENTS if feature is GuardDutyFeature.RUNTIME_MONITORING else ()
            GuarddutyDetectorFeature(
                own,
                feature.value,
                detector_id=detector_id,
                name=feature.value,
                status="ENABLED" if is_on else "DISABLED",
                additional_configuration=[
                    GuarddutyDetectorFeatureAdditionalConfiguration(
                        name=agent, status="ENABLED" if is_on else "DISABLED"
                    )
                    for agent in agents
                ]
                or None,
            )
            GuarddutyOrganizationConfigurationFeature(
                of_members,
                feature.value,
                detector_id=detector_id,
                name=feature.value,
                auto_enable="ALL" if is_on else "NONE",
                additional_configuration=[
                    GuarddutyOrganizationConfigurationFeatureAdditionalConfiguration(
                        name=agent, auto_enable="ALL" if is_on else "NONE"
                    )
                    for agent in agents
                ]
                or None,
                depends_on=[organization],
            )
