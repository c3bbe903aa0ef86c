"""The verbs of `main.py security`."""

from __future__ import annotations

from typing import Annotated

import typer

from modules.commands.verbs.arguments import Environment

security = typer.Typer(
    help="""Which published checks of the AWS Security Reference Architecture an environment satisfies, as synthesized.

      python main.py security coverage ENV          how many, by service, and what is missing
      python main.py security coverage ENV --all    each check with the resource behind it, or why there is none
      python main.py security page                  docs/reference/security-coverage.md
    """,
    rich_markup_mode="rich",
    no_args_is_help=True,
)


@security.command("coverage")
def security_coverage(
    environment: Environment,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Every check, not only those that are missing.")] = False,
) -> None:
    """Show which published checks are covered by a synthesized resource, which are waived, and which are neither.

    Exit code 1 when a check is neither.
    """
    from modules.commands.security_coverage import show_coverage as run  # noqa: PLC0415

    raise typer.Exit(0 if run(environment, everything=everything) else 1)


@security.command("page")
def security_page() -> None:
    """Synthesize every environment, and write docs/reference/security-coverage.md."""
    from modules.commands.security_page import write_page as run  # noqa: PLC0415

    run()
