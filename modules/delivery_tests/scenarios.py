"""The scenarios of delivery, read from their files, each with its line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from modules.delivery_tests.spec import (
    RightsScenarioFile,
    RightsScenarioSpec,
    RightTokensFile,
    RightTokenSpec,
    TokenScenarioFile,
    TokenScenarioSpec,
)
from modules.policy_evaluation.reading.scenario_folder import WrittenScenario, named_scenarios
from modules.specification.data_file import read_data_file

FOLDER = "policies/delivery"
RIGHTS = "rights"
"""Of roles of the management account, and of those that plans read accounts as."""
RIGHTS_OF_RUNS = "hcp_rights"
"""Of roles that runs of HCP Terraform work as in every account."""
RIGHTS_OF_BUILDS = "build_rights"
"""Of roles that builds of AWS CodeBuild work as."""
_RIGHT = f"{FOLDER}/right_tokens.yaml"

TokenScenario = WrittenScenario[TokenScenarioSpec]
RightsScenario = WrittenScenario[RightsScenarioSpec]


def token_scenarios(project: Path) -> list[TokenScenario]:
    """Read who would work as a role.

    Args:
        project: The folder that the project is in.

    Raises:
        InvalidEnvironmentError: with every problem of every file.

    """
    return named_scenarios(project, f"{FOLDER}/tokens", TokenScenarioFile, lambda whole: whole.scenarios)


def rights_scenarios(project: Path, folder: str) -> list[RightsScenario]:
    """Read what somebody asks for who works as a role.

    Args:
        project: The folder that the project is in.
        folder: `RIGHTS`, `RIGHTS_OF_RUNS` or `RIGHTS_OF_BUILDS`.

    Raises:
        InvalidEnvironmentError: with every problem of every file.

    """
    return named_scenarios(project, f"{FOLDER}/{folder}", RightsScenarioFile, lambda whole: whole.scenarios)


def right_tokens(project: Path) -> Mapping[str, RightTokenSpec]:
    """Read which tokens let somebody in, by issuer.

    Args:
        project: The folder that the project is in.

    Raises:
        InvalidEnvironmentError: the file is not right.

    """
    return read_data_file(project / _RIGHT, RightTokensFile, shown=_RIGHT, folder=FOLDER)[0].tokens
