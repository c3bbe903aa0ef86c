"""What pages tell people to type is accepted, and names workspaces that there are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import pytest
import typer

import main
from modules.environment import PROJECT
from modules.runner.workspaces import read_workspaces
from modules.specification.errors import LandingZoneError
from tests.documentation.command_blocks import ShownCommand, shown_commands

COMMANDS = list(shown_commands())
CHOOSING = {"deploy", "drift", "plan", "preview"}
"""Verbs that take workspaces behind the environment."""
USAGE_ERROR = cast("type[Exception]", typer.BadParameter.__base__)
EXAMPLES = {
    "identity-pricing": "    pricing:",
    "account-pricing-*": "    pricing:",
    "account-claims-archive": "claims-archive:",
    "network-vpc-retail-prod": "retail-prod:",
}
"""Workspaces of what a page has people write, and what it says in its YAML to that end."""


def parsed(arguments: tuple[str, ...]) -> Mapping[str, Any]:
    """Return the parameters with which a verb would be called, by name."""
    command, words = typer.main.get_command(main.app), list(arguments)
    context = None
    while hasattr(command, "commands"):
        context = command.make_context("main.py", list(words), parent=context, resilient_parsing=True)
        command = command.commands[words.pop(0)]
    params: Mapping[str, Any] = command.make_context(arguments[0], words, parent=context).params
    return params


def is_there(pattern: str, environment: str, outputs: Mapping[str, Path]) -> bool:
    """Whether the environment has such a workspace; what a page makes, such as `pilot`, may have those of any."""
    for name in {environment} & {*outputs} or outputs:
        try:
            read_workspaces(outputs[name], name).select([pattern])
        except LandingZoneError:
            continue
        return True
    return False


@pytest.mark.parametrize("shown", COMMANDS, ids=str)
def test_a_command_that_is_shown_is_accepted(shown: ShownCommand) -> None:
    parsed(shown.arguments)


@pytest.mark.parametrize("shown", [shown for shown in COMMANDS if shown.arguments[0] in CHOOSING], ids=str)
def test_workspaces_that_are_named_are_there_or_made_on_the_page(shown: ShownCommand, outputs: dict[str, Path]) -> None:
    page = (PROJECT / shown.page).read_text()
    parameters = parsed(shown.arguments)
    for pattern in parameters["workspaces"] or []:
        assert is_there(pattern, parameters["environment"], outputs) != (
            pattern in EXAMPLES and EXAMPLES[pattern] in page
        ), pattern


def test_every_example_is_shown() -> None:
    assert {*EXAMPLES} <= {word for shown in COMMANDS for word in shown.arguments}


@pytest.mark.parametrize(
    "line", ["plan staging --everything", "plan", "deploy staging --parallel none", "plans staging"]
)
def test_a_line_that_would_fail_is_noticed(line: str) -> None:
    with pytest.raises((USAGE_ERROR, KeyError)):
        parsed(tuple(line.split()))
