"""Build, check and deploy the landing zone: `python main.py --help`.

Without an argument it synthesizes, because that is what `cdktf synth` runs.
"""

from __future__ import annotations

import os
import signal

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # until a verb runs, Ctrl-C ends what is imported without a traceback

import typer

from modules.commands import last_resort
from modules.commands.verbs.access import access
from modules.commands.verbs.adoption import adoption
from modules.commands.verbs.catalog import catalog
from modules.commands.verbs.changes import changes
from modules.commands.verbs.cost import cost
from modules.commands.verbs.delivery import delivery
from modules.commands.verbs.deployment import deployment
from modules.commands.verbs.directory import directory
from modules.commands.verbs.export import export
from modules.commands.verbs.guardrails import guardrails
from modules.commands.verbs.hcp import hcp
from modules.commands.verbs.network import network
from modules.commands.verbs.security import security
from modules.commands.verbs.state import state
from modules.commands.verbs.team import team

app = typer.Typer(
    help="""Turn the YAML of an organization into the Terraform workspaces of a governed AWS foundation for ML.

    The way of a change: edit [bold]environments/ENV/*.yaml[/], then

      python main.py validate ENV   is it right?            (under a second, no Node, no cdktf)
      python main.py check ENV      synthesized, accepted by Terraform, gated by checkov
      python main.py preview ENV    really applied, on an AWS emulator on this machine
      python main.py plan ENV       what would change in the real organization
      python main.py deploy ENV     do it
    """,
    rich_markup_mode="rich",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
)

for verbs, name in (
    (deployment, None),
    (state, "state"),
    (guardrails, "guardrails"),
    (access, "access"),
    (catalog, "catalog"),
    (network, "network"),
    (security, "security"),
    (delivery, "delivery"),
    (directory, "directory"),
    (team, "team"),
    (export, "export"),
    (changes, None),
    (cost, None),
    (adoption, None),
    (hcp, None),
):
    app.add_typer(verbs, name=name)


@app.callback(invoke_without_command=True)
def synthesize_by_default(context: typer.Context) -> None:
    """Synthesize when no verb is given; `LANDING_ZONE_ENVIRONMENT` narrows it to one environment."""
    if context.invoked_subcommand is None:
        from modules.commands.synth import synth as run  # noqa: PLC0415 - each verb imports what it needs

        only = os.environ.get("LANDING_ZONE_ENVIRONMENT")
        run([only] if only else [])


def main() -> None:
    """Run a verb; whatever goes wrong is told without a traceback."""
    last_resort.run(app)


if __name__ == "__main__":
    main()
