"""The verbs of `main.py network`."""

from __future__ import annotations

from typing import Annotated

import typer

Environment = Annotated[str, typer.Argument(metavar="ENV", help="A folder of environments/.")]

network = typer.Typer(
    help="""How much room the network has, and what it costs. Under a second, no Node, no cdktf.

      python main.py network capacity ENV   accounts that each pool still takes
      python main.py network cost ENV       central endpoints and NAT gateways, against one set in every VPC
    """,
    rich_markup_mode="rich",
    no_args_is_help=True,
)


@network.command("capacity")
def network_capacity(environment: Environment) -> None:
    """Show how many accounts each segment's pool has, and how many more it takes for certain."""
    from modules.commands.network import capacity as run  # noqa: PLC0415 - each verb imports what it needs

    run(environment)


@network.command("cost")
def network_cost(environment: Environment) -> None:
    """Show what central endpoints and NAT gateways cost, and what one set in every VPC would, at list prices."""
    from modules.commands.network import cost as run  # noqa: PLC0415

    run(environment)
