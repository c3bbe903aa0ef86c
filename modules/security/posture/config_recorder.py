"""AWS Config's recorder in an account: what its resources look like, and looked like before."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.config_configuration_recorder import (
    ConfigConfigurationRecorder,
    ConfigConfigurationRecorderRecordingGroup,
)
from cdktf_cdktf_provider_aws.config_configuration_recorder_status import ConfigConfigurationRecorderStatus
from cdktf_cdktf_provider_aws.config_delivery_channel import (
    ConfigDeliveryChannel,
    ConfigDeliveryChannelSnapshotDeliveryProperties,
)
from cdktf_cdktf_provider_aws.iam_service_linked_role import IamServiceLinkedRole
from constructs import Construct

NAME = "landing-zone"


class ConfigRole(Construct):
    """Define the role that AWS Config works as, once in an account.

    AWS Config Developer Guide, Using Service-Linked Roles for AWS Config.
    """

    def __init__(self, scope: Construct, id_: str) -> None:
        super().__init__(scope, id_)
        self._role = IamServiceLinkedRole(self, "Default", aws_service_name="config.amazonaws.com")

    @property
    def role_arn(self) -> str:
        """Token: the role's ARN."""
        return self._role.arn


class ConfigRecorder(Construct):
    """Record all kinds of resources in the region of the module's provider, and send the records to the log archive.

    AWS Security Reference Architecture, AWS Config. AWS Config Developer Guide, Setting up AWS Config: global resources
    are recorded in one region.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        role_arn: The role that AWS Config works as.
        bucket: The bucket of the log archive.
        key_arn: The key that encrypts it.
        records_global_resources: Whether users, roles and policies of IAM are recorded here.

    """

    def __init__(  # noqa: PLR0913 - each is a property of its own
        self, scope: Construct, id_: str, *, role_arn: str, bucket: str, key_arn: str, records_global_resources: bool
    ) -> None:
        super().__init__(scope, id_)
        recorder = ConfigConfigurationRecorder(
            self,
            "Default",
            name=NAME,
            role_arn=role_arn,
            recording_group=ConfigConfigurationRecorderRecordingGroup(
                all_supported=True, include_global_resource_types=records_global_resources
            ),
        )
        channel = ConfigDeliveryChannel(
            self,
            "delivery",
            name=NAME,
            s3_bucket_name=bucket,
            s3_kms_key_arn=key_arn,
            snapshot_delivery_properties=ConfigDeliveryChannelSnapshotDeliveryProperties(
                delivery_frequency="TwentyFour_Hours"
            ),
            depends_on=[recorder],
        )
        ConfigConfigurationRecorderStatus(self, "status", name=recorder.name, is_enabled=True, depends_on=[channel])
