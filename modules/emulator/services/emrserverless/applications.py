"""Amazon EMR Serverless: all that an application is made with, and its tags, which moto lacks.

Behaviour from the Amazon EMR Serverless API Reference, pages "CreateApplication", "UpdateApplication", "Application",
"TagResource", "UntagResource" and "ListTagsForResource". A new application waits in the state CREATED.
"""

from __future__ import annotations

from typing import Any

from botocore import xform_name
from moto.core.responses import ActionResult, BaseResponse, EmptyResult
from moto.emrserverless.responses import EMRServerlessResponse

from modules.emulator.moto_additions import add_operations
from modules.emulator.operation_input import operation_input
from modules.emulator.records.call import Refusal

_INVALID = "ValidationException"
_LEFT_OUT = (
    "architecture",
    "imageConfiguration",
    "interactiveConfiguration",
    "monitoringConfiguration",
    "releaseLabel",
    "runtimeConfiguration",
    "schedulerConfiguration",
    "workerTypeSpecifications",
)
"""What moto does not keep of an application."""

_create, _update = EMRServerlessResponse.create_application, EMRServerlessResponse.update_application


def register() -> None:
    """Add the operations to moto's EMR Serverless."""
    replaced = frozenset({"create_application", "update_application"})
    add_operations(EMRServerlessResponse, ApplicationOperations, replacing=replaced)


class ApplicationOperations(BaseResponse):
    """The operations, as methods of moto's EMR Serverless."""

    def create_application(self) -> ActionResult:
        """Create an application as moto does, and keep all of it."""
        asked = operation_input(self, refusal=_INVALID)
        result = _create(self)
        application = self.emrserverless_backend.applications[result.result["applicationId"]]
        application.state, application.architecture = "CREATED", "X86_64"
        _keep(application, asked)
        return result

    def update_application(self) -> ActionResult:
        """Update an application as moto does, and keep all of it."""
        asked = operation_input(self, refusal=_INVALID)
        result = _update(self)
        _keep(self.emrserverless_backend.applications[asked["applicationId"]], asked)
        return result

    def tag_resource(self) -> EmptyResult:
        """Add tags to an application."""
        asked = operation_input(self, refusal=_INVALID)
        _found(self, asked).tags.update(asked["tags"])
        return EmptyResult()

    def untag_resource(self) -> EmptyResult:
        """Remove tags from an application."""
        asked = operation_input(self, refusal=_INVALID)
        tags = _found(self, asked).tags
        for key in asked["tagKeys"]:
            tags.pop(key, None)
        return EmptyResult()

    def list_tags_for_resource(self) -> ActionResult:
        """List the tags of an application."""
        return ActionResult({"tags": _found(self, operation_input(self, refusal=_INVALID)).tags})


def _keep(application: Any, asked: dict[str, Any]) -> None:
    for name in _LEFT_OUT:
        if asked.get(name) is not None:
            setattr(application, xform_name(name), asked[name])


def _found(response: Any, asked: dict[str, Any]) -> Any:
    for application in response.emrserverless_backend.applications.values():
        if application.arn == asked["resourceArn"]:
            return application
    raise Refusal("ResourceNotFoundException", f"{asked['resourceArn']} does not exist")
