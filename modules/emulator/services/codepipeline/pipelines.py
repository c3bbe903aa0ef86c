"""Pipelines of AWS CodePipeline, shown with times as numbers, which the SDK of the Terraform provider insists on.

Behaviour from the AWS CodePipeline API Reference, pages "GetPipeline", "ListPipelines" and "PipelineDeclaration": a
pipeline of no type is of the first, and supersedes its executions.
"""

from __future__ import annotations

from typing import Any

from moto.codepipeline.responses import CodePipelineResponse
from moto.core.responses import ActionResult, BaseResponse

from modules.emulator.moto_additions import add_operations
from modules.emulator.operation_input import operation_input
from modules.emulator.records.call import Refusal

_INVALID = "ValidationException"
_DEFAULTS = {"executionMode": "SUPERSEDED", "pipelineType": "V1"}


def register() -> None:
    """Put these operations in the place of moto's."""
    add_operations(CodePipelineResponse, PipelineOperations, replacing=frozenset({"get_pipeline", "list_pipelines"}))


class PipelineOperations(BaseResponse):
    """The operations, as methods of moto's CodePipeline."""

    def get_pipeline(self) -> ActionResult:
        """Show a pipeline."""
        name = operation_input(self, refusal=_INVALID)["name"]
        found: Any = self.codepipeline_backend.pipelines.get(name)
        if found is None:
            message = f"Account '{self.current_account}' does not have a pipeline with name '{name}'"
            raise Refusal("PipelineNotFoundException", message)
        metadata = {"pipelineArn": found.metadata["pipelineArn"], **_times(found)}
        return ActionResult({"pipeline": _DEFAULTS | found.pipeline, "metadata": metadata})

    def list_pipelines(self) -> ActionResult:
        """List the pipelines."""
        kept: Any = self.codepipeline_backend.pipelines
        shown = ("name", "version", "pipelineType", "executionMode")
        summaries = [
            {**{name: (_DEFAULTS | found.pipeline)[name] for name in shown}, **_times(found)} for found in kept.values()
        ]
        return ActionResult({"pipelines": summaries})


def _times(found: Any) -> dict[str, Any]:
    return {"created": found._created, "updated": found._updated}  # noqa: SLF001 - moto shows them as texts only
