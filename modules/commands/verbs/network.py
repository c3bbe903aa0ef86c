"""The verbs of `main.py network`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from modules.commands.verbs.arguments import Environment, Only

network = typer.Typer(
    help="""How much room the network has, what it costs, and who reaches whom in it.

      python main.py network capacity ENV   accounts that each pool still takes
      python main.py network cost ENV       central endpoints and NAT gateways, against one set in every VPC
      python main.py network reach ENV      who reaches whom, as synthesized
      python main.py network reach ENV --from fraud-prod --to internet
      python main.py network diagram ENV    a picture of it
      python main.py network mutate ENV     which route or rule makes no difference
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


@network.command("reach")
def network_reach(
    environment: Environment,
    sender: Annotated[
        str | None,
        typer.Option("--from", metavar="A", help="An account's key, or a place: production, sandbox, on-premises."),
    ] = None,
    receiver: Annotated[
        str | None, typer.Option("--to", metavar="B", help="The same; internet and endpoints are places, too.")
    ] = None,
) -> None:
    """Show who reaches whom, as synthesized; with --from and --to the ways there and back, hop by hop.

    Exit code 1 when that is not proved to be as policies/network/reachability.yaml says.
    """
    from modules.commands.network_proof import reach as run  # noqa: PLC0415

    raise typer.Exit(0 if run(environment, sender=sender, receiver=receiver) else 1)


@network.command("diagram")
def network_diagram(
    environment: Environment,
    folder: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the files go.")] = Path(),
) -> None:
    """Draw the network with who reaches whom, as SVG, and as Mermaid for documents."""
    from modules.commands.network_proof import diagram as run  # noqa: PLC0415

    run(environment, folder)


@network.command("mutate")
def network_mutate(environment: Environment, only: Only = None) -> None:
    """Change each route, association, propagation and rule in turn, and list what the check of the network misses.

    Each of them is taken away; routes, associations, propagations and firewall rules that could be there are added. A
    change that is not noticed moves no packet: what it takes away is superfluous. Names are such as
    'without staging-network-eu-west-1:aws_route.egress_default'. Half a minute for a hub with a few accounts,
    half an hour for several hubs; --only 'without *' tries what there is, and adds nothing.

    Exit code 1 when nothing notices a change that is not in policies/reviewed_changes.yaml.
    """
    from modules.commands.network_mutation import mutate_network  # noqa: PLC0415

    raise typer.Exit(0 if mutate_network(environment, only=only) else 1)
