"""Amazon Inspector in one region, for every account of the organization."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.inspector2_enabler import Inspector2Enabler
from cdktf_cdktf_provider_aws.inspector2_organization_configuration import (
    Inspector2OrganizationConfiguration,
    Inspector2OrganizationConfigurationAutoEnable,
)
from constructs import Construct

from modules.security.spec.detection import InspectorResource, InspectorSpec


class Inspector(Construct):
    """Define what is scanned in the administrator's account, and in accounts that join later.

    AWS Security Reference Architecture, Amazon Inspector. Amazon Inspector User Guide, Managing multiple accounts:
    accounts that exist already are enrolled one by one.
    """

    def __init__(self, scope: Construct, id_: str, *, spec: InspectorSpec, region: str, account_id: str) -> None:
        super().__init__(scope, id_)
        scanned = spec.scanned_in(region)
        own = Inspector2Enabler(
            self,
            "Default",
            account_ids=[account_id],
            resource_types=sorted(resource.value for resource in scanned),
        )
        Inspector2OrganizationConfiguration(
            self,
            "organization",
            auto_enable=Inspector2OrganizationConfigurationAutoEnable(
                ec2=InspectorResource.EC2 in scanned,
                ecr=InspectorResource.ECR in scanned,
                lambda_=InspectorResource.LAMBDA in scanned,
                lambda_code=InspectorResource.LAMBDA_CODE in scanned,
            ),
            depends_on=[own],
        )
