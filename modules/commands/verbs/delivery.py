"""The verbs of `main.py delivery`."""

from __future__ import annotations

from typing import Annotated

import typer

from modules.commands.verbs.arguments import Environment, Environments, Only

delivery = typer.Typer(
    help="""Who plans and who applies without keys, as synthesized.

      python main.py delivery roles ENV     which roles plan and apply each workspace
      python main.py delivery test ENV      every scenario of who gets in, and of what they may do
      python main.py delivery mutate ENV    which condition nobody would miss
    """,
    rich_markup_mode="rich",
    no_args_is_help=True,
)


@delivery.command("roles")
def delivery_roles(
    environment: Environment,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="For programs: roles by workspace.")] = False,
) -> None:
    """Synthesize, and show by which roles each workspace is planned and applied: those of its account's class."""
    from modules.commands.delivery import show_roles as run  # noqa: PLC0415

    run(environment, as_json=as_json)


@delivery.command("test")
def delivery_test(environments: Environments = None) -> None:
    """Synthesize, and evaluate every scenario of delivery. Exit code 1 when one is not as expected.

    A scenario (policies/delivery) is a token, or a build, that would work as a role, or a request of a role. Whoever
    else trusts tokens fails it, too.
    """
    from modules.commands.delivery import test as run  # noqa: PLC0415

    raise typer.Exit(0 if run(environments or []) else 1)


@delivery.command("mutate")
def delivery_mutate(environments: Environments = None, only: Only = None) -> None:
    """Synthesize, change each condition and statement of each role, and list what no scenario notices.

    Names are such as 'landing-zone-apply-network: GitHub removed'. Exit code 1 when nothing notices a change.
    """
    from modules.commands.delivery import mutate_delivery  # noqa: PLC0415

    raise typer.Exit(0 if mutate_delivery(environments or [], only=only) else 1)
