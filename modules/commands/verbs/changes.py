"""The verbs `main.py affected` and `main.py diff`."""

from __future__ import annotations

from typing import Annotated

import typer

from modules.commands.verbs.arguments import Environment

changes = typer.Typer(rich_markup_mode="rich")

Base = Annotated[str, typer.Option("--base", metavar="REF", help="A branch, a tag or a commit to compare with.")]
Json = Annotated[bool, typer.Option("--json", help="For programs.")]


@changes.command("affected")
def affected_workspaces(environment: Environment, *, base: Base, json: Json = False) -> None:
    """List the workspaces that a change since another revision concerns, and why.

      python main.py affected ENV --base origin/main
      python main.py plan ENV --affected-since origin/main    plan these, and no others

    Compared is what both revisions synthesize: the other one by its own code, this one as it lies here, with what is
    not committed. A workspace that is written as before is listed where an output that it reads can change.

    Exit code 0: none is concerned; 2: some are; 1: it could not be told.
    """
    from modules.commands.affected import show_affected as run  # noqa: PLC0415 - each verb imports what it needs

    raise typer.Exit(run(environment, base=base, as_json=json))


@changes.command("diff")
def difference(environment: Environment, *, base: Base, json: Json = False) -> None:
    """Show what a change since another revision comes to: what is destroyed first.

      python main.py diff ENV --base origin/main

    Then what is written otherwise, accounts, policies and controls, who gains and loses what access, who reaches
    whom in the network, costs, published checks, providers, and what is new and changed in Terraform.

    Exit code 0: nothing differs; 2: something does; 1: it could not be told.
    """
    from modules.commands.diff import show_diff as run  # noqa: PLC0415 - each verb imports what it needs

    raise typer.Exit(run(environment, base=base, as_json=json))
