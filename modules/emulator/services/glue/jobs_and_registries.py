"""What moto adds to an AWS Glue job, and leaves out of a schema registry.

Behaviour from the AWS Glue Web API Reference, pages "CreateJob" (a job that names no execution class shows none),
"CreateRegistry" and "GetTags" (a registry has tags as other resources do).
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from moto.core.responses import ActionResult, BaseResponse
from moto.glue.models import GlueBackend
from moto.glue.responses import GlueResponse

from modules.emulator.moto_additions import add_operations
from modules.emulator.operation_input import operation_input

_create_job, _create_registry = GlueBackend.create_job, GlueResponse.create_registry


def register() -> None:
    """Replace moto's creation of jobs and of registries."""
    GlueBackend.create_job = _create_job_as_asked
    add_operations(GlueResponse, RegistryOperations, replacing=frozenset({"create_registry"}))


@wraps(_create_job)
def _create_job_as_asked(backend: GlueBackend, **asked: Any) -> None:
    _create_job(backend, **asked)
    backend.jobs[asked["name"]].execution_class = asked["execution_class"]


class RegistryOperations(BaseResponse):
    """The operation, as a method of moto's Glue."""

    def create_registry(self) -> ActionResult:
        """Create a registry as moto does, and tag it."""
        asked = operation_input(self, refusal="InvalidInputException")
        result = _create_registry(self)
        arn = self.glue_backend.registries[asked["RegistryName"]].registry_arn
        self.glue_backend.tagger.delete_all_tags_for_resource(arn)  # of one before, of the same name
        self.glue_backend.tag_resource(arn, asked.get("Tags") or {})
        return result
