"""AWS Config's aggregator: what every account's recorder has seen, in one place."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.config_configuration_aggregator import (
    ConfigConfigurationAggregator,
    ConfigConfigurationAggregatorOrganizationAggregationSource,
)
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy_attachment import IamRolePolicyAttachment
from constructs import Construct

from modules.storage.statements import policy

MANAGED_POLICY = "arn:aws:iam::aws:policy/service-role/AWSConfigRoleForOrganizations"


class ConfigAggregator(Construct):
    """Aggregate all accounts and regions, those of tomorrow included.

    AWS Config Developer Guide, Creating Aggregators for AWS Config: the role lets it list the organization's accounts.
    """

    def __init__(self, scope: Construct, id_: str) -> None:
        super().__init__(scope, id_)
        trust = {
            "Effect": "Allow",
            "Principal": {"Service": "config.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
        role = IamRole(
            self,
            "role",
            name="landing-zone-config-aggregator",
            path="/platform/",
            assume_role_policy=policy([trust]),
        )
        may_list = IamRolePolicyAttachment(self, "may-list", role=role.name, policy_arn=MANAGED_POLICY)
        ConfigConfigurationAggregator(
            self,
            "Default",
            name="organization",
            organization_aggregation_source=ConfigConfigurationAggregatorOrganizationAggregationSource(
                all_regions=True, role_arn=role.arn
            ),
            depends_on=[may_list],
        )
