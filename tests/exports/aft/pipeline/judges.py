"""What AFT's Lambdas make of a request, as functions: ours, and AFT's own where its source is there.

AFT's run in a process of their own, once for all questions: they log, and warn of what is not ours to mend.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jsonschema import ValidationError, validate  # type: ignore[import-untyped] # it has no types

from tests.exports.aft.pipeline.render_lines import aft_source

Question = tuple[str, list[Any]]
"""The name of a function, and its arguments."""
Judge = Callable[[list[Question]], list[Any]]

LONGEST_PARAMETER = 4096
"""Characters of a parameter's value (AWS Systems Manager API Reference, PutParameter, standard tier)."""

_LAYER = "sources/aft-lambda-layer"
_FORM_OF_INPUT = {
    "type": "object",
    "required": ["include"],
    "properties": {
        name: {"type": "array", "minItems": 1, "maxItems": 4, "items": {"type": "object", "required": ["type"]}}
        for name in ("include", "exclude")
    },
}


def product_name(account_name: str) -> str:
    """Return the name of an account's product in Service Catalog."""
    return account_name.strip().replace(" ", "-")


def nested_unit(unit: str) -> list[str] | None:
    """Return the name and the id of a unit in the form for those below others; None of any other text."""
    found = re.match(r"(.{1,128}) \((ou-.*)\)", unit)
    return [found[1], found[2]] if found else None


def is_valid_change(before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Whether AFT takes other parameters of Control Tower for an account that it has."""
    return all(before[name] == after[name] for name in before if name != "ManagedOrganizationalUnit")


def item(low_level: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return an item of DynamoDB as plain data."""
    return {
        name: value["S"] if "S" in value else {key: inner["S"] for key, inner in value["M"].items()}
        for name, value in low_level.items()
    }


def are_parameters(fields: Mapping[str, Any]) -> bool:
    """Whether Systems Manager takes custom fields as parameters."""
    return all(isinstance(value, str) and 1 <= len(value) <= LONGEST_PARAMETER for value in fields.values())


def is_valid_input(document: Mapping[str, Any]) -> bool:
    """Whether the state machine that invokes customizations takes an input."""
    try:
        validate(document, _FORM_OF_INPUT)
    except ValidationError:
        return False
    return True


_OURS: Mapping[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (product_name, nested_unit, is_valid_change, item, are_parameters, is_valid_input)
}

_OF_AFT = """
import json, logging, os, sys
logging.disable(logging.CRITICAL)
os.environ.update(AWS_ACCESS_KEY_ID="none", AWS_SECRET_ACCESS_KEY="none", AWS_DEFAULT_REGION="eu-west-1")
import boto3
from moto import mock_aws
from aft_common import account_request_framework, customizations, ddb, ssm
from aft_common.organizations import OrganizationsAgent

def raises_nothing(function, *arguments):
    try:
        function(*arguments)
    except Exception:
        return False
    return True

@mock_aws
def are_parameters(fields):
    return raises_nothing(ssm.put_ssm_parameters, boto3.Session(), fields)

FUNCTIONS = {
    "product_name": account_request_framework.create_provisioned_product_name,
    "nested_unit": OrganizationsAgent.get_name_and_id_from_nested_ou,
    "is_valid_change": lambda before, after: account_request_framework.modify_ct_request_is_valid(
        {"old_control_tower_parameters": before, "control_tower_parameters": after}
    ),
    "item": ddb.unmarshal_ddb_item,
    "are_parameters": are_parameters,
    "is_valid_input": lambda document: raises_nothing(
        customizations.validate_identify_targets_request, {"get_execution_id": {"execution_id": "x"}, **document}
    ),
}
answers = [FUNCTIONS[name](*arguments) for name, arguments in json.load(sys.stdin)]
sys.stdout.write("\\n" + json.dumps(answers))
"""


def our_judge(questions: list[Question]) -> list[Any]:
    """Answer with our functions."""
    return [_OURS[name](*arguments) for name, arguments in questions]


def aft_judge(source: Path) -> Judge:
    """Answer with the functions of a checkout of AFT."""

    def answers(questions: list[Question]) -> list[Any]:
        ended = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", _OF_AFT],
            input=json.dumps(questions),
            env={"PYTHONPATH": str(source / _LAYER), "PATH": ""},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        found: list[Any] = json.loads(ended.stdout.splitlines()[-1])
        return found

    return answers


def every_judge() -> dict[str, Judge]:
    """Return ours, and AFT's where its source is there."""
    source = aft_source()
    return {"ours": our_judge} | ({"aft": aft_judge(source)} if source else {})
