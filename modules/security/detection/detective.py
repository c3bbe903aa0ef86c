"""Amazon Detective in one region, for every account of the organization."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.detective_organization_configuration import DetectiveOrganizationConfiguration
from constructs import Construct


class Detective(Construct):
    """Let accounts that join later into the administrator's behavior graph.

    AWS Security Reference Architecture, Amazon Detective.
    """

    def __init__(self, scope: Construct, id_: str, *, graph_arn: str) -> None:
        super().__init__(scope, id_)
        DetectiveOrganizationConfiguration(self, "Default", graph_arn=graph_arn, auto_enable=True)
