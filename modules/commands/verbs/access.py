"""The verbs of `main.py access`."""

from __future__ import annotations

from typing import Annotated

import typer

from modules.commands.verbs.arguments import Account, Action, Context, Environment, Environments, Only

access = typer.Typer(
    help="""Who may do what where: groups, permission sets and accounts, as synthesized.

      python main.py access matrix ENV        who has which permission set in which account
      python main.py access explain ENV --group G --account A --action X
      python main.py access test ENV          every scenario of every permission set, evaluated
      python main.py access across ENV        who reaches what across accounts, all policies together
      python main.py access escalate ENV      known ways to more, tried for everybody
      python main.py access chains ENV        chains of steps that would lead to more, across accounts
      python main.py access mutate ENV        which statement nobody would miss
      python main.py access names ENV         what policies refer to by name, and who makes it
    """,
    rich_markup_mode="rich",
    no_args_is_help=True,
)


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
    account: Account,
    action: Action,
    resource: Annotated[
        str, typer.Option(metavar="ARN", help="The resource; {{account_id}}, {{home_region}}, {{team}} are filled in.")
    ] = "*",
    cleared_for: Annotated[
        str, typer.Option(metavar="STAGE", help="The stage that the person is cleared for: dev, test or prod.")
    ] = "dev",
    context: Context = None,
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


@access.command("across")
def access_across(
    environments: Environments = None,
    *,
    mutate: Annotated[
        bool, typer.Option("--mutate", help="Change each statement in turn, and list what no scenario notices.")
    ] = False,
    only: Only = None,
) -> None:
    """Synthesize, and evaluate who reaches what across accounts. Part of `check`.

    A scenario (policies/across_accounts) is a request of somebody with a permission set, of a role, of a service or of
    everybody to a bucket, a key, a registry or a role. It is evaluated against all policies together: service and
    resource control policies, the principal's own and its boundary, and that of what is asked for.

    Exit code 1 when one is not as expected, or with --mutate when no scenario notices a change.
    """
    from modules.commands.across_accounts import mutate_across, test  # noqa: PLC0415

    right = mutate_across(environments or [], only=only) if mutate else test(environments or [])
    raise typer.Exit(0 if right else 1)


@access.command("escalate")
def access_escalate(environments: Environments = None) -> None:
    """Synthesize, and try every known way to more for every permission set that somebody has, in every stage.

    A way (policies/escalations) is open where all policies together allow each of its steps. It must be denied, or lead
    to nothing more: to a role that has the platform's boundary, to a role that the person may pass to services anyway,
    or to what the permission set's own folder admits with a reason (`admitted_targets`).

    Exit code 1 when a way is open that leads to more.
    """
    from modules.commands.access_escalation import escalate  # noqa: PLC0415

    raise typer.Exit(0 if escalate(environments or []) else 1)


@access.command("chains")
def access_chains(environments: Environments = None) -> None:
    """Synthesize, and try every chain of steps that would lead somebody to more, across accounts; part of `check`.

    A chain (policies/escalation_chains) names the step that is refused, and which layers of policies refuse it, each by
    itself. That step is asked for once more with nothing in its way, and must be allowed then.

    Exit code 1 when a chain is open, or refused elsewhere than it says.
    """
    from modules.commands.across_accounts import chains  # noqa: PLC0415

    raise typer.Exit(0 if chains(environments or []) else 1)


@access.command("mutate")
def access_mutate(environments: Environments = None, only: Only = None) -> None:
    """Synthesize, take away each statement of each permission set in turn, and list those that no scenario misses.

    Such a statement allows or denies something that no scenario asks for, or nothing that another does not. Several
    environments count together: it is enough that one of them notices. Names are such as
    'BreakGlass: NeverHideTraces removed'. About a minute for each environment.

    Exit code 1 when nothing notices a change that is not in policies/reviewed_changes.yaml.
    """
    from modules.commands.access_mutation import mutate_access  # noqa: PLC0415

    raise typer.Exit(0 if mutate_access(environments or [], only=only) else 1)


@access.command("names")
def access_names(environment: Environment) -> None:
    """Show what guardrails, permission sets and roles refer to by name, and who makes it. Exit code 1: nobody does.

    A policy that admits or protects something by a name that nothing has does nothing, and nobody notices. Makers are
    synthesized resources; AWS, Control Tower or teams, as policies/names.yaml says; and what the environment names
    itself, in its YAML or in policies of its own.
    """
    from modules.commands.names import show_names as run  # noqa: PLC0415

    raise typer.Exit(0 if run(environment) else 1)
