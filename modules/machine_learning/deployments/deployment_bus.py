"""The bus that the registry's events come in on, and the rule that starts the state machine for them."""

from __future__ import annotations

import json

from cdktf_cdktf_provider_aws.cloudwatch_event_bus import CloudwatchEventBus
from cdktf_cdktf_provider_aws.cloudwatch_event_bus_policy import CloudwatchEventBusPolicy
from cdktf_cdktf_provider_aws.cloudwatch_event_rule import CloudwatchEventRule
from cdktf_cdktf_provider_aws.cloudwatch_event_target import (
    CloudwatchEventTarget,
    CloudwatchEventTargetDeadLetterConfig,
    CloudwatchEventTargetInputTransformer,
)
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from constructs import Construct

from modules.machine_learning.deployments.deployed_models import DeployedModels
from modules.machine_learning.models.promotion import SOURCE, STATE_CHANGE, sender_arn
from modules.storage.statements import Statement, policy, trust_for_the_account
from modules.storage.undelivered_events import UndeliveredEvents


class DeploymentBus(Construct):
    """Define a bus for one role of the registry's account, and the rule that starts the state machine for a version.

    The bus has AWS's own key: events of AWS's services are under that one whatever key a bus names (Amazon EventBridge
    User Guide, Encrypting EventBridge event buses with AWS KMS keys).

    Args:
        scope: The module.
        id_: What it is called in addresses.
        models: The models, and the account that serves them.
        state_machine_arn: What is started.
        boundary_arn: The permissions boundary of roles.

    """

    def __init__(
        self, scope: Construct, id_: str, *, models: DeployedModels, state_machine_arn: str, boundary_arn: str
    ) -> None:
        super().__init__(scope, id_)
        team, name = models.team, models.name
        bus = CloudwatchEventBus(self, "Default", name=name)
        CloudwatchEventBusPolicy(self, "policy", event_bus_name=bus.name, policy=policy(_admitting(models)))
        UndeliveredEvents(
            self,
            "undelivered",
            name=name,
            arn=models.undelivered_arn,
            rules=models.rule_arn,
            account_id=team.account_id,
            key_arn=models.key_arn,
        )
        trust = trust_for_the_account("TrustTheRule", "events", team.account_id, source_arn=models.rule_arn)
        starting = {
            "Sid": "StartDeployments",
            "Effect": "Allow",
            "Action": "states:StartExecution",
            "Resource": state_machine_arn,
        }
        role = IamRole(
            self,
            "role",
            name=name,
            path="/platform/",
            description="What EventBridge works as to start deployments of a team's models",
            permissions_boundary=boundary_arn,
            assume_role_policy=policy([trust]),
        )
        may_start = IamRolePolicy(self, "role-policy", name=name, role=role.name, policy=policy([starting]))
        rule = CloudwatchEventRule(
            self,
            "rule",
            name=name,
            description=f"Versions of the team's models that are {models.status}",
            event_bus_name=bus.name,
            event_pattern=json.dumps(_pattern(models), ensure_ascii=False),
        )
        CloudwatchEventTarget(
            self,
            "target",
            rule=rule.name,
            event_bus_name=bus.name,
            target_id="deployment",
            arn=state_machine_arn,
            role_arn=role.arn,
            # An event says more of a version, such as what its people wrote; executions are kept under AWS's own key.
            input_transformer=CloudwatchEventTargetInputTransformer(
                input_paths={"version": "$.detail.ModelPackageVersion"},
                input_template='{"detail": {"ModelPackageVersion": <version>}}',
            ),
            dead_letter_config=CloudwatchEventTargetDeadLetterConfig(arn=models.undelivered_arn),
            depends_on=[may_start],
        )


def _admitting(models: DeployedModels) -> list[Statement]:
    """Return the statements of the bus's policy: one role puts events, which EventBridge works as for one rule.

    Nobody of another account is admitted beside it; those of this account are refused, since they need no admission.
    """
    sender = sender_arn(models.registry_account_id, models.team.name)
    put = {"Action": "events:PutEvents", "Resource": models.bus_arn}
    return [
        {
            "Sid": "AdmitTheRuleOfTheRegistry",
            "Effect": "Allow",
            # The account, since the role may not be there yet: a policy takes no principal that does not exist.
            "Principal": {"AWS": f"arn:aws:iam::{models.registry_account_id}:root"},
            **put,
            "Condition": {"ArnEquals": {"aws:PrincipalArn": sender}},
        },
        {
            "Sid": "DenyEventsOfOtherAccounts",
            "Effect": "Deny",
            "Principal": "*",
            **put,
            "Condition": {"StringNotEquals": {"aws:PrincipalAccount": models.registry_account_id}},
        },
    ]


def _pattern(models: DeployedModels) -> dict[str, object]:
    return {
        "source": [SOURCE],
        "account": [models.registry_account_id],
        "detail-type": [STATE_CHANGE],
        "detail": {
            "ModelPackageGroupName": [models.team.name],
            "ModelApprovalStatus": [models.status],
            "ModelPackageVersion": [{"exists": True}],
        },
    }
