"""What SageMaker and SNS answer to the state machine in tests, and what they were asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import boto3
from botocore.exceptions import ClientError
from botocore.validate import ParamValidator

from tests.machine_learning.deployments.models import ACCOUNT, REGISTRY, VERSION

Answer = dict[str, Any]

NO_ENDPOINT = f'Could not find endpoint "arn:aws:sagemaker:eu-west-1:{ACCOUNT}:endpoint/fraud-prod-models".'
CONTAINER = {
    "Image": f"{REGISTRY}.dkr.ecr.eu-west-1.amazonaws.com/base/inference@sha256:{'0' * 64}",
    "ModelDataUrl": f"s3://acme-landing-zone-models-fraud-{REGISTRY}/7/model.tar.gz",
}


@dataclass
class Services:
    """SageMaker in the registry's account and in one that deploys, and SNS: as much of them as one endpoint needs."""

    status: str = "Approved"
    """What the registry says of the version."""
    later: str | None = None
    """What it says from the second look on; the same where this is left out."""
    containers: list[Answer] = field(default_factory=lambda: [dict(CONTAINER)])
    """What the version consists of."""
    served: str | None = None
    """The configuration that the endpoint has; none where there is no endpoint."""
    statuses: list[str] = field(default_factory=list)
    """What the endpoint says of itself, one look after the other; then, that it is in service."""
    goes_back: bool = False
    """Whether a configuration that is asked for is taken back, as when alarms ring."""
    overtaken_by: str | None = None
    """The configuration that another execution gives the endpoint right after this one."""
    alarm: str = "OK"
    """The state of the endpoint's alarm."""
    refusal: str = NO_ENDPOINT
    """What SageMaker says where there is no endpoint."""
    failing: frozenset[str] = frozenset()
    """Calls that fail."""
    calls: list[tuple[str, Answer]] = field(default_factory=list)
    """Every call, in order, with what it said."""

    def client(self, service: str) -> Client:
        """Return a client of a service."""
        return Client(self, service)

    def asked(self, operation: str) -> list[Answer]:
        """Return what calls of one kind said."""
        return [said for called, said in self.calls if called == operation]

    @property
    def made(self) -> list[str]:
        """The calls that made, changed or removed something, in order."""
        return [called for called, _ in self.calls if called.startswith(("create", "update", "delete"))]

    def answer(self, operation: str, said: Answer) -> Answer:
        """Answer a call."""
        self.calls.append((operation, said))
        absent = operation == "describe_endpoint" and self.served is None
        if operation in self.failing or absent:
            error = {"Code": "ValidationException", "Message": self.refusal if absent else "no"}
            raise ClientError({"Error": error, **_OF_EVERY_ANSWER}, operation)
        known: dict[str, Callable[[Answer], Answer]] = {
            "describe_model_package": self._version,
            "describe_endpoint": self._endpoint,
            "describe_alarms": lambda _: {"MetricAlarms": [{"StateValue": self.alarm}]},
            "create_endpoint": self._take,
            "update_endpoint": self._take,
        }
        found = known[operation](said) if operation in known else {}
        return {**found, **_OF_EVERY_ANSWER}

    def _version(self, said: Answer) -> Answer:
        looked = len(self.asked("describe_model_package"))
        return {
            "ModelPackageArn": said["ModelPackageName"],
            "ModelApprovalStatus": self.later if self.later and looked > 1 else self.status,
            "ModelPackageStatus": "Completed",
            "InferenceSpecification": {"Containers": self.containers},
        }

    def _endpoint(self, said: Answer) -> Answer:
        status = self.statuses.pop(0) if self.statuses else "InService"
        return {"EndpointName": said["EndpointName"], "EndpointStatus": status, "EndpointConfigName": self.served}

    def _take(self, said: Answer) -> Answer:
        self.served = self.served if self.goes_back else self.overtaken_by or said["EndpointConfigName"]
        return {}


_OF_EVERY_ANSWER: Answer = {"ResponseMetadata": {"HTTPStatusCode": 200, "RequestId": "1"}}


class Client:
    """A client that refuses what the API's model does not know."""

    def __init__(self, services: Services, service: str) -> None:
        self._services = services
        meta = boto3.client(service, region_name="eu-west-1").meta
        self._model, self._operations = meta.service_model, meta.method_to_api_mapping

    def __getattr__(self, operation: str) -> Callable[..., Answer]:
        shape = self._model.operation_model(self._operations[operation]).input_shape

        def call(**said: Any) -> Answer:
            faults = ParamValidator().validate(said, shape)
            assert not faults.has_errors(), f"{operation}: {faults.generate_report()}"
            return self._services.answer(operation, said)

        return call


EVENT = {"detail": {"ModelPackageVersion": 7, "ModelApprovalStatus": "Approved", "ModelPackageArn": VERSION}}
