"""The verb `main.py cost`."""

from __future__ import annotations

from typing import Annotated

import typer

from modules.commands.verbs.arguments import Environment
from modules.estimate.lines import View

cost = typer.Typer(rich_markup_mode="rich")


@cost.command("cost")
def cost_of_an_environment(
    environment: Environment,
    *,
    base: Annotated[
        str | None, typer.Option(metavar="REF", help="Show what changes against a branch, a tag or a commit.")
    ] = None,
    by: Annotated[View, typer.Option(help="What costs are added up by.")] = View.SERVICE,
    formulas: Annotated[bool, typer.Option("--formulas", help="Each number with how it is calculated.")] = False,
    json: Annotated[bool, typer.Option("--json", help="For programs: every line, and the sums of every view.")] = False,
) -> None:
    """Show what the foundation costs by the month, as synthesized, before anybody uses it.

      python main.py cost ENV                        by service
      python main.py cost ENV --by team --formulas   by team, each number with its formula
      python main.py cost ENV --base main            what a change makes dearer or cheaper

    Counted is what costs by its existence: attachments, gateways, endpoints, firewalls, keys, zones.
    What security services see in quiet accounts is assumed. What is paid by use is not counted.

    Prices with source and day, assumptions, and what each type of resource is charged for are in
    policies/costs. A type that is not there is refused, so that nothing is left out without a word.
    """
    from modules.commands.cost import show_cost as run  # noqa: PLC0415 - each verb imports what it needs

    run(environment, base=base, view=by, formulas=formulas, as_json=json)
