"""Rules of AWS Config.

Behaviour from the AWS CloudFormation Template Reference Guide, page "AWS::Config::ConfigRule".
"""

from __future__ import annotations

from modules.emulator.services.cloudformation.resource_type import Operation, ResourceType

_RULE = "ConfigRuleName"

RESOURCE_TYPES = [
    ResourceType(
        "AWS::Config::ConfigRule",
        service="config",
        name=_RULE,
        create=Operation("PutConfigRule", within="ConfigRule"),
        read=Operation("DescribeConfigRules", {"ConfigRuleNames": "[ConfigRuleName]"}),
        update=Operation("PutConfigRule", within="ConfigRule"),
        delete=Operation("DeleteConfigRule", {_RULE: _RULE}),
        ref=_RULE,
        attributes={"Arn": "ConfigRules[0].ConfigRuleArn", "ConfigRuleId": "ConfigRules[0].ConfigRuleId"},
        replaced_by=frozenset({_RULE}),
        tags="",
    )
]
