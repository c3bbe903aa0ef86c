"""`delivery roles`, `test` and `mutate`: who plans and who applies without keys, as it is synthesized."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from modules.commands.changes import Change, try_changes
from modules.commands.console import err, out
from modules.commands.delivery_roles import delivery_roles_of, hcp_delivery_of
from modules.commands.folders import Folders
from modules.commands.guardrail_inputs import facts
from modules.commands.synth import synthesize_and, synthesize_if_stale
from modules.commands.validate import load_environments
from modules.delivery.spec import DeliverySpec
from modules.delivery_tests.asking import Asking
from modules.delivery_tests.build_roles import BUILDS, build_roles, stand_ins
from modules.delivery_tests.facts import issuers, of_builds, place_of_builds, values_of, workspaces_of
from modules.delivery_tests.hcp_roles import hcp_roles
from modules.delivery_tests.mutation_run import mutate
from modules.delivery_tests.proof import DeliveryProof, joined, prove
from modules.delivery_tests.roles import DeliveryRoles, delivery_roles
from modules.delivery_tests.scenarios import (
    RIGHTS,
    RIGHTS_OF_BUILDS,
    RIGHTS_OF_RUNS,
    right_tokens,
    rights_scenarios,
    token_scenarios,
)
from modules.delivery_tests.tables import proof_lines, roles_table
from modules.environment import PROJECT
from modules.landing_zone import LandingZone
from modules.landing_zone.known_ids import known_ids
from modules.landing_zone.workspace_classes import classes_of_workspaces
from modules.policy_evaluation.requests.synthesized_environment import environment_of
from modules.specification.errors import LandingZoneError
from modules.synthesized.environment import read_synthesized


def test(names: Sequence[str]) -> bool:
    """Synthesize environments, all of them where none is named, and prove who delivers; say whether all holds."""
    return synthesize_and(are_proved, names)


def are_proved(zones: Mapping[str, LandingZone], folders: Folders) -> bool:
    """Prove who delivers environments as they are in the output folder; print what came of it."""
    holds = True
    for name, zone in zones.items():
        if zone.delivery is None:
            out.print(f"Nobody delivers {name} without keys")
            continue
        with err.status(f"evaluating who delivers {name}"):
            _, proof = proof_of(name, zone, zone.delivery, folders.output)
        out.print(proof_lines(proof))
        holds = holds and proof.ok
    return holds


def show_roles(name: str, *, as_json: bool) -> None:
    """Synthesize an environment where it is not current, and show by which roles each workspace is delivered.

    Args:
        name: The environment.
        as_json: Whether it is printed for programs.

    Raises:
        LandingZoneError: nobody delivers it without keys.

    """
    zone = load_environments([name])[name]
    if zone.delivery is None:
        raise LandingZoneError(
            "the environment has no roles for delivery",
            got=f"{name} without the section `delivery`",
            why="whoever runs Terraform brings credentials of their own",
            fix="add `delivery` (docs/how-to/run-in-ci-without-keys.md)",
        )
    folders = synthesize_if_stale(name, zone)
    roles = delivery_roles_of(name, zone, folders.output)
    if as_json:
        print(json.dumps(roles, indent=2))  # noqa: T201 - for programs, without colours and line breaks
    else:
        out.print(roles_table(roles))


def mutate_delivery(names: Sequence[str], *, only: str | None) -> bool:
    """Change each statement of each role in turn; return whether a scenario notices each change."""
    return try_changes(names, _changes, (), only=only, activity="changing who delivers")


def _changes(name: str, zone: LandingZone, output: Path) -> Iterator[Change]:
    if zone.delivery is None:
        return
    roles, proof = proof_of(name, zone, zone.delivery, output)
    for result in mutate(roles.every, proof):
        mutation = result.mutation
        noticed = bool(result.noticed_by)
        yield Change(result.name, name, noticed=noticed, operator=mutation.operator, equivalent=mutation.equivalent)


def proof_of(name: str, zone: LandingZone, spec: DeliverySpec, output: Path) -> tuple[DeliveryRoles, DeliveryProof]:
    """Return the roles of an environment as it was synthesized, and what came of every scenario.

    Args:
        name: The environment.
        zone: What its YAML says.
        spec: What it says of delivery.
        output: The output folder.

    """
    synthesized = read_synthesized(output, name, known_ids(zone))
    environment = environment_of(synthesized, facts(name, zone))
    roles, rights = delivery_roles(synthesized, environment, plan_role=spec.plan_role), RIGHTS
    if spec.hcp:
        of_runs = hcp_roles(hcp_delivery_of(synthesized, zone, spec, spec.hcp, output), environment)
        roles, rights = DeliveryRoles(of_runs, (), roles.unexpected), RIGHTS_OF_RUNS
    values = values_of(name, zone, spec, roles)
    inside = roles.roles if spec.hcp else roles.inside
    accounts = {account.key: account for account in zone.every_account}
    is_limited = zone.deployment.state_access is not None
    workspaces = workspaces_of(classes_of_workspaces(synthesized, accounts)) if is_limited else {}
    has = {"roles-of-states" if is_limited else "rights-to-states"}
    tokens = right_tokens(PROJECT)
    asking = Asking(roles.roles, inside, issuers(name, zone, spec), tokens, values, workspaces, has)
    proof = prove(name, roles, asking, token_scenarios(PROJECT), rights_scenarios(PROJECT, rights))
    if spec.codepipeline is None:
        return roles, proof
    builds = build_roles(name, zone, spec.codepipeline, roles.roles)
    roles = replace(roles, builds=builds)
    issuer = of_builds(name, zone, spec.codepipeline)
    of_template = {**values, **issuer.values, **stand_ins(place_of_builds(zone, spec.codepipeline))}
    asking = Asking(builds, builds, {BUILDS: issuer}, tokens, of_template, {}, issuer.has)
    return roles, joined(
        proof, prove(name, roles, asking, token_scenarios(PROJECT), rights_scenarios(PROJECT, RIGHTS_OF_BUILDS))
    )
