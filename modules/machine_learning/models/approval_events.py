"""How the accounts that deploy a team's models are told of versions that wait for approval, or are approved."""

from __future__ import annotations

import json

from cdktf_cdktf_provider_aws.cloudwatch_event_rule import CloudwatchEventRule
from cdktf_cdktf_provider_aws.cloudwatch_event_target import (
    CloudwatchEventTarget,
    CloudwatchEventTargetDeadLetterConfig,
)
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from constructs import Construct

from modules.machine_learning.models.promotion import (
    APPROVED,
    SOURCE,
    STATE_CHANGE,
    UNDELIVERED,
    WAITING,
    bus_arn,
    rule_name,
)
from modules.machine_learning.models.registered_team import RegisteredTeam
from modules.storage.statements import policy, trust_for_the_account


class ApprovalEvents(Construct):
    """Define the rule that sends events of a team's group to the team's buses, and to no other.

    A target in another account is a bus, and EventBridge works as a role to reach it (Amazon EventBridge User Guide,
    Sending and receiving events between AWS accounts). An event that does not get there is left in a queue.

    Args:
        scope: The workspace.
        id_: What it is called in addresses.
        team: Whose models they are.
        boundary_arn: The permissions boundary of roles.

    """

    def __init__(self, scope: Construct, id_: str, *, team: RegisteredTeam, boundary_arn: str) -> None:
        super().__init__(scope, id_)
        name = rule_name(team.name)
        place = f"{team.region}:{team.registry_account_id}"
        buses = {stage: bus_arn(team.region, account, team.name, stage) for stage, account in team.deployers.items()}
        trust = trust_for_the_account(
            "TrustTheRuleOfTheTeam",
            "events",
            team.registry_account_id,
            source_arn=f"arn:aws:events:{place}:rule/{name}",
        )
        sending = {
            "Sid": "SendEventsToTheBusesOfTheTeam",
            "Effect": "Allow",
            "Action": "events:PutEvents",
            "Resource": [*buses.values()],
        }
        role = IamRole(
            self,
            "role",
            name=name,
            path="/platform/",
            description="What EventBridge works as to tell of versions of a team's models",
            permissions_boundary=boundary_arn,
            assume_role_policy=policy([trust]),
        )
        IamRolePolicy(self, "role-policy", name=name, role=role.name, policy=policy([sending]))
        rule = CloudwatchEventRule(
            self,
            "rule",
            name=name,
            description="Versions of a team's models that wait for approval, or are approved",
            event_pattern=json.dumps(
                {
                    "source": [SOURCE],
                    "detail-type": [STATE_CHANGE],
                    "detail": {
                        "ModelPackageGroupName": [team.group_name],
                        "ModelApprovalStatus": [WAITING, APPROVED],
                    },
                },
                ensure_ascii=False,
            ),
        )
        targets = Construct(self, "targets")
        for stage, arn in buses.items():
            CloudwatchEventTarget(
                targets,
                stage,
                rule=rule.name,
                target_id=stage,
                arn=arn,
                role_arn=role.arn,
                dead_letter_config=CloudwatchEventTargetDeadLetterConfig(arn=f"arn:aws:sqs:{place}:{UNDELIVERED}"),
            )
