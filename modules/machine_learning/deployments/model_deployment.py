"""How versions of a team's models come to be served in an account."""

from __future__ import annotations

import json
from dataclasses import replace

from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.cloudwatch_metric_alarm import CloudwatchMetricAlarm
from cdktf_cdktf_provider_aws.security_group import SecurityGroup
from cdktf_cdktf_provider_aws.sfn_state_machine import (
    SfnStateMachine,
    SfnStateMachineLoggingConfiguration,
    SfnStateMachineTracingConfiguration,
)
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.sns_topic_policy import SnsTopicPolicy
from cdktf_cdktf_provider_aws.sns_topic_subscription import SnsTopicSubscription
from constructs import Construct

from modules.machine_learning.deployments.deployed_models import DeployedModels
from modules.machine_learning.deployments.deployment_bus import DeploymentBus
from modules.machine_learning.deployments.serving import VARIANT
from modules.machine_learning.deployments.state_machine import definition
from modules.machine_learning.execution_role import TeamExecutionRole
from modules.machine_learning.execution_role_library import Holder, execution_roles
from modules.machine_learning.https_egress import let_out_by_https
from modules.machine_learning.spec import ModelDeploymentsSpec
from modules.storage.statements import deny_without_tls, policy

_KEY = "alias/aws/sns"
"""SNS has it in every account, for whoever may publish there (Amazon SNS Developer Guide, Data encryption)."""


class ModelDeployment(Construct):
    """Define the state machine that deploys versions, what starts it, and who is told what became of them.

    Its executions are under AWS's own key: they say names and statuses, and nothing of data. What it logs has the
    team's key.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        spec: What endpoints run on.
        models: The models, and the account that serves them.
        log_retention_days: Days for which logs are kept.
        boundary_arn: The permissions boundary of roles.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        spec: ModelDeploymentsSpec,
        models: DeployedModels,
        log_retention_days: int,
        boundary_arn: str,
    ) -> None:
        super().__init__(scope, id_)
        name = models.name
        logs = Construct(self, "logs")
        groups = {
            key: CloudwatchLogGroup(
                logs, key, name=group, kms_key_id=models.key_arn, retention_in_days=log_retention_days
            )
            for key, group in {
                "executions": f"/aws/vendedlogs/states/{name}",
                "endpoint": f"/aws/sagemaker/Endpoints/{name}",
            }.items()
        }
        _alarm(self, name)
        role = _role(self, models, boundary_arn)
        _tell(self, models, role.role_arn)
        machine = SfnStateMachine(
            self,
            "Default",
            name=name,
            role_arn=role.role_arn,
            definition=json.dumps(definition(spec, models, _security_group(self, models)), ensure_ascii=False),
            logging_configuration=SfnStateMachineLoggingConfiguration(
                level="ALL", include_execution_data=True, log_destination=f"{groups['executions'].arn}:*"
            ),
            tracing_configuration=SfnStateMachineTracingConfiguration(enabled=True),
            depends_on=[role.policy],
        )
        DeploymentBus(self, "bus", models=models, state_machine_arn=machine.arn, boundary_arn=boundary_arn)


def _role(scope: Construct, models: DeployedModels, boundary_arn: str) -> TeamExecutionRole:
    """Define what the state machine works as, for the versions of the team's group in the registry."""
    team = models.team
    (role,) = execution_roles(Holder.DEPLOYMENT)
    return TeamExecutionRole(
        scope,
        "role",
        role=replace(role, name=models.deployment_role),
        team=team,
        boundary_arn=boundary_arn,
        values={
            "account_id": team.account_id,
            "cost_center": team.cost_center,
            "key_arn": models.key_arn,
            "registry": f"{team.region}:{models.registry_account_id}",
            "serving_role": models.serving_role,
            "stage": team.stage,
            "team": team.name,
        },
        tags=models.owner_tags,
    )


def _alarm(scope: Construct, name: str) -> None:
    """Define what takes a new version back: an answer that is an error of the model's."""
    CloudwatchMetricAlarm(
        scope,
        "alarm",
        alarm_name=name,
        alarm_description="The endpoint answers with errors of its own",
        namespace="AWS/SageMaker",
        metric_name="Invocation5XXErrors",
        dimensions={"EndpointName": name, "VariantName": VARIANT},
        statistic="Sum",
        comparison_operator="GreaterThanThreshold",
        threshold=0,
        period=60,
        evaluation_periods=1,
        treat_missing_data="notBreaching",
    )


def _tell(scope: Construct, models: DeployedModels, role_arn: str) -> None:
    """Define the topic that what deploys sends outcomes to, and nobody else by the topic's own policy."""
    topic = SnsTopic(scope, "topic", name=models.name, kms_master_key_id=_KEY)
    may_send = {
        "Sid": "TellOfOutcomes",
        "Effect": "Allow",
        "Principal": {"AWS": role_arn},
        "Action": "sns:Publish",
        "Resource": topic.arn,
    }
    SnsTopicPolicy(
        scope, "topic-policy", arn=topic.arn, policy=policy([may_send, deny_without_tls("sns:Publish", topic.arn)])
    )
    subscriptions = Construct(scope, "subscriptions")
    for key, email in models.emails:
        SnsTopicSubscription(subscriptions, key, topic_arn=topic.arn, protocol="email", endpoint=email)


def _security_group(scope: Construct, models: DeployedModels) -> str:
    """Define what models reach: SageMaker loads their artifacts through it; they themselves have no network."""
    group = SecurityGroup(
        scope,
        "security-group",
        name=models.name,
        description="Where SageMaker loads models from",
        vpc_id=models.vpc_id,
    )
    let_out_by_https(Construct(scope, "to"), group.id)
    return group.id
