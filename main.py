"""Build, check and deploy the landing zone: `python main.py --help`.

Without an argument it synthesizes, because that is what `cdktf synth` runs.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from modules.commands.network_verbs import network
from modules.specification.errors import LandingZoneError
from modules.specification.problems import InvalidEnvironmentError

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

Environments = Annotated[
    list[str] | None, typer.Argument(metavar="[ENV]...", help="Folders of environments/; all by default.")
]
Environment = Annotated[str, typer.Argument(metavar="ENV", help="A folder of environments/.")]
Workspaces = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WORKSPACE]...", help="Names or globs, such as accounts or 'account-fraud-*'; all by default."
    ),
]
Parallel = Annotated[
    int | None, typer.Option(min=1, help="Workspaces at once; by default what processors and memory allow.")
]


@app.callback(invoke_without_command=True)
def synthesize_by_default(context: typer.Context) -> None:
    """Synthesize when no verb is given; `LANDING_ZONE_ENVIRONMENT` narrows it to one environment."""
    if context.invoked_subcommand is None:
        from modules.commands.synth import synth as run  # noqa: PLC0415 - each verb imports what it needs

        only = os.environ.get("LANDING_ZONE_ENVIRONMENT")
        run([only] if only else [])


@app.command()
def validate(environments: Environments = None) -> None:
    """Check what the YAML says, and nothing else."""
    from modules.commands.validate import validate as run  # noqa: PLC0415

    run(environments or [])


@app.command()
def synth(environments: Environments = None) -> None:
    """Write Terraform's files to cdktf.out/stacks, one folder for each workspace."""
    from modules.commands.synth import synth as run  # noqa: PLC0415

    run(environments or [])


@app.command()
def check(environments: Environments = None) -> None:
    """Synthesize, run `terraform validate` on every kind of workspace, lint all policies, and gate all with checkov."""
    from modules.commands.check import check as run  # noqa: PLC0415

    raise typer.Exit(0 if run(environments or []) else 1)


@app.command()
def plan(environment: Environment, workspaces: Workspaces = None, parallel: Parallel = None) -> None:
    """Show what a deploy would change. Exit code 0: nothing; 2: something; 1: it could not be planned."""
    from modules.commands.deploy import plan as run  # noqa: PLC0415

    raise typer.Exit(run(environment, workspaces or [], parallel=parallel))


@app.command()
def deploy(
    environment: Environment,
    workspaces: Workspaces = None,
    parallel: Parallel = None,
    fresh: Annotated[  # noqa: FBT002 - typer makes an option of it
        bool, typer.Option("--fresh", help="Apply everything, whatever an interrupted run has done.")
    ] = False,
    allow_destroy: Annotated[
        list[str] | None,
        typer.Option(metavar="ADDRESS", help="A protected resource that may be destroyed; may be given several times."),
    ] = None,
) -> None:
    """Gate, then apply workspaces, each after all that it depends on. Run it again to go on after an interruption."""
    from modules.commands.deploy import deploy as run  # noqa: PLC0415

    raise typer.Exit(
        run(environment, workspaces or [], parallel=parallel, fresh=fresh, allow_destroy=allow_destroy or [])
    )


@app.command()
def preview(
    environment: Environment,
    workspaces: Workspaces = None,
    parallel: Parallel = None,
    keep: Annotated[  # noqa: FBT002 - typer makes an option of it
        bool, typer.Option("--keep", help="Leave the emulator running, and say how to reach and how to end it.")
    ] = False,
) -> None:
    """Gate an environment, really apply it on an AWS emulator on this machine, and plan again."""
    from modules.commands.preview import preview as run  # noqa: PLC0415

    raise typer.Exit(run(environment, workspaces or [], parallel=parallel, keep=keep))


guardrails = typer.Typer(
    help="""What the organization policies of an environment deny, as synthesized and attached.

    Somebody is denied and asks why; somebody changes a guardrail and wants to know what still holds:

      python main.py guardrails list ENV      what applies where
      python main.py guardrails test ENV      every scenario, evaluated
      python main.py guardrails explain ENV --account A --action X
    """,
    rich_markup_mode="rich",
    no_args_is_help=True,
)
app.add_typer(guardrails, name="guardrails")


@guardrails.command("list")
def guardrails_list(environment: Environment) -> None:
    """List which guardrails apply where, and what they use of the quotas. Under a second, no Node, no cdktf."""
    from modules.commands.guardrail_list import guardrail_list as run  # noqa: PLC0415

    run(environment)


@guardrails.command("test")
def guardrails_test(environments: Environments = None) -> None:
    """Synthesize, and evaluate every scenario of every attached guardrail. Exit code 1 when one is not as expected.

    A scenario (policies/guardrails/NAME/scenarios.yaml) is one request, made by each role that it stands for. It is
    evaluated against the policies of the synthesized workspace: those of the root, and of every unit down to the
    account. `denied` means that a statement of this guardrail denies it, `allowed` that nothing that is attached does.
    """
    from modules.commands.guardrails import test as run  # noqa: PLC0415

    raise typer.Exit(0 if run(environments or []) else 1)


@guardrails.command("explain")
def guardrails_explain(  # noqa: PLR0913 - the parts of a request
    environment: Environment,
    *,
    account: Annotated[str, typer.Option(metavar="A", help="The account that asks, by its key: fraud-dev.")],
    action: Annotated[str, typer.Option(metavar="X", help="Such as sagemaker:CreateTrainingJob.")],
    resource: Annotated[str, typer.Option(metavar="ARN", help="The resource, as AWS would see it.")] = "*",
    principal: Annotated[
        str,
        typer.Option(
            metavar="P",
            help="administrator, root, platform, data-scientist, break-glass, outsider, role/NAME, an ARN, or a "
            "service such as cloudtrail.amazonaws.com.",
        ),
    ] = "administrator",
    context: Annotated[
        list[str] | None,
        typer.Option(
            metavar="K=V",
            help="A condition key that the request carries; again for more values; K= for one that it does not carry.",
        ),
    ] = None,
) -> None:
    r"""Say which statement of which policy decides about one request, and why others that name its action do not.

    The request carries what AWS tells of every request (region, principal, organization, TLS). What depends on the
    action, such as sagemaker:VpcSubnets, is absent unless you add it:

      python main.py guardrails explain staging \
        --account fraud-dev --action sagemaker:CreateTrainingJob \
        --context sagemaker:VpcSubnets=subnet-1
    """
    from modules.commands.guardrails import context_of, explanation  # noqa: PLC0415
    from modules.policy_evaluation.proving.explanation import Question  # noqa: PLC0415

    said = context_of(context or [])
    explanation(
        environment,
        Question(account=account, action=action, resource=resource, principal=principal, context=said),
    )


access = typer.Typer(
    help="""Who may do what where: groups, permission sets and accounts, as synthesized.

      python main.py access matrix ENV        who has which permission set in which account
      python main.py access explain ENV --group G --account A --action X
      python main.py access test ENV          every scenario of every permission set, evaluated
    """,
    rich_markup_mode="rich",
    no_args_is_help=True,
)
app.add_typer(access, name="access")


@access.command("matrix")
def access_matrix(
    environment: Environment,
    group: Annotated[
        str | None, typer.Option(metavar="G", help="Only this group, by its name: fraud-TeamLead.")
    ] = None,
    account: Annotated[str | None, typer.Option(metavar="A", help="Only this account, by its key: fraud-dev.")] = None,
) -> None:
    """Show which group has which permission set in which account."""
    from modules.commands.access import matrix as run  # noqa: PLC0415

    run(environment, group=group, account=account)


@access.command("explain")
def access_explain(  # noqa: PLR0913 - the parts of a request
    environment: Environment,
    *,
    group: Annotated[str, typer.Option(metavar="G", help="The group of who asks: fraud-DataScientists.")],
    account: Annotated[str, typer.Option(metavar="A", help="The account that they work in, by its key: fraud-dev.")],
    action: Annotated[str, typer.Option(metavar="X", help="Such as sagemaker:CreateTrainingJob.")],
    resource: Annotated[
        str, typer.Option(metavar="ARN", help="The resource; {{account_id}}, {{home_region}}, {{team}} are filled in.")
    ] = "*",
    cleared_for: Annotated[
        str, typer.Option(metavar="STAGE", help="The stage that the person is cleared for: dev, test or prod.")
    ] = "dev",
    context: Annotated[
        list[str] | None,
        typer.Option(
            metavar="K=V",
            help="A condition key that the request carries; again for more values; K= for one that it does not carry.",
        ),
    ] = None,
) -> None:
    r"""Say which statements decide about one request of a member of a group: permission set, boundary, SCPs, RCPs.

    The request carries what AWS tells of every request of such a person, session attributes included. What depends on
    the action, such as sagemaker:VpcSubnets or aws:RequestTag/Team, is absent unless you add it:

      python main.py access explain staging --group fraud-DataScientists --account fraud-prod \
        --action iam:PassRole --resource 'arn:aws:iam::{{account_id}}:role/teams/{{team}}/prod/SageMakerExecution' \
        --context iam:PassedToService=sagemaker.amazonaws.com
    """
    from modules.access.explanation import Question  # noqa: PLC0415
    from modules.commands.access import explanation  # noqa: PLC0415
    from modules.commands.guardrails import context_of  # noqa: PLC0415

    explanation(
        environment,
        Question(
            group=group,
            account=account,
            action=action,
            resource=resource,
            cleared_for=cleared_for,
            context=context_of(context or []),
        ),
    )


@access.command("test")
def access_test(environments: Environments = None) -> None:
    """Synthesize, and evaluate every scenario of every permission set that somebody has.

    Exit code 1 when one is not as expected. A scenario (policies/permission_sets/NAME/scenarios.yaml) is one request of
    somebody who works with the permission set, evaluated against all policies together.
    """
    from modules.commands.access import test as run  # noqa: PLC0415

    raise typer.Exit(0 if run(environments or []) else 1)


app.add_typer(network, name="network")


@app.command()
def schema() -> None:
    """Write what editors and readers learn the YAML from: docs/reference/specification.*."""
    from modules.commands.schema import schema as run  # noqa: PLC0415

    run()


def main() -> None:
    """Run a verb; what a user can mend is told without a traceback."""
    try:
        app()
    except (InvalidEnvironmentError, LandingZoneError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
