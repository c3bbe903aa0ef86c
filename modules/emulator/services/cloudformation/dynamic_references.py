"""References in a template's texts to values that are kept elsewhere: `{{resolve:ssm:…}}` and its like.

Behaviour from the AWS CloudFormation User Guide, "Get values stored in other services using dynamic references".
References to secure strings of Parameter Store are not emulated, and refused.
"""

from __future__ import annotations

import json
import re
from typing import Any

from botocore.exceptions import ClientError
from moto.cloudformation.exceptions import ValidationError

from modules.emulator import own_requests

_REFERENCE = re.compile(r"\{\{resolve:([a-z-]+):([^{}]+)\}\}")


def resolved(value: Any, account_id: str, region: str) -> Any:
    """Put the values in the place of the references, in all texts of a resource."""
    if isinstance(value, dict):
        return {key: resolved(inner, account_id, region) for key, inner in value.items()}
    if isinstance(value, list):
        return [resolved(inner, account_id, region) for inner in value]
    if not isinstance(value, str):
        return value
    return _REFERENCE.sub(lambda found: _value(found[1], found[2], account_id, region), value)


def _value(service: str, wanted: str, account_id: str, region: str) -> str:
    looked_up = {"ssm": _in_parameter_store, "secretsmanager": _in_secrets_manager}.get(service)
    if looked_up is None:
        raise ValidationError(message=f"not emulated: the dynamic reference {{{{resolve:{service}:{wanted}}}}}")
    try:
        return looked_up(wanted, own_requests.client(service, account_id, region))
    except ClientError as error:
        code = error.response["Error"]["Code"]
        message = f"Could not resolve the dynamic reference {{{{resolve:{service}:{wanted}}}}}: {code}"
        raise ValidationError(message=message) from error


def _in_parameter_store(wanted: str, ssm: Any) -> str:
    parameter = ssm.get_parameter(Name=wanted)["Parameter"]
    if parameter["Type"] == "SecureString":
        raise ValidationError(message=f"{wanted} is a SecureString, which {{{{resolve:ssm:…}}}} does not take")
    return str(parameter["Value"])


def _in_secrets_manager(wanted: str, secrets: Any) -> str:
    secret, _, rest = wanted.partition(":SecretString")
    key, stage, version = [*rest.removeprefix(":").split(":"), "", "", ""][:3]
    which = {"VersionStage": stage, "VersionId": version}
    given = {name: value for name, value in which.items() if value}
    text = str(secrets.get_secret_value(SecretId=secret, **given)["SecretString"])
    if not key:
        return text
    values = json.loads(text)
    if key not in values:
        raise ValidationError(message=f"Could not find a value associated with JSONKey [{key}] in the secret {secret}")
    return str(values[key])
