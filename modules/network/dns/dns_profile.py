"""The Route 53 Profile: everything that a VPC needs to know of names, in one association."""

from __future__ import annotations

import json
from collections.abc import Mapping

from cdktf_cdktf_provider_aws.route53_profiles_profile import Route53ProfilesProfile
from cdktf_cdktf_provider_aws.route53_profiles_resource_association import Route53ProfilesResourceAssociation
from constructs import Construct

_FIREWALL_PRIORITY = 101
"""100 to 9900 (Amazon Route 53 Profiles API Reference, AssociateResourceToProfile)."""


class ProfileResources(Construct):
    """Define what comes with a profile.

    Args:
        scope: The construct that they belong to.
        id_: What they are called in addresses.
        profile_id: The profile.
        resource_arns: Private zones, forwarding rules and query logs that come with it, by a name for each.

    """

    def __init__(self, scope: Construct, id_: str, *, profile_id: str, resource_arns: Mapping[str, str]) -> None:
        super().__init__(scope, id_)
        for key, arn in resource_arns.items():
            Route53ProfilesResourceAssociation(self, key, name=key, profile_id=profile_id, resource_arn=arn)


class DnsProfile(Construct):
    """Define a profile that spokes of any account associate with their VPC, once it is shared with them.

    Args:
        scope: The stack.
        id_: What the profile is called in addresses.
        name: Its name in AWS.
        resource_arns: Private zones, forwarding rules and query logs that come with it, by a name for each.
        firewall_arn: The rule group of DNS Firewall that comes with it, where there is one.

    """

    def __init__(
        self, scope: Construct, id_: str, *, name: str, resource_arns: Mapping[str, str], firewall_arn: str | None
    ) -> None:
        super().__init__(scope, id_)
        self._profile = Route53ProfilesProfile(self, "Default", name=name)
        ProfileResources(self, "resource", profile_id=self._profile.id, resource_arns=resource_arns)
        if firewall_arn is not None:
            Route53ProfilesResourceAssociation(
                self,
                "firewall",
                name="firewall",
                profile_id=self._profile.id,
                resource_arn=firewall_arn,
                resource_properties=json.dumps({"priority": _FIREWALL_PRIORITY}, separators=(",", ":")),
            )

    @property
    def profile_id(self) -> str:
        """Token: the profile's id."""
        return self._profile.id

    @property
    def profile_arn(self) -> str:
        """Token: the profile's ARN."""
        return self._profile.arn
