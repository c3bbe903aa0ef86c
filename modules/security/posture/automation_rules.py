"""Automation rules of Security Hub: what becomes of findings as they come in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cdktf_cdktf_provider_aws.securityhub_automation_rule import (
    SecurityhubAutomationRule,
    SecurityhubAutomationRuleActions,
    SecurityhubAutomationRuleActionsFindingFieldsUpdate,
    SecurityhubAutomationRuleActionsFindingFieldsUpdateNote,
    SecurityhubAutomationRuleActionsFindingFieldsUpdateSeverity,
    SecurityhubAutomationRuleActionsFindingFieldsUpdateWorkflow,
    SecurityhubAutomationRuleCriteria,
    SecurityhubAutomationRuleCriteriaAwsAccountId,
    SecurityhubAutomationRuleCriteriaAwsAccountName,
    SecurityhubAutomationRuleCriteriaComplianceSecurityControlId,
    SecurityhubAutomationRuleCriteriaComplianceStatus,
    SecurityhubAutomationRuleCriteriaGeneratorId,
    SecurityhubAutomationRuleCriteriaProductName,
    SecurityhubAutomationRuleCriteriaRecordState,
    SecurityhubAutomationRuleCriteriaResourceId,
    SecurityhubAutomationRuleCriteriaResourceRegion,
    SecurityhubAutomationRuleCriteriaResourceType,
    SecurityhubAutomationRuleCriteriaSeverityLabel,
    SecurityhubAutomationRuleCriteriaTitle,
    SecurityhubAutomationRuleCriteriaType,
    SecurityhubAutomationRuleCriteriaWorkflowStatus,
)
from constructs import Construct

from modules.security.plan.automation_rules import AutomationRule, FindingField, FindingUpdate

_CRITERIA: Mapping[FindingField, tuple[str, type[Any]]] = {
    FindingField.AWS_ACCOUNT_ID: ("aws_account_id", SecurityhubAutomationRuleCriteriaAwsAccountId),
    FindingField.AWS_ACCOUNT_NAME: ("aws_account_name", SecurityhubAutomationRuleCriteriaAwsAccountName),
    FindingField.COMPLIANCE_SECURITY_CONTROL_ID: (
        "compliance_security_control_id",
        SecurityhubAutomationRuleCriteriaComplianceSecurityControlId,
    ),
    FindingField.COMPLIANCE_STATUS: ("compliance_status", SecurityhubAutomationRuleCriteriaComplianceStatus),
    FindingField.GENERATOR_ID: ("generator_id", SecurityhubAutomationRuleCriteriaGeneratorId),
    FindingField.PRODUCT_NAME: ("product_name", SecurityhubAutomationRuleCriteriaProductName),
    FindingField.RECORD_STATE: ("record_state", SecurityhubAutomationRuleCriteriaRecordState),
    FindingField.RESOURCE_ID: ("resource_id", SecurityhubAutomationRuleCriteriaResourceId),
    FindingField.RESOURCE_REGION: ("resource_region", SecurityhubAutomationRuleCriteriaResourceRegion),
    FindingField.RESOURCE_TYPE: ("resource_type", SecurityhubAutomationRuleCriteriaResourceType),
    FindingField.SEVERITY_LABEL: ("severity_label", SecurityhubAutomationRuleCriteriaSeverityLabel),
    FindingField.TITLE: ("title", SecurityhubAutomationRuleCriteriaTitle),
    FindingField.TYPE: ("type", SecurityhubAutomationRuleCriteriaType),
    FindingField.WORKFLOW_STATUS: ("workflow_status", SecurityhubAutomationRuleCriteriaWorkflowStatus),
}
"""The argument and the block of each field."""

_AUTHOR = "landing-zone"
"""Whom the notes of findings name."""


class AutomationRules(Construct):
    """Define rules for findings of every account in one region.

    AWS Security Hub User Guide, Understanding automation rules: only an administrator has rules, and a rule holds in
    its own region, also where findings of several are aggregated. They are applied before EventBridge sees a finding.

    Args:
        scope: The stack.
        id_: What they are called in addresses.
        rules: The rules, by name.

    """

    def __init__(self, scope: Construct, id_: str, *, rules: Mapping[str, AutomationRule]) -> None:
        super().__init__(scope, id_)
        for name, rule in rules.items():
            SecurityhubAutomationRule(
                self,
                name,
                rule_name=name,
                description=rule.title,
                rule_order=rule.order,
                criteria=[SecurityhubAutomationRuleCriteria(**dict(_criteria(rule)))],
                actions=[
                    SecurityhubAutomationRuleActions(
                        type="FINDING_FIELDS_UPDATE", finding_fields_update=[_update(rule.update, rule.reason)]
                    )
                ],
            )


def _criteria(rule: AutomationRule) -> Iterator[tuple[str, list[Any]]]:
    for field, compared in rule.criteria.items():
        argument, block = _CRITERIA[field]
        yield (
            argument,
            [block(comparison=how.value, value=value) for how, values in compared.items() for value in values],
        )


def _update(update: FindingUpdate, reason: str) -> SecurityhubAutomationRuleActionsFindingFieldsUpdate:
    severity, workflow = update.severity, update.workflow
    return SecurityhubAutomationRuleActionsFindingFieldsUpdate(
        note=[SecurityhubAutomationRuleActionsFindingFieldsUpdateNote(text=reason, updated_by=_AUTHOR)],
        severity=[SecurityhubAutomationRuleActionsFindingFieldsUpdateSeverity(label=severity.value)]
        if severity
        else None,
        workflow=[SecurityhubAutomationRuleActionsFindingFieldsUpdateWorkflow(status=workflow.value)]
        if workflow
        else None,
    )
