"""The verbs of `main.py security`."""

from __future__ import annotations

from typing import Annotated

import typer

from modules.commands.verbs.arguments import Environment, Environments, Only

security = typer.Typer(
    help="""What an environment's security services cover, and what keeps its logs, as synthesized.

      python main.py security coverage ENV          how many, by service, and what is missing
      python main.py security coverage ENV --all    each check with the resource behind it, or why there is none
      python main.py security page                  docs/reference/security-coverage.md
      python main.py security test ENV              every scenario of the log archive, evaluated
      python main.py security mutate ENV            which statement of its policies nobody would miss
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


@security.command("test")
def security_test(environments: Environments = None) -> None:
    """Synthesize, and evaluate every scenario of the log archive. Exit code 1 when one is not as expected.

    A scenario (policies/log_archive/scenarios) is one request, made to each bucket of the log archive, or to its key.
    It is evaluated against all policies together: service and resource control policies, the bucket's or the key's
    own policy, and Object Lock.
    """
    from modules.commands.log_archive import test as run  # noqa: PLC0415

    raise typer.Exit(0 if run(environments or []) else 1)


@security.command("mutate")
def security_mutate(environments: Environments = None, only: Only = None) -> None:
    """Synthesize, change each statement of each bucket and key of the log archive, and list what no scenario notices.

    Names are such as 'trail: DenyChangesOfLogs removed'. About two minutes for each environment. Exit code 1 when
    nothing notices a change.
    """
    from modules.commands.log_archive import mutate_archives  # noqa: PLC0415

    raise typer.Exit(0 if mutate_archives(environments or [], only=only) else 1)
