"""What is made for a version that is to be served: a model, a configuration, and the endpoint that takes it."""

from __future__ import annotations

from typing import Any

from modules.machine_learning.deployments.deployed_models import DeployedModels
from modules.machine_learning.deployments.states import State, call, choice
from modules.machine_learning.spec import ModelDeploymentsSpec

VARIANT = "AllTraffic"
"""The one variant of an endpoint, which all traffic goes to."""

_BAKING_SECONDS = 600
"""For how long alarms are watched before the old instances go (Amazon SageMaker AI Developer Guide, Blue/Green
Deployments)."""

HAD_AN_ENDPOINT = {"Variable": "$.endpoint", "IsPresent": True}
"""Whether there was an endpoint before."""


def serving(spec: ModelDeploymentsSpec, models: DeployedModels, security_group_id: str) -> dict[str, State]:
    """Return the states from `MakeTheModel` to the call that gives the endpoint a new configuration.

    Args:
        spec: What endpoints run on.
        models: The models, and the account that serves them.
        security_group_id: What lets models reach their artifacts.

    """
    tags = [{"Key": key, "Value": value} for key, value in models.tags.items()]
    variant = {
        "VariantName": VARIANT,
        "ModelName.$": "$.made",
        "InstanceType": spec.instance_type,
        "InitialInstanceCount": spec.instance_count,
    }
    endpoint = {"EndpointName": models.name, "EndpointConfigName.$": "$.made"}
    beside = {
        "BlueGreenUpdatePolicy": {
            "TrafficRoutingConfiguration": {"Type": "ALL_AT_ONCE", "WaitIntervalInSeconds": _BAKING_SECONDS}
        }
    }
    watched = {**beside, "AutoRollbackConfiguration": {"Alarms": [{"AlarmName": models.name}]}}
    return {
        "MakeTheModel": call(
            "sagemaker",
            "createModel",
            {
                "ModelName.$": "$.made",
                "ExecutionRoleArn": models.serving_role_arn,
                "PrimaryContainer": {"ModelPackageName.$": "$.package.arn"},
                "VpcConfig": {
                    "Subnets.$": f"States.StringSplit('{models.subnet_ids}', ',')",
                    "SecurityGroupIds": [security_group_id],
                },
                "EnableNetworkIsolation": True,
                "Tags": tags,
            },
            next_="MakeTheConfiguration",
            or_else="SayFailure",
        ),
        "MakeTheConfiguration": call(
            "sagemaker",
            "createEndpointConfig",
            {
                "EndpointConfigName.$": "$.made",
                "KmsKeyId": models.key_arn,
                "ProductionVariants": [variant],
                "Tags": tags,
            },
            next_="IsItTheFirst",
            or_else="RemoveTheModel",
        ),
        "IsItTheFirst": choice({**HAD_AN_ENDPOINT, "Next": "AskTheAlarm"}, default="MakeTheEndpoint"),
        "AskTheAlarm": call(
            "cloudwatch",
            "describeAlarms",
            {"AlarmNames": [models.name]},
            keep={"rings": "States.ArrayContains($.MetricAlarms[*].StateValue, 'ALARM')"},
            under="alarm",
            next_="DoesItRingAlready",
            or_else="RemoveTheConfiguration",
        ),
        # It watches what is served now too: what errs already could not be replaced by its fix.
        "DoesItRingAlready": choice(
            {"Variable": "$.alarm.rings", "BooleanEquals": True, "Next": "ChangeTheEndpointUnwatched"},
            default="ChangeTheEndpoint",
        ),
        "MakeTheEndpoint": call(
            "sagemaker",
            "createEndpoint",
            {**endpoint, "Tags": tags},
            next_="WaitForService",
            or_else="RemoveTheConfiguration",
        ),
        "ChangeTheEndpoint": _changing({**endpoint, "DeploymentConfig": watched}),
        "ChangeTheEndpointUnwatched": _changing({**endpoint, "DeploymentConfig": beside}),
    }


def _changing(parameters: dict[str, Any]) -> State:
    return call("sagemaker", "updateEndpoint", parameters, next_="WaitForService", or_else="RemoveTheConfiguration")
