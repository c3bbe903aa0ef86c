"""Which systems of continuous integration there are files for."""

from __future__ import annotations

from enum import StrEnum


class System(StrEnum):
    """What runs the pipelines."""

    GITHUB = "github"
    GITLAB = "gitlab"
    CODEPIPELINE = "codepipeline"
