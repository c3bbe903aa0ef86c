"""The template of a conformance pack, as far as AWS Config refuses it at once.

From "Custom conformance packs" (AWS Config Developer Guide): YAML in the form of AWS CloudFormation, with rules and
remediations; and from "List of AWS Config Managed Rules", which moto has.
"""

from __future__ import annotations

from typing import Any

import yaml  # type: ignore[import-untyped]
from moto.config.models import MANAGED_RULES_CONSTRAINTS

RULES_PER_PACK = 130
_RULE = "AWS::Config::ConfigRule"
_TYPES = (_RULE, "AWS::Config::RemediationConfiguration")


def is_managed(identifier: str) -> bool:
    """Tell whether there is a managed rule of this identifier."""
    return identifier in MANAGED_RULES_CONSTRAINTS


def template_faults(text: str) -> list[str]:
    """List what is wrong with a template."""
    try:
        template = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes texts, lists and mappings only
    except yaml.YAMLError as error:
        return [f"The template is no YAML: {error}"]
    resources = template.get("Resources") if isinstance(template, dict) else None
    if not isinstance(resources, dict) or not resources:
        return ["The template has no resources"]
    rules = [r for r in resources.values() if isinstance(r, dict) and r.get("Type") == _RULE]
    many = [f"A pack has at most {RULES_PER_PACK} rules"] if len(rules) > RULES_PER_PACK else []
    return [*many, *(fault for name, resource in resources.items() for fault in _faults(name, resource))]


def _faults(name: str, resource: Any) -> list[str]:
    type_ = resource.get("Type") if isinstance(resource, dict) else None
    if type_ not in _TYPES:
        return [f"{name} has the type {type_}, which is none of {', '.join(_TYPES)}"]
    properties = resource.get("Properties")
    source = properties.get("Source") if isinstance(properties, dict) else None
    if type_ != _RULE:
        return []
    if not isinstance(source, dict):
        return [f"{name} has no source"]
    if source.get("Owner") == "AWS" and not is_managed(str(source.get("SourceIdentifier"))):
        return [f"{name}: the sourceIdentifier {source.get('SourceIdentifier')} is invalid"]
    return []
