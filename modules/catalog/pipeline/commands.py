"""What the builds of a portfolio's pipeline do: commands of this project. No cdktf here."""

from __future__ import annotations

import json
from dataclasses import dataclass

from modules.catalog.pipeline.places import Stage

PROJECT_SOURCE, PORTFOLIO_SOURCE = "Project", "Portfolio"
"""The sources, as the pipeline calls them. A build is in the first, and finds the second in an environment variable
(AWS CodePipeline User Guide, CodeBuild build and test action reference)."""

ROLE_VARIABLE = "publishing_role"
"""The variable of the workspace that says which role of its account it works as."""

_PYTHON = ".venv/bin/python"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedBy:
    """What a build is told of the portfolio."""

    portfolio: str
    environment: str
    """The environment that publishes it."""
    workspace: str
    """The workspace of the portfolio, without the environment's name."""

    def set_up(self) -> list[str]:
        """Return the lines that install the project, and put the portfolio into its place there."""
        folder = f"policies/own_products/{self.portfolio}"
        return [
            "make setup",
            f'rm -rf {folder} && cp -R "$CODEBUILD_SRC_DIR_{PORTFOLIO_SOURCE}" {folder}',
        ]

    def lines(self, stage: Stage) -> list[str]:
        """Return what a stage runs; each line must succeed."""
        main = f"{_PYTHON} main.py"
        test = f"{main} catalog test {self.portfolio} --environment {self.environment}"
        lines = {
            Stage.LINT: [
                f"{main} validate {self.environment}",
                f".venv/bin/cfn-lint policies/own_products/{self.portfolio}/*/*/template.yaml",
            ],
            Stage.SCAN: [f"{test} --no-launch"],
            Stage.TEST: [test],
            Stage.SYNTHESIZE: [f"{main} check {self.environment}"],
            # Exit code 2 tells that there is something to change, which is what somebody then looks at.
            Stage.PLAN: [f"{main} plan {self.environment} {self.workspace} || test $? -eq 2"],
            Stage.APPLY: [f"{main} deploy {self.environment} {self.workspace}"],
        }
        return lines[stage]

    def buildspec(self, stage: Stage) -> str:
        """Write the buildspec of a stage as JSON, which is YAML (AWS CodeBuild User Guide, Buildspec syntax).

        It is part of the project of builds: whoever changes a repository changes no command of a later stage.
        """
        phases = {
            "install": {"runtime-versions": {"python": "3.11"}, "commands": self.set_up()},
            "build": {"commands": self.lines(stage)},
        }
        return json.dumps({"version": 0.2, "env": {"shell": "bash"}, "phases": phases})
