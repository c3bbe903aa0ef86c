"""Where the metrics of all accounts come together."""

from __future__ import annotations

from collections.abc import Sequence

from cdktf_cdktf_provider_aws.oam_sink import OamSink
from cdktf_cdktf_provider_aws.oam_sink_policy import OamSinkPolicy
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct

from modules.storage.statements import policy

NAME = "landing-zone"


class ObservabilitySink(Construct):
    """Define a sink, and let accounts of the organization link to it.

    The policy speaks of the organization, so that one account more changes nothing here (Amazon CloudWatch User Guide,
    CloudWatch cross-account observability). An account and region has one sink.

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        organization_id: The organization's id.
        resource_types: What may be shared, as OAM calls it: `AWS::CloudWatch::Metric`.
        provider: The provider of the region.

    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        organization_id: str,
        resource_types: Sequence[str],
        provider: AwsProvider,
    ) -> None:
        super().__init__(scope, id_)
        self._sink = OamSink(self, "Default", name=NAME, provider=provider)
        self._policy = OamSinkPolicy(
            self,
            "policy",
            sink_identifier=self._sink.arn,
            policy=policy(
                [
                    {
                        "Sid": "AccountsOfTheOrganizationLink",
                        "Effect": "Allow",
                        "Principal": "*",
                        "Action": ["oam:CreateLink", "oam:UpdateLink"],
                        "Resource": "*",
                        "Condition": {
                            "StringEquals": {"aws:PrincipalOrgID": organization_id},
                            "ForAllValues:StringEquals": {"oam:ResourceTypes": [*resource_types]},
                        },
                    }
                ]
            ),
            provider=provider,
        )

    @property
    def sink_arn(self) -> str:
        """Token: the ARN that links name, once the policy is there."""
        return self._policy.sink_identifier
