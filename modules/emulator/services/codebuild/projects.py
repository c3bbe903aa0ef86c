"""Projects of AWS CodeBuild with all that they are made with, from a pipeline too, and changes of them.

Behaviour from the AWS CodeBuild API Reference, pages "CreateProject", "UpdateProject" and "ProjectSource": a source and
artifacts of the type CODEPIPELINE have no location, because the pipeline says where they are.
"""

from __future__ import annotations

from typing import Any

from moto.codebuild.responses import CodeBuildResponse
from moto.core.responses import ActionResult, BaseResponse
from moto.core.utils import unix_time

from modules.emulator.moto_additions import add_operations
from modules.emulator.operation_input import operation_input
from modules.emulator.records.call import Refusal

_INVALID = "InvalidInputException"
_DEFAULTS = {
    "cache": {"type": "NO_CACHE"},
    "projectVisibility": "PRIVATE",
    "queuedTimeoutInMinutes": 480,
    "tags": [],
    "timeoutInMinutes": 60,
}

_KEPT_BELOW = ("tags", "cache", "timeout", "queued_timeout", "source_version", "logs_config", "vpc_config")
"""What moto's creation asks for too, and is put in the place of what it makes."""


def register() -> None:
    """Put these operations in the place of moto's, or beside them."""
    add_operations(CodeBuildResponse, ProjectOperations, replacing=frozenset({"create_project"}))


class ProjectOperations(BaseResponse):
    """The operations, as methods of moto's CodeBuild."""

    def create_project(self) -> ActionResult:
        """Create a project."""
        asked = operation_input(self, refusal=_INVALID)
        backend = self.codebuild_backend
        if asked["name"] in backend.codebuild_projects:
            raise Refusal("ResourceAlreadyExistsException", f"Project already exists: {asked['name']}")
        _check(self, asked)
        backend.create_project(
            project_name=asked["name"],
            description=asked.get("description"),
            project_source=asked["source"],
            artifacts=asked["artifacts"],
            environment=asked["environment"],
            service_role=asked["serviceRole"],
            **dict.fromkeys(_KEPT_BELOW),
        )
        kept = backend.codebuild_projects[asked["name"]].project_metadata
        kept.update(_DEFAULTS)
        return _changed(kept, asked)

    def update_project(self) -> ActionResult:
        """Change what is named of a project."""
        asked = operation_input(self, refusal=_INVALID)
        project = self.codebuild_backend.codebuild_projects.get(asked["name"])
        if project is None:
            raise Refusal("ResourceNotFoundException", f"Project cannot be found: {asked['name']}")
        _check(self, {**project.project_metadata, **asked})
        return _changed(project.project_metadata, asked)


def _changed(kept: dict[str, Any], asked: dict[str, Any]) -> ActionResult:
    given = {name: value for name, value in asked.items() if value is not None}
    if "badgeEnabled" in given:
        kept["badge"] = {"badgeEnabled": given.pop("badgeEnabled")}
    kept.update(given)
    kept["lastModified"] = unix_time()
    return ActionResult({"project": kept})


def _check(response: Any, project: dict[str, Any]) -> None:
    """Refuse a role of another account, and a place to build from that is missing."""
    if f":iam::{response.current_account}:role/" not in project["serviceRole"]:
        raise Refusal(_INVALID, "Invalid service role: Service role account ID does not match caller's account")
    source, artifacts = project["source"], project["artifacts"]
    if source["type"] not in ("CODEPIPELINE", "NO_SOURCE") and not source.get("location"):
        raise Refusal(_INVALID, "Project source location is required")
    if (source["type"] == "CODEPIPELINE") != (artifacts["type"] == "CODEPIPELINE"):
        raise Refusal(_INVALID, "Invalid project source/artifacts: both or none must be of type CODEPIPELINE")
    if artifacts["type"] == "S3" and not artifacts.get("location"):
        raise Refusal(_INVALID, "Project artifacts location is required")
