"""Stacks in stacks: their outputs, updates that keep them, and their failure, which is the failure of the outer one.

Behaviour from the AWS CloudFormation Template Reference Guide, page "AWS::CloudFormation::Stack", and the AWS
CloudFormation User Guide, "Split a template into reusable pieces using nested stacks". The tags of the outer stack are
those of the inner one too.
"""

from __future__ import annotations

from typing import Any

from moto.cloudformation.exceptions import UnformattedGetAttTemplateException
from moto.cloudformation.models import Stack, cloudformation_backends

from modules.emulator.services.cloudformation.failures import failure_of
from modules.emulator.services.cloudformation.taught_resources import stack_tags
from modules.emulator.services.cloudformation.template_files import template_at

_OUTPUT = "Outputs."


def install() -> None:
    """Put these in the place of moto's."""
    Stack.create_from_cloudformation_json = classmethod(create)  # type: ignore[arg-type] # mypy minds what the class is called
    Stack.update_from_cloudformation_json = classmethod(update)
    Stack.delete_from_cloudformation_json = classmethod(delete)
    Stack.get_cfn_attribute = get_cfn_attribute


def create(
    _cls: type, resource_name: str, template: dict[str, Any], account_id: str, region: str, **kwargs: Any
) -> Any:
    """Create an inner stack, or nothing."""
    properties = template["Properties"]
    backend = cloudformation_backends[account_id][region]
    stack = backend.create_stack(
        resource_name,
        _template(properties["TemplateURL"]),
        _parameters(properties),
        tags=stack_tags(account_id, region, kwargs["StackId"]),
    )
    if reason := failure_of(stack):
        backend.delete_stack(stack.stack_id)
        raise ValueError(reason)
    return stack


def update(
    _cls: type,
    original_resource: Any,
    new_resource_name: str,  # noqa: ARG001 - as above
    cloudformation_json: dict[str, Any],
    account_id: str,
    region_name: str,
) -> Any:
    """Update an inner stack, which undoes it by itself where that fails."""
    properties = cloudformation_json["Properties"]
    parameters = [{"ParameterKey": key, "ParameterValue": value} for key, value in _parameters(properties).items()]
    backend = cloudformation_backends[account_id][region_name]
    stack_id, body = original_resource.stack_id, _template(properties["TemplateURL"])
    stack = backend.update_stack(stack_id, body, None, parameters, original_resource.tags)
    if stack.status != "UPDATE_COMPLETE":
        raise ValueError(failure_of(stack))
    return stack


def delete(_cls: type, resource_name: str, _template: Any, account_id: str, region_name: str) -> None:
    """Delete an inner stack."""
    backend = cloudformation_backends[account_id][region_name]
    stack = backend.get_stack(resource_name)
    backend.delete_stack(stack.stack_id)
    if reason := failure_of(stack):
        raise ValueError(reason)


def get_cfn_attribute(stack: Any, attribute_name: str) -> Any:
    """Return an output of an inner stack."""
    for output in stack.outputs or []:
        if attribute_name == f"{_OUTPUT}{output['OutputKey']}":
            return output["OutputValue"]
    raise UnformattedGetAttTemplateException


def _parameters(properties: dict[str, Any]) -> dict[str, str]:
    given = properties.get("Parameters") or {}
    return {key: ",".join(value) if isinstance(value, list) else str(value) for key, value in given.items()}


def _template(url: str) -> str:
    body = template_at(url)
    if body is None:
        raise ValueError(f"S3 error: the template {url} does not exist or cannot be read.")
    return body
