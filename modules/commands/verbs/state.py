"""The verbs of `main.py state`."""

from __future__ import annotations

from typing import Annotated

import typer

from modules.commands.verbs.arguments import Environment

state = typer.Typer(
    help="""Where Terraform keeps the states of an environment's workspaces.

      python main.py state migrate ENV    move them to where deployment.backend says now
    """,
    rich_markup_mode="rich",
    no_args_is_help=True,
)


@state.callback()
def _state() -> None:
    """Keep `migrate` a word of its own: a single command would be the whole verb."""


@state.command("migrate")
def state_migrate(
    environment: Environment,
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="WHERE",
            help="Where they are: local, a YAML file with the former deployment.backend, or a revision of Git whose "
            "YAML says it; by default the last commit.",
        ),
    ] = None,
) -> None:
    """Move states from the former backend to the one that the YAML says; run it again to go on after an interruption.

    Every state is locked, copied, read back and compared. In its old place a copy is left aside, and a notice that it
    was moved, which Terraform refuses. A state of another lineage, or a newer one, is never written over.
    """
    from modules.commands.state import migrate_states as run  # noqa: PLC0415

    run(environment, source=source)
