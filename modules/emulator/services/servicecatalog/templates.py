"""The CloudFormation template of a provisioning artifact.

Behaviour from the AWS Service Catalog API Reference, page "ProvisioningArtifactProperties", `Info`.
"""

from __future__ import annotations

import json
from typing import Any

import yaml  # type: ignore[import-untyped] # moto's parser lets its errors through

from modules.emulator.records import Call, Record
from modules.emulator.services.cloudformation.template_files import template_at
from modules.emulator.services.servicecatalog.moto_cloudformation import parsed, stacks_in
from modules.emulator.services.servicecatalog.resources import INVALID


def template_of(call: Call, artifact: Record) -> str:
    """Load a template from S3 or from an existing stack.

    Raises:
        ServiceException: it is not there, or is no template.

    """
    info = artifact["Info"]
    url = info.get("LoadTemplateFromURL")
    body = _from_s3(call, url) if url else _from_stack(call, info.get("ImportFromPhysicalId", ""))
    try:
        template = parsed(body)
    except (ValueError, TypeError, KeyError, yaml.YAMLError) as error:
        raise call.refusal(INVALID, f"Invalid templateBody. {error}") from error
    if not isinstance(template, dict) or not template.get("Resources"):
        raise call.refusal(INVALID, "Invalid templateBody. At least one Resources member must be defined.")
    return body


def parameters_of(call: Call, artifact: Record) -> list[dict[str, Any]]:
    """Show the parameters of an artifact's template as `ProvisioningArtifactParameter`."""
    if artifact["Type"] != "CLOUD_FORMATION_TEMPLATE":
        return []
    declared = parsed(template_of(call, artifact)).get("Parameters") or {}
    return [
        {
            "ParameterKey": key,
            "DefaultValue": str(parameter["Default"]) if "Default" in parameter else None,
            "ParameterType": parameter.get("Type"),
            "IsNoEcho": parameter.get("NoEcho", False),
            "Description": parameter.get("Description"),
        }
        for key, parameter in declared.items()
    ]


def constrained(body: str, constraints: tuple[Record, ...]) -> str:
    """Add the rules of template constraints to a template: they are what CloudFormation checks (see `Rules`)."""
    added = [json.loads(found["Parameters"])["Rules"] for found in constraints if found["Type"] == "TEMPLATE"]
    if not added:
        return body
    template = parsed(body)
    rules = {**(template.get("Rules") or {}), **{name: rule for rules in added for name, rule in rules.items()}}
    return json.dumps({**template, "Rules": rules}, default=str)  # YAML reads a version as a date


def _from_s3(call: Call, url: str) -> str:
    body = template_at(url)
    if body is None:
        raise call.refusal(INVALID, f"S3 error: the template {url} does not exist or cannot be read.")
    return body


def _from_stack(call: Call, stack_id: str) -> str:
    stacks = stacks_in(call.account_id, call.region).stacks
    if stack_id not in stacks:
        raise call.refusal(INVALID, f"Stack {stack_id} does not exist.")
    return str(stacks[stack_id].template)
