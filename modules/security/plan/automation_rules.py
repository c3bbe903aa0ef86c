"""Automation rules of Security Hub, read from `policies/security/automation_rules`. No cdktf here.

AWS Security Hub User Guide, Understanding automation rules; AWS Security Hub API Reference, CreateAutomationRule.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Annotated

from pydantic import Field

from modules.security.plan.data import library
from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec


class FindingField(StrEnum):
    """Fields of a finding that a rule may look at: those of text that are the same in every environment or named."""

    AWS_ACCOUNT_ID = "AwsAccountId"
    AWS_ACCOUNT_NAME = "AwsAccountName"
    COMPLIANCE_SECURITY_CONTROL_ID = "ComplianceSecurityControlId"
    COMPLIANCE_STATUS = "ComplianceStatus"
    GENERATOR_ID = "GeneratorId"
    PRODUCT_NAME = "ProductName"
    RECORD_STATE = "RecordState"
    RESOURCE_ID = "ResourceId"
    RESOURCE_REGION = "ResourceRegion"
    RESOURCE_TYPE = "ResourceType"
    SEVERITY_LABEL = "SeverityLabel"
    TITLE = "Title"
    TYPE = "Type"
    WORKFLOW_STATUS = "WorkflowStatus"


class Comparison(StrEnum):
    """How a field is compared (AWS Security Hub API Reference, StringFilter)."""

    EQUALS = "EQUALS"
    PREFIX = "PREFIX"
    CONTAINS = "CONTAINS"
    NOT_EQUALS = "NOT_EQUALS"
    PREFIX_NOT_EQUALS = "PREFIX_NOT_EQUALS"
    NOT_CONTAINS = "NOT_CONTAINS"


class Severity(StrEnum):
    """How grave a finding is (AWS Security Hub API Reference, SeverityUpdate)."""

    INFORMATIONAL = "INFORMATIONAL"
    LOW = "LOW"
    MEDIUM = "MEDIUM"
    HIGH = "HIGH"
    CRITICAL = "CRITICAL"


class WorkflowStatus(StrEnum):
    """How far people are with a finding (AWS Security Hub API Reference, WorkflowUpdate)."""

    NEW = "NEW"
    NOTIFIED = "NOTIFIED"
    RESOLVED = "RESOLVED"
    SUPPRESSED = "SUPPRESSED"


class FindingUpdate(Spec):
    """What a rule changes in a finding."""

    severity: Severity | None = None
    workflow: WorkflowStatus | None = None


Values = Annotated[tuple[str, ...], Field(min_length=1, max_length=20)]
"""1 to 20 values, of which one must be there; with a comparison that excludes, none of them."""


class AutomationRule(Spec):
    """A rule of Security Hub: what becomes of findings that it matches, as they come in or change."""

    title: str = Field(min_length=1)
    reason: str = Field(min_length=1, max_length=512)
    """Why findings are changed: it becomes a note of each, so that whoever follows one up knows."""
    order: int = Field(ge=1, le=1000)
    """When the rule is applied, 1 to 1,000: lower ones come first, so that a later one has the last word."""
    criteria: dict[FindingField, Annotated[dict[Comparison, Values], Field(min_length=1, max_length=1)]] = Field(
        min_length=1
    )
    """What must hold of a finding, each field compared in one way: Security Hub refuses most pairs of two."""
    update: FindingUpdate


@cache
def automation_rules() -> dict[str, AutomationRule]:
    """Return the automation rules, by name.

    Raises:
        InvalidEnvironmentError: a file holds a rule that Security Hub would refuse, or that changes nothing; or two of
            them come at the same time.

    """
    names_by_order: dict[int, str] = {}
    return library(
        "automation_rules", AutomationRule, contradictions=lambda name, rule: _faults(name, rule, names_by_order)
    )


def _faults(name: str, rule: AutomationRule, names_by_order: dict[int, str]) -> Iterator[LandingZoneError]:
    if rule.update == FindingUpdate():
        yield LandingZoneError(
            "an automation rule must change a finding",
            got="neither a severity nor a workflow status",
            why="Security Hub takes no rule without an action",
            fix="write `severity` or `workflow` under `update`",
            path=("update",),
        )
    earlier = names_by_order.setdefault(rule.order, name)
    if earlier != name:
        yield LandingZoneError(
            "two automation rules come at the same time",
            got=f"{rule.order}, as {earlier} does",
            why="which of them has the last word would depend on which was changed later",
            fix="write another number",
            path=("order",),
        )
