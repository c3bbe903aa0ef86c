"""Parameters of a template whose values are in Parameter Store, of the account and the Region of the stack.

Behaviour from the AWS CloudFormation User Guide, "Specify existing resources at runtime with CloudFormation-supplied
parameter types": the value of such a parameter is a name, and one that does not exist is refused.
"""

from __future__ import annotations

from typing import Any

from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.parsing import ResourceMap
from moto.ssm.models import ssm_backends

from modules.emulator.services.cloudformation.parameter_constraints import check_constraints

_NAME = "AWS::SSM::Parameter::Name"
_load_parameters = ResourceMap.load_parameters


def install() -> None:
    """Have moto resolve them so."""
    ResourceMap.load_parameters = load_parameters
    ResourceMap.parse_ssm_parameter = value_in_parameter_store


def load_parameters(resources: ResourceMap) -> None:
    """Resolve the parameters. A default that the input overrides is not looked up."""
    template = resources._template  # noqa: SLF001 - moto keeps it there
    declared = template.get("Parameters") or {}
    resources.resolved_parameters = {}
    check_constraints(declared, resources.input_parameters)
    used = {
        name: {
            key: value for key, value in parameter.items() if key != "Default" or name not in resources.input_parameters
        }
        for name, parameter in declared.items()
    }
    resources._template = {**template, "Parameters": used}  # noqa: SLF001 - as above
    try:
        _load_parameters(resources)
    finally:
        resources._template = template  # noqa: SLF001 - as above
    _split_defaults(resources, declared)


def _split_defaults(resources: ResourceMap, declared: dict[str, Any]) -> None:
    """Make lists of defaults too, which moto leaves as texts."""
    for name, parameter in declared.items():
        value = resources.resolved_parameters[name]
        is_list = parameter["Type"] == "CommaDelimitedList" or parameter["Type"].startswith("List<")
        if is_list and isinstance(value, str):
            resources.resolved_parameters[name] = value.split(",") if value else []
            resources._parsed_resources[name] = resources.resolved_parameters[name]  # noqa: SLF001 - as above


def value_in_parameter_store(resources: ResourceMap, value: str, value_type: str) -> Any:
    """Look a value up by the name of its parameter."""
    backend = ssm_backends[resources._account_id][resources._region_name]  # noqa: SLF001 - as above
    parameter = backend.get_parameter(value)
    if parameter is None:
        raise ValidationError(message=f"Unable to fetch parameters [{value}] from parameter store for this account.")
    if value_type == _NAME:
        return value
    if parameter.parameter_type == "SecureString":
        raise ValidationError(
            message=f"Parameters [{value}] referenced by template have types not supported by CloudFormation."
        )
    return parameter.value.split(",") if "List" in value_type else parameter.value
