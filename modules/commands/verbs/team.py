"""The verbs of `main.py team`."""

from __future__ import annotations

from typing import Annotated

import typer

from modules.commands.verbs.arguments import Environment

team = typer.Typer(
    help="""What a team's few lines of YAML come to.

      python main.py team show ENV TEAM          accounts, people, network, contents, cost
      python main.py team show ENV TEAM --json   the same for programs
    """,
    rich_markup_mode="rich",
    no_args_is_help=True,
)


@team.command("show")
def team_show(
    environment: Environment,
    name: Annotated[str, typer.Argument(metavar="TEAM", help="The team, by its name: fraud.", show_default=False)],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Show all that follows from a team: accounts, who gets in, where they are connected, what is in them, the cost.

    It is read from what is synthesized. Names with a * have an account's id there, which is known at apply.
    """
    from modules.commands.team import show_team as run  # noqa: PLC0415

    run(environment, name, as_json=as_json)


@team.callback()
def _group() -> None:
    """Keep `show` a verb of its own: a group of one would lose its name."""
