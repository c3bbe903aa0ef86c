"""The verbs of `main.py guardrails`."""

from __future__ import annotations

from typing import Annotated

import typer

from modules.commands.verbs.arguments import Account, Action, Context, Environment, Environments, Only

guardrails = typer.Typer(
    help="""What the organization policies of an environment deny, as synthesized and attached.

    Somebody is denied and asks why; somebody changes a guardrail and wants to know what still holds:

      python main.py guardrails list ENV      what applies where
      python main.py guardrails test ENV      every scenario, evaluated
      python main.py guardrails explain ENV --account A --action X
      python main.py guardrails creates ENV   whether they let the platform create what it creates
      python main.py guardrails mutate ENV    which statement nobody would miss
    """,
    rich_markup_mode="rich",
    no_args_is_help=True,
)


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
    account: Account,
    action: Action,
    resource: Annotated[str, typer.Option(metavar="ARN", help="The resource, as AWS would see it.")] = "*",
    principal: Annotated[
        str,
        typer.Option(
            metavar="P",
            help="administrator, root, platform, data-scientist, break-glass, outsider, role/NAME, an ARN, or a "
            "service such as cloudtrail.amazonaws.com.",
        ),
    ] = "administrator",
    context: Context = None,
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

    request_context = context_of(context or [])
    explanation(
        environment,
        Question(account=account, action=action, resource=resource, principal=principal, context=request_context),
    )


@guardrails.command("creates")
def guardrails_creates(environments: Environments = None) -> None:
    """Synthesize, and evaluate every create in member accounts against the organization's policies. Part of `check`.

    A preview on the emulator is green where AWS would refuse: the emulator evaluates no policies. Each resource is
    created as the role that its provider assumes, with its tags, as policies/creates.yaml says. Exit code 1 when a
    service or resource control policy, or a tag policy, refuses one.
    """
    from modules.commands.creates import test_creates as run  # noqa: PLC0415

    raise typer.Exit(0 if run(environments or []) else 1)


@guardrails.command("mutate")
def guardrails_mutate(environments: Environments = None, only: Only = None) -> None:
    """Synthesize, change each Deny statement in turn, and list the changes that no scenario notices.

    A statement is taken away; each of its conditions is inverted, taken away, and given or deprived of IfExists. A
    change that no scenario notices shows a scenario that is missing, or a statement that nobody would miss. Several
    environments count together: it is enough that one of them notices. Names are such as
    'deny-root-user: DenyRootUser removed'. About 25 seconds for each environment.

    Exit code 1 when nothing notices a change that is not in policies/reviewed_changes.yaml.
    """
    from modules.commands.guardrail_mutation import mutate_guardrails  # noqa: PLC0415

    raise typer.Exit(0 if mutate_guardrails(environments or [], only=only) else 1)
