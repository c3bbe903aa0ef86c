"""The verbs `main.py affected`, `main.py diff` and `main.py review`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from modules.commands.verbs.arguments import ByRoles, Environment

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


@changes.command("review")
def review_change(
    environment: Environment,
    *,
    base: Base,
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help="The file that is written, in Markdown.")],
    plan: Annotated[bool, typer.Option(help="Whether Terraform plans what the change concerns.")] = True,
    by_roles: ByRoles = False,
) -> None:
    """Write what a change comes to as the comment of a change request: what is destroyed first, then `diff` and plan.

      python main.py review ENV --base origin/main --to review.md

    Planned are the workspaces that the change concerns; nothing is applied, and no plan is kept. Exit code 1: a
    workspace could not be planned; the file says which.
    """
    from modules.commands.review import review as run  # noqa: PLC0415 - each verb imports what it needs

    raise typer.Exit(run(environment, base=base, to=to, planned=plan, by_roles=by_roles))
