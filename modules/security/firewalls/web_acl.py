"""What AWS Firewall Manager is told of web ACLs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from modules.security.spec.firewall_manager import ManagedRuleGroup, RuleGroupAction

_OVERRIDES = {RuleGroupAction.BLOCK: "NONE", RuleGroupAction.COUNT: "COUNT"}
"""What becomes of the actions of a group's own rules: nothing, or they count only."""


def web_acl(rule_groups: Mapping[ManagedRuleGroup, RuleGroupAction], *, log_bucket_arn: str) -> dict[str, Any]:
    """Return the data of a policy of the kind `WAFV2`, but for its type.

    An account's own rules come behind these, and web ACLs that accounts have put before something stay. Only what is
    used gets a web ACL, as each is charged (AWS Firewall Manager API Reference, SecurityServicePolicyData).

    Args:
        rule_groups: Groups of rules of AWS, in their order.
        log_bucket_arn: The bucket that records go to.

    """
    return {
        "preProcessRuleGroups": [
            {
                "ruleGroupArn": None,
                "overrideAction": {"type": _OVERRIDES[action]},
                "managedRuleGroupIdentifier": {
                    "vendorName": "AWS",
                    "managedRuleGroupName": group.value,
                    "version": None,
                },
                "ruleGroupType": "ManagedRuleGroup",
                "excludeRules": [],
                "sampledRequestsEnabled": True,
            }
            for group, action in rule_groups.items()
        ],
        "postProcessRuleGroups": [],
        "defaultAction": {"type": "ALLOW"},
        "overrideCustomerWebACLAssociation": False,
        "loggingConfiguration": {"logDestinationConfigs": [log_bucket_arn], "redactedFields": []},
        "sampledRequestsEnabledForDefaultActions": True,
        "optimizeUnassociatedWebACL": True,
    }
