"""The steps of pipelines that a template makes: what is created later, by what the pipeline works as.

Amazon SageMaker AI Developer Guide, Pipelines overview, and the schema of pipeline definitions that it names.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from modules.catalog_tests.handlers import Handler
from modules.catalog_tests.launches import LaunchedResource
from modules.catalog_tests.spec import ResourceTypeSpec
from modules.specification.errors import LandingZoneError

PIPELINE = "AWS::SageMaker::Pipeline"

_BRANCHES = ("IfSteps", "ElseSteps")
_CREATE_NOTHING = frozenset({"Condition", "Fail"})
_ROLE = ":role/"


@dataclass(frozen=True)
class PipelineStep(LaunchedResource):
    """A step that creates something, as the pipeline's role or as the one that it passes."""

    works_as: str = ""
    """The role, by path and name."""

    @property
    def role(self) -> str:
        """The role, by path and name."""
        return self.works_as

    @property
    def needed_of(self) -> Mapping[Handler, frozenset[str]]:
        """What the role asks for."""
        return {Handler.CREATE: frozenset({*self.spec.creates.actions, *self.spec.also})}

    @property
    def tagging(self) -> frozenset[str]:
        """Those by which its tags are set: of what a pipeline creates, no registry tells them."""
        return frozenset()


def pipeline_steps(
    launched: Sequence[LaunchedResource], types: Mapping[str, ResourceTypeSpec]
) -> Iterator[PipelineStep]:
    """Give every step of every pipeline that creates something, in the branches of conditions too.

    Raises:
        LandingZoneError: nothing is known of a step's type, or a definition is no JSON.

    """
    for pipeline in launched:
        if pipeline.kind == PIPELINE:
            definition = _definition(pipeline)
            given = {
                f"Parameters.{each['Name']}": each.get("DefaultValue") for each in definition.get("Parameters", ())
            }
            for step in _every_step(definition["Steps"]):
                if step["Type"] not in _CREATE_NOTHING:
                    yield _step(pipeline, step, given, types)


def _definition(pipeline: LaunchedResource) -> dict[str, Any]:
    try:
        definition: dict[str, Any] = json.loads(pipeline.properties["PipelineDefinition"]["PipelineDefinitionBody"])
    except (KeyError, ValueError) as error:
        raise LandingZoneError(
            "a pipeline must have its definition in the template, as JSON",
            got=f"{pipeline.logical_id} of {pipeline.candidate.name}: {error}",
            why="what it does later is evaluated as well as its launch",
            fix="write it as PipelineDefinitionBody",
        ) from error
    return definition


def _every_step(steps: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for step in steps:
        yield step
        for branch in _BRANCHES:
            yield from _every_step(step.get("Arguments", {}).get(branch, ()))


def _step(
    pipeline: LaunchedResource,
    step: Mapping[str, Any],
    given: Mapping[str, Any],
    types: Mapping[str, ResourceTypeSpec],
) -> PipelineStep:
    kind = str(step["Type"])
    if kind not in types:
        raise LandingZoneError(
            "what a step of a pipeline asks for is not known",
            got=f"{kind}, {step['Name']} of {pipeline.candidate.name}",
            why="what a pipeline does later is put to the policies of where it runs",
            fix="write in policies/pipeline_steps.yaml what is to be known of the type",
        )
    arn = str(pipeline.properties["RoleArn"])
    return PipelineStep(
        candidate=pipeline.candidate,
        account=pipeline.account,
        logical_id=f"{pipeline.logical_id}.{step['Name']}",
        kind=kind,
        spec=types[kind],
        properties=_filled(step.get("Arguments", {}), given),
        works_as=arn.partition(_ROLE)[2],
    )


def _filled(written: Any, given: Mapping[str, Any]) -> Any:
    """Put in the pipeline's parameters, and join texts; what an earlier step tells is left out."""
    if isinstance(written, list):
        return [_filled(item, given) for item in written]
    if not isinstance(written, Mapping):
        return written
    if "Get" in written:
        return given.get(written["Get"], "")
    if "Std:Join" in written:
        return str(written["Std:Join"]["On"]).join(str(_filled(each, given)) for each in written["Std:Join"]["Values"])
    return {key: _filled(value, given) for key, value in written.items()}
