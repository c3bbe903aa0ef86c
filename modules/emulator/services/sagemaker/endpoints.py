"""Models and endpoints of Amazon SageMaker with all that they are made with, and endpoints that are updated.

Behaviour from the Amazon SageMaker API Reference, pages "CreateModel", "CreateEndpointConfig", "CreateEndpoint",
"UpdateEndpoint" and "DescribeEndpoint". An update is done at once: no traffic is shifted, and nothing rolls back.
"""

from __future__ import annotations

from typing import Any

from botocore import xform_name
from moto.core.responses import ActionResult, BaseResponse
from moto.core.utils import utcnow
from moto.sagemaker.responses import SageMakerResponse

from modules.emulator.moto_additions import add_operations
from modules.emulator.operation_input import operation_input
from modules.emulator.records.call import Refusal

_INVALID = "ValidationException"
_OF_MODEL = ("EnableNetworkIsolation", "InferenceExecutionConfig")
_OF_CONFIG = ("EnableNetworkIsolation", "ExecutionRoleArn", "ExplainerConfig", "ShadowProductionVariants", "VpcConfig")
"""What moto leaves out. It shows every attribute."""

_create_model, _create_config = SageMakerResponse.create_model, SageMakerResponse.create_endpoint_config
_create_endpoint = SageMakerResponse.create_endpoint


def register() -> None:
    """Put these operations in the place of moto's, or beside them."""
    replaced = frozenset({"create_endpoint", "create_endpoint_config", "create_model"})
    add_operations(SageMakerResponse, EndpointOperations, replacing=replaced)


class EndpointOperations(BaseResponse):
    """The operations, as methods of moto's SageMaker."""

    def create_model(self) -> ActionResult:
        """Create a model as moto does, and keep all of it."""
        asked = operation_input(self, refusal=_INVALID)
        result = _create_model(self)
        _keep(self.sagemaker_backend._models[asked["ModelName"]], asked, _OF_MODEL)  # noqa: SLF001 - no other way in
        return result

    def create_endpoint_config(self) -> ActionResult:
        """Create a configuration as moto does, and keep all of it."""
        asked = operation_input(self, refusal=_INVALID)
        result = _create_config(self)
        _keep(self.sagemaker_backend.endpoint_configs[asked["EndpointConfigName"]], asked, _OF_CONFIG)
        return result

    def create_endpoint(self) -> ActionResult:
        """Create an endpoint as moto does, and keep how it is to be deployed."""
        asked = operation_input(self, refusal=_INVALID)
        result = _create_endpoint(self)
        _keep_deployment(self.sagemaker_backend.endpoints[asked["EndpointName"]], asked)
        return result

    def update_endpoint(self) -> ActionResult:
        """Give an endpoint another configuration."""
        asked = operation_input(self, refusal=_INVALID)
        backend: Any = self.sagemaker_backend
        endpoint = backend.endpoints.get(asked["EndpointName"])
        config = backend.endpoint_configs.get(asked["EndpointConfigName"])
        if endpoint is None or config is None:
            raise Refusal(_INVALID, f"Could not find {asked['EndpointName']} or {asked['EndpointConfigName']}.")
        endpoint.endpoint_config_name = asked["EndpointConfigName"]
        endpoint.production_variants = endpoint._process_production_variants(config.production_variants)  # noqa: SLF001 - as above
        endpoint.data_capture_config = config.data_capture_config
        endpoint.last_modified_time = utcnow()
        _keep_deployment(endpoint, asked)
        return ActionResult({"EndpointArn": endpoint.arn})


def _keep(kept: Any, asked: dict[str, Any], names: tuple[str, ...]) -> None:
    for name in names:
        if asked.get(name) is not None:
            setattr(kept, xform_name(name), asked[name])


def _keep_deployment(endpoint: Any, asked: dict[str, Any]) -> None:
    if asked.get("DeploymentConfig"):
        endpoint.last_deployment_config = asked["DeploymentConfig"]
