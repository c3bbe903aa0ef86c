"""The verbs of `main.py directory`."""

from __future__ import annotations

import typer

from modules.commands.verbs.arguments import Environment

directory = typer.Typer(
    help="""AWS Managed Microsoft AD of an environment, once it is deployed.

      python main.py directory reset-password ENV    a new password of its administrator, straight to Secrets Manager
    """,
    rich_markup_mode="rich",
    no_args_is_help=True,
)


@directory.callback()
def _directory() -> None:
    """Keep `reset-password` a word of its own: a single command would be the whole verb."""


@directory.command("reset-password")
def directory_reset_password(environment: Environment) -> None:
    """Give the directory's administrator a new password, and keep it in Secrets Manager; it is shown nowhere.

    To be run at once after the deploy that makes the directory: the password that it is made with lies in the state of
    Terraform. Run it again whenever somebody has read the secret.
    """
    from modules.commands.directory_password import reset_password as run  # noqa: PLC0415

    run(environment)
