"""What resources of the template call each other."""

from __future__ import annotations

from typing import Any

from modules.delivery.codepipeline.builds import Build

CONNECTION, REPOSITORY, BRANCH, NOTIFIED = "Connection", "Repository", "Branch", "Notified"
"""The parameters."""

KEY, TOPIC = "Key", "Topic"
"""The logical ids of the key, and of the topic of notices."""


def ref(name: str) -> Any:
    """Refer to a parameter or a resource."""
    return {"Ref": name}


def arn_of(name: str) -> Any:
    """Refer to the ARN of a resource."""
    return {"Fn::GetAtt": [name, "Arn"]}


def objects_of(name: str) -> Any:
    """Refer to the ARN of all objects of a bucket."""
    return {"Fn::Sub": f"${{{name}.Arn}}/*"}


def logical_id(environment: str, build: Build, part: str) -> str:
    """Return the logical id of a part of a build: `StagingPlanProject`."""
    return f"{environment.capitalize()}{build.capitalize()}{part}"
