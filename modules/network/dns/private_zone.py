"""The organization's own names."""

from __future__ import annotations

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.route53_zone import Route53Zone, Route53ZoneVpc
from constructs import Construct


class PrivateZone(Construct):
    """Define a private hosted zone. Its records are added by those who publish a name.

    Args:
        scope: The stack.
        id_: What the zone is called in addresses.
        name: The domain.
        vpc_id: A VPC of the hub: a private zone has one from its beginning.

    """

    def __init__(self, scope: Construct, id_: str, *, name: str, vpc_id: str) -> None:
        super().__init__(scope, id_)
        self._zone = Route53Zone(
            self,
            "Default",
            name=name,
            comment="Names of the corporate network",
            vpc=[Route53ZoneVpc(vpc_id=vpc_id)],
            # A VPC that somebody associates beside the profile is not this resource's to take away.
            lifecycle=TerraformResourceLifecycle(ignore_changes=["vpc"]),
        )

    @property
    def zone_arn(self) -> str:
        """Token: the zone's ARN."""
        return self._zone.arn
