"""What the administrator has on before it is registered."""

from __future__ import annotations

from cdktf import TerraformProvider
from cdktf_cdktf_provider_aws.detective_graph import DetectiveGraph
from cdktf_cdktf_provider_aws.guardduty_detector import GuarddutyDetector
from cdktf_cdktf_provider_aws.macie2_account import Macie2Account
from cdktf_cdktf_provider_aws.securityhub_account import SecurityhubAccount
from constructs import Construct

from modules.security.spec.security import SecuritySpec


class AdministratorServices(Construct):
    """Turn services on in the administrator's account, in one region.

    The registration would turn them on as well, Security Hub with its default standards; what it makes, Terraform can
    neither make again nor find (Amazon GuardDuty User Guide, Managing accounts with AWS Organizations; AWS Security Hub
    User Guide, Setting up; Amazon Macie User Guide, Integrating and configuring an organization).

    Args:
        scope: The stack.
        id_: What the region is called in addresses.
        spec: What the environment says of its security services.
        region: The region.
        is_home: Whether it is the home region. In others Security Hub is turned on by its central configuration.
        provider: The administrator's provider for it.

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
        self._detector: GuarddutyDetector | None = None
        self._graph: DetectiveGraph | None = None
        if spec.guardduty.runs_in(region):
            self._detector = GuarddutyDetector(
                self,
                "guardduty",
                enable=True,
                finding_publishing_frequency=spec.guardduty.frequency.value,
                provider=provider,
            )
        if spec.macie.runs_in(region):
            Macie2Account(
                self,
                "macie",
                status="ENABLED",
                finding_publishing_frequency=spec.macie.frequency.value,
                provider=provider,
            )
        if spec.detective.runs_in(region):
            self._graph = DetectiveGraph(self, "detective", provider=provider)
        if spec.security_hub.enabled and is_home:
            SecurityhubAccount(
                self,
                "security-hub",
                enable_default_standards=False,
                auto_enable_controls=True,
                control_finding_generator="SECURITY_CONTROL",
                provider=provider,
            )

    @property
    def detector_id(self) -> str | None:
        """Token: the id of GuardDuty's detector; none where GuardDuty does not run."""
        return self._detector.id if self._detector else None

    @property
    def behavior_graph_arn(self) -> str | None:
        """Token: the ARN of Detective's behavior graph; none where Detective does not run."""
        return self._graph.graph_arn if self._graph else None
