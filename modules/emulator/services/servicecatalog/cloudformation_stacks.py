"""Products of AWS Service Catalog that are CloudFormation templates, on moto's CloudFormation.

Behaviour from the AWS Service Catalog Administrator Guide, "AWS Service Catalog Launch Constraints", and the API
Reference, pages "ProvisionProduct" and "ProvisionedProductDetail". The rules of a template constraint are applied to
the template. Stack sets are not emulated.
"""

from __future__ import annotations

import json
from typing import Any

from moto.core.exceptions import ServiceException
from moto.iam.models import iam_backends
from werkzeug.exceptions import HTTPException

from modules.emulator.records import Call, Record
from modules.emulator.services.cloudformation.failures import failure_of, reason_of
from modules.emulator.services.servicecatalog.moto_cloudformation import stacks_in
from modules.emulator.services.servicecatalog.provisioning import Failed, ProvisioningResult, Request
from modules.emulator.services.servicecatalog.resources import INVALID
from modules.emulator.services.servicecatalog.templates import constrained, parameters_of, template_of

_REFUSALS = (ServiceException, HTTPException, ValueError, KeyError, TypeError, AttributeError)


class CloudFormationStacks:
    """One stack for each provisioned product, in the account that provisions it."""

    type = "CFN_STACK"

    def check(self, call: Call, request: Request) -> None:
        """Refuse parameters that the template lacks, and templates' parameters without a value."""
        declared = {
            parameter["ParameterKey"]: parameter["DefaultValue"] for parameter in parameters_of(call, request.artifact)
        }
        if unknown := set(request.parameters) - set(declared):
            raise call.refusal(INVALID, f"Parameters: [{', '.join(sorted(unknown))}] do not exist in the template")
        missing = [key for key, value in declared.items() if value is None and key not in request.parameters]
        if missing:
            raise call.refusal(INVALID, f"Parameters: [{', '.join(sorted(missing))}] must have values")

    def provision(self, call: Call, request: Request) -> ProvisioningResult:
        """Create the stack."""
        role_arn = _launch_role(call, request)
        template = constrained(template_of(call, request.artifact), request.constraints)
        name = f"SC-{call.account_id}-{request.provisioned['Id']}"
        try:
            stack = stacks_in(call.account_id, call.region).create_stack(
                name,
                template,
                dict(request.parameters),
                tags=dict(request.tags),
                role_arn=role_arn,
                notification_arns=_topics(request),
            )
        except _REFUSALS as error:
            raise Failed(f"CloudFormation could not create {name}: {reason_of(error)}") from error
        _check(stack, f"CloudFormation could not create {name}")
        return _result(stack, role_arn)

    def update(self, call: Call, request: Request) -> ProvisioningResult:
        """Update the stack, with the launch role of now."""
        role_arn = _launch_role(call, request)
        parameters = [{"ParameterKey": key, "ParameterValue": value} for key, value in request.parameters.items()]
        try:
            stack = stacks_in(call.account_id, call.region).update_stack(
                request.provisioned["PhysicalId"],
                constrained(template_of(call, request.artifact), request.constraints),
                role_arn,
                parameters,
                dict(request.tags),
            )
        except _REFUSALS as error:
            raise Failed(f"CloudFormation could not update the stack: {reason_of(error)}") from error
        _check(stack, "CloudFormation could not update the stack")
        return _result(stack, role_arn)

    def terminate(self, call: Call, provisioned: Record, *, retain: bool) -> None:
        """Delete the stack, or leave it standing."""
        stack_id = provisioned.get("PhysicalId")
        if not stack_id or retain:
            return
        stacks = stacks_in(call.account_id, call.region)
        stacks.delete_stack(stack_id)
        _check(stacks.get_stack(stack_id), "CloudFormation could not delete the stack")


def _launch_role(call: Call, request: Request) -> str | None:
    """Tell the role of the launch constraint. A local role is one of the account that provisions."""
    given = [
        json.loads(constraint["Parameters"]) for constraint in request.constraints if constraint["Type"] == "LAUNCH"
    ]
    if any(constraint["Type"] == "STACKSET" for constraint in request.constraints):
        raise Failed("not emulated: provisioning with a STACKSET constraint")
    if not given:
        return None
    local = f"arn:{call.partition}:iam::{call.account_id}:role/{given[0].get('LocalRoleName')}"
    role_arn = str(given[0].get("RoleArn") or local)
    roles = iam_backends[role_arn.split(":")[4]][call.partition].roles
    if role_arn not in {role.arn for role in roles.values()}:
        raise Failed(f"Access denied while assuming the role {role_arn}: it does not exist")
    return role_arn


def _check(stack: Any, what: str) -> None:
    if reason := failure_of(stack):
        raise Failed(f"{what}: {reason}", stack.stack_id)


def _topics(request: Request) -> list[str]:
    given = [
        json.loads(constraint["Parameters"])
        for constraint in request.constraints
        if constraint["Type"] == "NOTIFICATION"
    ]
    return [*request.notification_arns, *(arn for parameters in given for arn in parameters["NotificationArns"])]


def _result(stack: Any, role_arn: str | None) -> ProvisioningResult:
    outputs = [
        {"OutputKey": "CloudformationStackARN", "OutputValue": stack.stack_id, "Description": "The ARN of the stack"},
        *(stack.outputs or []),
    ]
    return ProvisioningResult(outputs=outputs, physical_id=stack.stack_id, launch_role_arn=role_arn)
