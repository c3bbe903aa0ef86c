"""The input of a request to an operation that we add: parsed and checked by botocore's model of the service."""

from __future__ import annotations

from typing import Any

from moto.core.responses import BaseResponse
from moto.core.utils import get_service_model

from modules.emulator.input_validation import input_faults
from modules.emulator.records.call import Refusal


def operation_input(response: BaseResponse, *, refusal: str) -> dict[str, Any]:
    """Read the input of the request that `response` answers.

    Args:
        response: moto's, while it answers.
        refusal: The service's error code for input that the model does not allow.

    Raises:
        Refusal: the model does not allow it.

    """
    action = response._get_action()  # noqa: SLF001 - the only way that moto offers to name the operation
    response.parse_parameters(response.normalized_request)
    asked = dict(response.params)
    shape = get_service_model(response.boto3_service_name).operation_model(action).input_shape
    faults = input_faults(shape, asked) if shape else []
    if faults:
        raise Refusal(refusal, "; ".join(faults))
    return asked
