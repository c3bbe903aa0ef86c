"""What is done with a version: the state machine that asks the registry, and deploys what it says is to be deployed."""

from __future__ import annotations

from typing import Any

from modules.machine_learning.deployments.deployed_models import DeployedModels
from modules.machine_learning.deployments.serving import HAD_AN_ENDPOINT, serving
from modules.machine_learning.deployments.states import State, all_of, call, choice, count, fault, one_of, wait
from modules.machine_learning.deployments.unchanging import CONTAINERS, check
from modules.machine_learning.spec import ModelDeploymentsSpec

_BUSY = ("Creating", "RollingBack", "SystemUpdating", "Updating")
"""Statuses of an endpoint that end by themselves (Amazon SageMaker API Reference, DescribeEndpoint)."""

_LOOKS = 180
"""How often an endpoint is looked at, once a minute, before people are asked: three hours."""

_ENDPOINT = {"status": "$.EndpointStatus", "configuration": "$.EndpointConfigName"}
_PARTS = "States.StringSplit(States.Format('0-{}', $.EndpointConfigName), '-')"
_SERVED = {**_ENDPOINT, "version": f"States.ArrayGetItem({_PARTS}, States.MathAdd(States.ArrayLength({_PARTS}), -2))"}
"""A configuration is called `<team>-<stage>-<version>-<execution>`; one that people made serves no version (0)."""

_OWN = {"Variable": "$.now.configuration", "StringEqualsPath": "$.made"}


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
            **serving(spec, models, security_group_id),
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
            keep={
                "arn": "$.ModelPackageArn",
                "approval": "$.ModelApprovalStatus",
                "status": "$.ModelPackageStatus",
                **CONTAINERS,
            },
            under="package",
            next_="IsItToBeDeployed",
            or_else="SayFailure",
        ),
        "IsItToBeDeployed": choice({"And": wanted, "Next": "WillItStayAsItIs"}, default="NotToBeDeployed"),
        "WillItStayAsItIs": check(models, under="package", next_="LookAtTheEndpoint", or_else="SayFailure"),
        "NotToBeDeployed": {"Type": "Succeed"},
    }


def _looking(models: DeployedModels) -> dict[str, State]:
    in_service = {"Variable": "$.endpoint.status", "StringEquals": "InService"}
    same = {"Variable": "$.endpoint.version", "StringEqualsPath": "$.version"}
    return {
        "LookAtTheEndpoint": call(
            "sagemaker",
            "describeEndpoint",
            {"EndpointName": models.name},
            keep=_SERVED,
            under="endpoint",
            next_="CountTheLook",
            or_else="IsThereNone",
        ),
        # SageMaker has no error of its own for it.
        "IsThereNone": choice(
            {"Variable": "$.error.Cause", "StringMatches": "*Could not find*", "Next": "MakeTheModel"},
            default="SayFailure",
        ),
        "CountTheLook": count("looks", next_="IsTheEndpointFree"),
        "IsTheEndpointFree": choice(
            {"And": [in_service, same], "Next": "ServedAlready"},
            {**in_service, "Next": "MakeTheModel"},
            {"Variable": "$.looks.count", "NumericGreaterThan": _LOOKS, "Next": "TheEndpointIsNotFree"},
            {**one_of("$.endpoint.status", _BUSY), "Next": "WaitForTheEndpoint"},
            default="TheEndpointIsNotFree",
        ),
        # The version may be rejected in the meantime.
        "WaitForTheEndpoint": wait(60, next_="AskTheRegistry"),
        "ServedAlready": {"Type": "Succeed"},
        "TheEndpointIsNotFree": fault(
            "EndpointIsNotFree", "the endpoint is not in service, and takes no other model", next_="SayFailure"
        ),
    }


def _waiting(models: DeployedModels) -> dict[str, State]:
    in_service = {"Variable": "$.now.status", "StringEquals": "InService"}
    failed = {"Variable": "$.now.status", "StringEquals": "Failed"}
    before = {"Variable": "$.now.configuration", "StringEqualsPath": "$.endpoint.configuration"}
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
            {**all_of(in_service, _OWN), "Next": "SaySuccess"},
            {**all_of(in_service, HAD_AN_ENDPOINT, before), "Next": "ItWasTakenBack"},
            {**in_service, "Next": "ItWasOvertaken"},
            {**failed, "Next": "TheEndpointFailed"},
            {"Variable": "$.looks.count", "NumericGreaterThan": 2 * _LOOKS, "Next": "ItTakesTooLong"},
            {**one_of("$.now.status", _BUSY), "Next": "WaitForService"},
            default="ItIsNotServed",
        ),
        "ItTakesTooLong": fault(
            "DeploymentTakesTooLong", "what was made is left, since the endpoint may still use it", next_="SayFailure"
        ),
        "ItIsNotServed": fault(
            "EndpointIsNotServing", "what was made is left, since the endpoint may still use it", next_="SayFailure"
        ),
        "ItWasTakenBack": fault(
            "DeploymentTakenBack",
            "SageMaker went back to what was served before, as it does when the alarm rings",
            next_="RemoveTheConfiguration",
        ),
        "ItWasOvertaken": fault(
            "DeploymentOvertaken",
            "another deployment changed the endpoint meanwhile, and what that one served stays",
            next_="RemoveTheConfiguration",
        ),
        "TheEndpointFailed": fault("EndpointFailed", "SageMaker could not serve it", next_="IsItsFailureOurs"),
    }


def _taking_back(models: DeployedModels) -> dict[str, State]:
    configuration = {"EndpointConfigName.$": "$.made"}
    return {
        # Reached with an endpoint that failed alone. One that was there before is left to people.
        "IsItsFailureOurs": choice(
            {**HAD_AN_ENDPOINT, "Next": "RemoveTheConfiguration"},
            {**_OWN, "Next": "RemoveTheEndpoint"},
            default="RemoveTheConfiguration",
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
