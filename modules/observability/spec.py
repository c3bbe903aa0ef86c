"""What a user may say about observability across accounts. No cdktf here."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from modules.accounts.spec import Function
from modules.specification.model import Spec


class Telemetry(StrEnum):
    """What an account shares with the one that watches."""

    METRICS = "metrics"
    LOGS = "logs"
    TRACES = "traces"


_RESOURCE_TYPES = {
    Telemetry.METRICS: "AWS::CloudWatch::Metric",
    Telemetry.LOGS: "AWS::Logs::LogGroup",
    Telemetry.TRACES: "AWS::XRay::Trace",
}
"""What CloudWatch calls it (Observability Access Manager API Reference, CreateLink)."""


class ObservabilitySpec(Spec):
    """CloudWatch cross-account observability, in every region of the organization.

    `{}` is the recommended whole: the metrics of the accounts in which the platform and teams work.
    """

    monitored_by: Literal[Function.SHARED_SERVICES, Function.SECURITY_TOOLING] = Function.SHARED_SERVICES
    """The function of the account that watches: `shared-services`, or `security-tooling`."""

    shares: Annotated[tuple[Telemetry, ...], Field(min_length=1)] = (Telemetry.METRICS,)
    """What is shared: `metrics`, `logs`, `traces`. Logs may hold data: whoever reads logs there reads those of all."""

    dashboard: bool = False
    """Whether there is a dashboard of the platform's health, in the home region. CloudWatch charges for it."""

    @property
    def resource_types(self) -> tuple[str, ...]:
        """What is shared, as CloudWatch calls it."""
        return tuple(_RESOURCE_TYPES[telemetry] for telemetry in dict.fromkeys(self.shares))
