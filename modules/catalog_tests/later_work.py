"""Whether what a product does later may be done: steps of its pipelines, and what its definition names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from modules.catalog_tests.fault import Column, Fault
from modules.catalog_tests.guardrails import guardrail_faults
from modules.catalog_tests.launches import LaunchedResource
from modules.catalog_tests.needs import Need, needs
from modules.catalog_tests.pipeline_steps import PipelineStep, pipeline_steps
from modules.catalog_tests.role_requests import RoleRequests
from modules.catalog_tests.spec import ResourceTypeSpec, property_of
from modules.policy_evaluation.creating.action_facts import action_facts
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment
from modules.policy_evaluation.simulating.simulator import Answer, Request, simulate


def later_faults(
    environment: SynthesizedEnvironment, launched: Sequence[LaunchedResource], types: Mapping[str, ResourceTypeSpec]
) -> Iterator[Fault]:
    """Evaluate what comes after the launch as the role that does it, in one run; give what would be refused.

    Args:
        environment: With its organization policies.
        launched: Every resource of every launch.
        types: What is known of steps of pipelines.

    Raises:
        LandingZoneError: nothing is known of a step, or the simulator cannot run.

    """
    steps = list(pipeline_steps(launched, types))
    yield from guardrail_faults(environment, steps, Column.LATER)
    for step in steps:
        yield from _unencrypted(step)
    requests = RoleRequests(environment)
    facts = action_facts({action for step in steps for action in step.needed})
    asked = [
        (step.candidate.name, need, requests.of_execution_role(step.works_as, step.account, need))
        for step in steps
        for need in needs(step, facts)
    ]
    asked += [
        (each.candidate.name, need, requests.of_execution_role(role, each.account, need))
        for each in _one_of_each_launch(launched)
        for role, need in _named(each)
    ]
    batch = requests.batch((), {each.account.account.key: each.account for each in launched}.values())
    batch.requests = [request for _, _, request in asked]
    for (name, need, request), answer in zip(asked, simulate(batch), strict=True):
        if what := _wrong(need, request, answer):
            yield Fault(name, Column.LATER, what)


def _one_of_each_launch(launched: Sequence[LaunchedResource]) -> Iterator[LaunchedResource]:
    yield from {(each.candidate.name, each.account.id): each for each in launched}.values()


def _named(each: LaunchedResource) -> Iterator[tuple[str, Need]]:
    """Give what the definition names, with the role that does it."""
    account = each.account
    for work in each.candidate.product.definition.later:
        role = f"teams/{account.team('name')}/{account.team('stage')}/{work.role}"
        for resource in work.resource:
            yield (
                role,
                Need(
                    work.action,
                    account.filled(resource),
                    {key: account.filled(value) for key, value in work.context.items()},
                    work.name,
                ),
            )


def _unencrypted(step: PipelineStep) -> Iterator[Fault]:
    for path in step.spec.encrypted_by:
        if not property_of(step.properties, path):
            what = f"{step.logical_id}: not encrypted with a key, {path} is missing"
            yield Fault(step.candidate.name, Column.LATER, what)


def _wrong(need: Need, request: Request, answer: Answer) -> str:
    if answer.problem:
        return f"{need.by}: {need.action} on {need.resource} cannot be evaluated: {answer.problem}"
    if answer.allowed:
        return ""
    denying = ", ".join(sorted({f"{statement.sid} of {statement.policy}" for statement in answer.denying}))
    by = f"denied by {denying}" if denying else "no statement allows it"
    return f"{need.by} needs {need.action} on {need.resource} as {request.principal.rpartition('/')[2]}: {by}"
