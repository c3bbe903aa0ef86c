"""The verb of `main.py` that HCP Terraform asks."""

from __future__ import annotations

from typing import Annotated

import typer

from modules.commands.verbs.arguments import Environments

hcp = typer.Typer()


@hcp.command("run-task")
def run_task(
    environments: Environments = None,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0 takes a free one.")] = 8080,
    parallel: Annotated[int, typer.Option(min=1, help="Runs that are judged at once.")] = 2,
) -> None:
    """Answer HCP Terraform before it plans: checkov judges what was uploaded, and a run that breaks a rule stops.

      RUN_TASK_HMAC_KEY=… python main.py run-task production --port 8080

    A service that goes on until Ctrl-C. What speaks TLS (a load balancer, a reverse proxy) stands before it. HCP
    Terraform signs each request with the key that the task is registered with; nothing else is looked at.
    """
    from modules.commands.run_task import serve  # noqa: PLC0415 - each verb imports what it needs

    serve(environments or [], host=host, port=port, parallel=parallel)
