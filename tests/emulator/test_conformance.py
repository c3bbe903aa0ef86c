"""Every operation that we add to moto, against botocore's model of its service."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from botocore import xform_name
from botocore.exceptions import BotoCoreError, ClientError
from botocore.model import OperationModel, Shape
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from modules.emulator import extensions
from modules.emulator.input_validation import input_faults
from modules.emulator.moto_additions import added_operations
from modules.emulator.not_emulated import NOT_EMULATED
from tests.emulator.generated_requests import inputs, slightly_wrong
from tests.emulator.in_process import connect

# the emulator ignores this warning too, but pytest forgets that after the test in which a service is asked first
pytestmark = [pytest.mark.emulator, pytest.mark.filterwarnings("ignore:.*does not match an error shape")]

extensions.register()
OMITTED = {"CreateHostedZone": {"DelegationSet"}}  # AWS gives private hosted zones none, whatever its model says
BUCKET_CONFIGURATIONS = [  # answered before moto tells operations apart, so nothing is added to it
    f"{verb}Bucket{kind}Configuration{'s' if verb == 'List' else ''}"
    for verb in ("Put", "Get", "List", "Delete")
    for kind in ("Analytics", "IntelligentTiering", "Inventory", "Metrics")
]
SERVICES = added_operations() | {"s3": BUCKET_CONFIGURATIONS}
OPERATIONS = [(service, operation) for service, operations in SERVICES.items() for operation in operations]
REQUESTS_OF_AN_OPERATION = 12
REQUESTS = settings(
    max_examples=500,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("service", SERVICES)
def test_no_generated_request_makes_the_emulator_fail(service: str) -> None:
    asked = min(500, REQUESTS_OF_AN_OPERATION * len(SERVICES[service]))

    @settings(REQUESTS, max_examples=asked)
    @given(_requests(service))
    def throw(request: tuple[str, dict[str, Any]]) -> None:
        status, code = _ask(service, *request)
        if NOT_EMULATED in code and request[1].get("Filters"):
            return  # moto knows a part of EC2's filters, and says so of the others
        assert status < 500, f"{service}.{request[0]} answered {code} to {request[1]}"

    throw()


@pytest.mark.parametrize(("service", "operation"), OPERATIONS)
def test_the_least_valid_input_is_understood(service: str, operation: str) -> None:
    least = find(inputs(_model(service, operation).input_shape, required_only=True), lambda _: True, settings=REQUESTS)

    status, code = _ask(service, operation, least)

    assert status < 500, code
    assert code != "SerializationException"


def test_the_operations_are_those_of_the_services() -> None:
    assert len(OPERATIONS) > 100
    assert ("accessanalyzer", "CreateAnalyzer") in OPERATIONS


def _requests(service: str) -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    @cache  # to build a strategy costs more than to draw from it
    def of(operation: str) -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
        shape = _model(service, operation).input_shape
        return st.tuples(st.just(operation), st.one_of(inputs(shape), slightly_wrong(shape)))

    return st.sampled_from(SERVICES[service]).flatmap(of)


def _ask(service: str, operation: str, asked: dict[str, Any]) -> tuple[int, str]:
    """Send a request, and check an answer that is no error against the model."""
    client = _client(service)
    if not _is_in_its_path(_model(service, operation).input_shape, asked):
        return 400, "this would be a request for something else"
    try:
        answer = getattr(client, xform_name(operation))(**asked)
    except ClientError as error:
        return error.response["ResponseMetadata"]["HTTPStatusCode"], str(error)
    except (BotoCoreError, AttributeError, TypeError, ValueError, KeyError, OverflowError):
        return 400, "botocore cannot send this"
    metadata = answer.pop("ResponseMetadata")
    _has_required(_model(service, operation).output_shape, answer, operation)
    _knows_members(_model(service, operation), client.last_body, operation)
    return metadata["HTTPStatusCode"], ""


def _is_in_its_path(shape: Shape | None, asked: dict[str, Any]) -> bool:
    """Tell whether what belongs into the path and the query is there: without it, the operation is not named."""
    if shape is None:
        return True
    located = [
        name
        for name in shape.required_members
        if shape.members[name].serialization.get("location") in ("uri", "querystring")
    ]
    return all(asked.get(name) and not input_faults(shape.members[name], asked[name]) for name in located)


def _has_required(shape: Shape | None, value: Any, where: str) -> None:
    if shape is None or value is None:
        return
    if shape.type_name == "structure":
        lacking = set(shape.required_members) - set(value) - OMITTED.get(where, set())
        assert not lacking, f"{where} lacks {lacking}"
        for name, inner in value.items():
            if name in shape.members:
                _has_required(shape.members[name], inner, f"{where}.{name}")
    elif shape.type_name == "list":
        for inner in value:
            _has_required(shape.member, inner, f"{where}[]")


NEWER_THAN_THE_SDK = {"CreateDomainResponse": {"DomainId"}}
"""Members that the API Reference has, and that the provider reads, before the installed SDK knows them."""


def _knows_members(operation: OperationModel, body: bytes, where: str) -> None:
    """Check that an answer in JSON has no member that the model has not."""
    if "json" in operation.service_model.protocol and body and operation.output_shape is not None:
        _knows(operation.output_shape, json.loads(body), where)


def _knows(shape: Shape, value: Any, where: str) -> None:
    if shape.type_name == "structure" and isinstance(value, dict):
        members = {inner.serialization.get("name", name): inner for name, inner in shape.members.items()}
        known = set(members) | NEWER_THAN_THE_SDK.get(shape.name, set())
        assert set(value) <= known, f"{where} has {set(value) - known}"
        for name in value.keys() & members.keys():
            _knows(members[name], value[name], f"{where}.{name}")
    elif shape.type_name == "list" and isinstance(value, list):
        for inner in value:
            _knows(shape.member, inner, f"{where}[]")


@cache
def _client(service: str) -> Any:
    client = connect(service)
    client.last_body = b""

    def keep(http_response: Any, **_: object) -> None:
        client.last_body = http_response.content

    client.meta.events.register("after-call", keep)
    if service == "s3":  # one of the generated names, so that there is something to configure
        client.create_bucket(Bucket="name-1", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    return client


def _model(service: str, operation: str) -> OperationModel:
    return _client(service).meta.service_model.operation_model(operation)
