"""What is done with a version: the state machine that asks the registry, and deploys what it says is to be deployed."""

from __future__ import annotations

from typing import Any

from modules.machine_learning.deployments.deployed_models import DeployedModels
from modules.machine_learning.deployments.states import State, call, choice, count, fault, one_of, wait
from modules.machine_learning.spec import ModelDeploymentsSpec

VARIANT = "AllTraffic"
"""The one variant of an endpoint, which all traffic goes to."""

_BUSY = ("Creating", "RollingBack", "SystemUpdating", "Updating")
"""Statuses of an endpoint that end by themselves (Amazon SageMaker API Reference, DescribeEndpoint)."""

_LOOKS = 180
"""How often an endpoint is looked at, once a minute, before people are asked: three hours."""

_BAKING_SECONDS = 600
"""For how long alarms are watched before the old instances go (Amazon SageMaker AI Developer Guide, Blue/Green
Deployments)."""

_ENDPOINT = {"status": "$.EndpointStatus", "configuration": "$.EndpointConfigName"}
_PARTS = "States.StringSplit($.EndpointConfigName, '-')"
_SERVED = {**_ENDPOINT, "version": f"States.ArrayGetItem({_PARTS}, States.MathAdd(States.ArrayLength({_PARTS}), -2))"}
"""A configuration is called `<team>-<stage>-<version>-<execution>`."""


def definition(spec: ModelDeploymentsSpec, models: DeployedModels, security_group_id: str) -> dict[str, Any]:
    """Return the state machine, in the Amazon States Language.

    An event names a version, and proves nothing: all that is made follows from what the registry answers.

    Args:
        spec: What endpoints run on.
        models: The models, and the account that serves them.
        security_group_id: What lets models reach their artifacts.

    """
    return {
        "Comment": f"Deploys versions of the models of {models.team.name} that are {models.status} in the registry",
        "StartAt": "ReadTheEvent",
        "States": {
            **_asking(models),
            **_looking(models),
            **_making(spec, models, security_group_id),
            **_waiting(models),
            **_taking_back(models),
            **_telling(models),
        },
    }


def _asking(models: DeployedModels) -> dict[str, State]:
    execution = "States.ArrayGetItem(States.StringSplit($$.Execution.Name, '-'), 0)"
    called = f"{models.team.name}-{models.team.stage}-{{}}-{{}}"
    wanted = [
        {"Variable": "$.package.approval", "StringEquals": models.status},
        {"Variable": "$.package.status", "StringEquals": "Completed"},
    ]
    return {
        "ReadTheEvent": {
            "Type": "Pass",
            "Parameters": {
                "version.$": "States.Format('{}', $.detail.ModelPackageVersion)",
                "made.$": f"States.Format('{called}', $.detail.ModelPackageVersion, {execution})",
                "looks": {"count": 0},
            },
            "Next": "AskTheRegistry",
        },
        "AskTheRegistry": call(
            "sagemaker",
            "describeModelPackage",
            {"ModelPackageName.$": f"States.Format('{models.versions}{{}}', $.version)"},
            keep={"arn": "$.ModelPackageArn", "approval": "$.ModelApprovalStatus", "status": "$.ModelPackageStatus"},
            under="package",
            next_="IsItToBeDeployed",
            or_else="SayFailure",
        ),
        "IsItToBeDeployed": choice({"And": wanted, "Next": "LookAtTheEndpoint"}, default="NotToBeDeployed"),
        "NotToBeDeployed": {"Type": "Succeed"},
    }


def _looking(models: DeployedModels) -> dict[str, State]:
    in_service = {"Variable": "$.endpoint.status", "StringEquals": "InService"}
    same = {"Variable": "$.endpoint.version", "StringEqualsPath": "$.version"}
    return {
        # Most often there is none where this fails. Where there is one, making it fails then, and people are told.
        "LookAtTheEndpoint": call(
            "sagemaker",
            "describeEndpoint",
            {"EndpointName": models.name},
            keep=_SERVED,
            under="endpoint",
            next_="CountTheLook",
            or_else="MakeTheModel",
        ),
        "CountTheLook": count("looks", next_="IsTheEndpointFree"),
        "IsTheEndpointFree": choice(
            {"And": [in_service, same], "Next": "ServedAlready"},
            {**in_service, "Next": "MakeTheModel"},
            {"Variable": "$.looks.count", "NumericGreaterThan": _LOOKS, "Next": "TheEndpointIsNotFree"},
            {**one_of("$.endpoint.status", _BUSY), "Next": "WaitForTheEndpoint"},
            default="TheEndpointIsNotFree",
        ),
        "WaitForTheEndpoint": wait(60, next_="LookAtTheEndpoint"),
        "ServedAlready": {"Type": "Succeed"},
        "TheEndpointIsNotFree": fault(
            "EndpointIsNotFree", "the endpoint is not in service, and takes no other model", next_="SayFailure"
        ),
    }


def _making(spec: ModelDeploymentsSpec, models: DeployedModels, security_group_id: str) -> dict[str, State]:
    tags = [{"Key": key, "Value": value} for key, value in models.tags.items()]
    variant = {
        "VariantName": VARIANT,
        "ModelName.$": "$.made",
        "InstanceType": spec.instance_type,
        "InitialInstanceCount": spec.instance_count,
    }
    endpoint = {"EndpointName": models.name, "EndpointConfigName.$": "$.made"}
    gradually = {
        "BlueGreenUpdatePolicy": {
            "TrafficRoutingConfiguration": {"Type": "ALL_AT_ONCE", "WaitIntervalInSeconds": _BAKING_SECONDS}
        },
        "AutoRollbackConfiguration": {"Alarms": [{"AlarmName": models.name}]},
    }
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
        "IsItTheFirst": choice(
            {"Variable": "$.endpoint", "IsPresent": True, "Next": "ChangeTheEndpoint"}, default="MakeTheEndpoint"
        ),
        "MakeTheEndpoint": call(
            "sagemaker",
            "createEndpoint",
            {**endpoint, "Tags": tags},
            next_="WaitForService",
            or_else="RemoveTheConfiguration",
        ),
        "ChangeTheEndpoint": call(
            "sagemaker",
            "updateEndpoint",
            {**endpoint, "DeploymentConfig": gradually},
            next_="WaitForService",
            or_else="RemoveTheConfiguration",
        ),
    }


def _waiting(models: DeployedModels) -> dict[str, State]:
    served = [
        {"Variable": "$.now.status", "StringEquals": "InService"},
        {"Variable": "$.now.configuration", "StringEqualsPath": "$.made"},
    ]
    return {
        "WaitForService": wait(60, next_="AskTheEndpoint"),
        "AskTheEndpoint": call(
            "sagemaker",
            "describeEndpoint",
            {"EndpointName": models.name},
            keep=_ENDPOINT,
            under="now",
            next_="CountTheWait",
            or_else="SayFailure",
        ),
        "CountTheWait": count("looks", next_="IsItServed"),
        "IsItServed": choice(
            {"And": served, "Next": "SaySuccess"},
            {"Variable": "$.looks.count", "NumericGreaterThan": 2 * _LOOKS, "Next": "ItTakesTooLong"},
            {**one_of("$.now.status", _BUSY), "Next": "WaitForService"},
            default="ItIsNotServed",
        ),
        "ItTakesTooLong": fault(
            "DeploymentTakesTooLong", "what was made is left, since the endpoint may still use it", next_="SayFailure"
        ),
        "ItIsNotServed": fault(
            "DeploymentFailed",
            "the endpoint failed, or alarms rang and SageMaker went back to what was served before",
            next_="WasItTheFirst",
        ),
    }


def _taking_back(models: DeployedModels) -> dict[str, State]:
    configuration = {"EndpointConfigName.$": "$.made"}
    return {
        "WasItTheFirst": choice(
            {"Variable": "$.endpoint", "IsPresent": True, "Next": "RemoveTheConfiguration"},
            default="RemoveTheEndpoint",
        ),
        "RemoveTheEndpoint": _removing("deleteEndpoint", {"EndpointName": models.name}, "RemoveTheConfiguration"),
        "RemoveTheConfiguration": _removing("deleteEndpointConfig", configuration, "RemoveTheModel"),
        "RemoveTheModel": _removing("deleteModel", {"ModelName.$": "$.made"}, "SayFailure"),
    }


def _removing(operation: str, parameters: dict[str, Any], next_: str) -> State:
    """Return a state that removes something; where that fails, people are told why all of it began."""
    return call("sagemaker", operation, parameters, next_=next_, or_else=next_, keep_error=False)


def _telling(models: DeployedModels) -> dict[str, State]:
    topic = models.topic_arn
    place = f"the models of {models.team.name} in {models.team.stage}"
    return {
        "SaySuccess": call(
            "sns",
            "publish",
            {
                "TopicArn": topic,
                "Subject": f"Deployed: {models.name}",
                "Message.$": f"States.Format('Version {{}} is now served of {place}.', $.version)",
            },
            next_="Deployed",
            or_else="Deployed",
        ),
        "Deployed": {"Type": "Succeed"},
        "SayFailure": call(
            "sns",
            "publish",
            {
                "TopicArn": topic,
                "Subject": f"Not deployed: {models.name}",
                "Message.$": f"States.Format('Version {{}} of {place} was not deployed. {{}}: {{}}', "
                "$.version, $.error.Error, $.error.Cause)",
            },
            next_="Failed",
            or_else="Failed",
            keep_error=False,
        ),
        "Failed": {"Type": "Fail", "Error": "NotDeployed", "CausePath": "$.error.Cause"},
    }
