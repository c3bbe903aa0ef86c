"""The verbs of `main.py export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from modules.commands.verbs.arguments import Environment
from modules.exports.ci.systems import System

export = typer.Typer(
    help="""What others deliver, in the form that they take.

      python main.py export aft ENV --to DIR   the four repositories of Account Factory for Terraform
      python main.py export hcp ENV --to DIR   what makes the workspaces in HCP Terraform, and what is uploaded to them
      python main.py export ci ENV... --for github   what reviews a change, applies it and looks for drift, without keys
    """,
    rich_markup_mode="rich",
    no_args_is_help=True,
)


@export.command("aft")
def export_aft(
    environment: Environment,
    *,
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="The folder of the repositories.")],
    accept_moves: Annotated[
        bool,
        typer.Option("--accept-moves", help="Let accounts lose what their folder of customizations made."),
    ] = False,
) -> None:
    """Write the four repositories of Account Factory for Terraform (AFT), and what AFT is to run again.

      python main.py export aft production --to ../aft

    [bold]DIR[/] then has

      aft-account-request/                     a request for each account, a file each
      aft-global-customizations/               the baseline, which every account has
      aft-account-customizations/FOLDER/       what accounts of a kind have
      aft-account-provisioning-customizations/ what AFT runs before them: nothing
      aft-invoke/                              inputs for the state machine aft-invoke-customizations, in their order:
                                               the accounts that are delivered something else than before
      landing-zone-aft.json                    what was written: anything else there is yours, and stays
      landing-zone-aft.lock.json               what may not change of each account

    Commit all of it. A second export changes nothing. Refused are: a change of what AFT cannot change, the end of an
    account that was not emptied, a file of ours that was changed by hand, and a move by which an account would lose
    something.
    """
    from modules.commands.export import export_to_aft as run  # noqa: PLC0415 - each verb imports what it needs

    run(environment, to, accept_moves=accept_moves)


@export.command("hcp")
def export_hcp(
    environment: Environment,
    *,
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="The folder that is exported to.")],
) -> None:
    """Write what makes the workspaces of an environment in HCP Terraform, and what is uploaded to each.

      python main.py export hcp production --to ../hcp

    [bold]DIR[/] then has

      bootstrap-hcp/            a root module: project, workspaces, whose state is shared with whom, run triggers, run
                                task, access of teams, policy sets; with workspaces.json, which says what there is;
                                and where delivery.hcp is written, the roles that runs work as in AWS
      uploads/WORKSPACE.tar.gz  the configuration of each workspace, for runs that are started through the API
      landing-zone-hcp.json     what was written: anything else there is yours, such as terraform.tfvars, and stays

    The same environment gives the same bytes; a second export changes nothing. Apply bootstrap-hcp first, then
    `main.py deploy` has HCP Terraform run everything in its order.
    """
    from modules.commands.export_hcp import export_to_hcp as run  # noqa: PLC0415 - each verb imports what it needs

    run(environment, to)


@export.command("ci")
def export_ci(
    environments: Annotated[
        list[str],
        typer.Argument(metavar="ENV...", help="In the order in which a change gets there: staging production."),
    ],
    *,
    system: Annotated[System, typer.Option("--for", help="What runs the pipelines.")],
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="The folder of the repository.")] = Path(),
) -> None:
    """Write what reviews a change of environments, applies it and looks for drift, without keys that last.

      python main.py export ci staging production --for github
      python main.py export ci staging production --for codepipeline   a template of AWS CloudFormation

    A change request is checked, compared and planned, and told what is destroyed first. What is merged is applied to
    one environment after the other, each after an approval. Each environment has a section `delivery`: jobs work as
    its roles. A second export changes nothing; a file of ours that somebody changed is refused.
    """
    from modules.commands.export_ci import export_to_ci as run  # noqa: PLC0415 - each verb imports what it needs

    run(environments, system, to)
