"""What the management account must have on itself before an administrator can enrol it."""

from __future__ import annotations

from collections.abc import Mapping

from cdktf import ITerraformDependable, TerraformProvider
from cdktf_cdktf_provider_aws.guardduty_detector import GuarddutyDetector
from cdktf_cdktf_provider_aws.securityhub_account import SecurityhubAccount
from constructs import Construct

from modules.security.spec.security import SecuritySpec


class ManagementServices(Construct):
    """Turn GuardDuty and Security Hub on in the management account; others are turned on when it is enrolled.

    Amazon GuardDuty User Guide, Adding members to the organization. AWS Security Hub API Reference, CreateMembers. What
    the account has on is the administrator's to say from then on, so nothing of it is stated.

    Args:
        scope: The stack.
        id_: What the region is called in addresses.
        spec: What the environment says of its security services.
        region: The region.
        is_home: Whether it is the home region, from which Security Hub configures all others.
        provider: The management account's provider for it.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        spec: SecuritySpec,
        region: str,
        is_home: bool,
        provider: TerraformProvider,
    ) -> None:
        super().__init__(scope, id_)
        self._turned_on: dict[str, ITerraformDependable] = {}
        if spec.guardduty.runs_in(region):
            self._turned_on["guardduty"] = GuarddutyDetector(self, "guardduty", enable=True, provider=provider)
        if spec.security_hub.enabled and is_home:
            self._turned_on["security_hub"] = SecurityhubAccount(
                self,
                "security-hub",
                enable_default_standards=False,
                control_finding_generator="SECURITY_CONTROL",
                provider=provider,
            )

    @property
    def turned_on(self) -> Mapping[str, ITerraformDependable]:
        """What turns each service on, by the service's key: it is turned off once nobody administers it any more."""
        return self._turned_on
