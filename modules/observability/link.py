"""What an account shares with the one that watches."""

from __future__ import annotations

from collections.abc import Sequence

from cdktf_cdktf_provider_aws.oam_link import OamLink
from constructs import Construct

_LABEL = "$AccountName"
"""What an account is called there: by its name in Organizations (OAM API Reference, CreateLink)."""


class ObservabilityLink(Construct):
    """Define the link of one account and region.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        sink_arn: The sink of the region.
        resource_types: What is shared, as OAM calls it: `AWS::CloudWatch::Metric`.

    """

    def __init__(self, scope: Construct, id_: str, *, sink_arn: str, resource_types: Sequence[str]) -> None:
        super().__init__(scope, id_)
        OamLink(self, "Default", label_template=_LABEL, resource_types=[*resource_types], sink_identifier=sink_arn)
