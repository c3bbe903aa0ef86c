"""What an environment has nobody for is listed with its reason, and what has no scenarios as not proved."""

from __future__ import annotations

from dataclasses import replace

from rich.console import Console

from modules.access.mutation_run import mutate
from modules.access.personas import Personas
from modules.access.proof import AccessProof, prove
from modules.access.synthesized_access import SynthesizedAccess
from modules.access.tables import proof_table
from modules.commands.access_inputs import scenarios
from modules.commands.guardrail_inputs import guardrails
from tests.support.environments import environment

LIBRARY = scenarios(environment("staging").zone)


def shown(proof: AccessProof) -> str:
    console = Console(width=200)
    with console.capture() as capture:
        console.print(proof_table(proof))
    return " ".join(capture.get().split())


def with_access(personas: Personas, *kept: str) -> Personas:
    """The same environment, in which nobody has anything but some permission sets."""
    access = personas.access
    sets = {name: known for name, known in access.permission_sets.items() if name in kept}
    entries = tuple(entry for entry in access.entries if entry.permission_set in kept)
    return replace(personas, access=SynthesizedAccess(sets, entries))


def test_scenarios_of_a_permission_set_that_nobody_has_are_listed(personas: dict[str, Personas]) -> None:
    proof = prove(with_access(personas["staging"], "Billing"), LIBRARY)

    assert proof.ok
    assert {one.permission_set for one, why in proof.not_applicable if why == "nobody has it"} == LIBRARY.keys() - {
        "Billing"
    }
    assert "BreakGlass: nobody has it" in shown(proof)


def test_where_nobody_has_anything_nothing_is_called_proved(personas: dict[str, Personas]) -> None:
    proof = prove(with_access(personas["staging"]), LIBRARY)

    assert shown(proof).endswith("Nothing to prove: no scenario applies in staging")
    assert "Proved:" not in shown(proof)


def test_a_permission_set_without_scenarios_is_listed_and_left_out_of_changes(personas: dict[str, Personas]) -> None:
    staging = with_access(personas["staging"], "Billing", "DataScientist")
    proof = prove(staging, {"Billing": LIBRARY["Billing"]})

    assert proof.unproved == ("DataScientist",)
    assert "Not proved, without scenarios: DataScientist" in shown(proof)
    assert {result.permission_set for result in mutate(staging, proof, ("dev",))} <= {"Billing"}


def test_a_managed_policy_that_nobody_here_knows_is_left_unsaid(personas: dict[str, Personas]) -> None:
    staging = with_access(personas["staging"], "ReadOnly")
    known = staging.access.permission_sets["ReadOnly"]
    newer = replace(known, managed_policies=(*known.managed_policies, "arn:aws:iam::aws:policy/AmazonTomorrow"))
    access = replace(staging.access, permission_sets={"ReadOnly": newer})

    assert prove(replace(staging, access=access), LIBRARY).ok


def test_a_scenario_is_set_aside_only_for_a_guardrail_that_is_meant_for_the_account(
    personas: dict[str, Personas],
) -> None:
    """What suspends accounts would deny everything everywhere, and no fault would ever show."""
    staging = personas["staging"]
    known = staging.access.permission_sets
    anything = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
    loosened = replace(known["DataScientist"], inline_policy=anything)
    access = replace(staging.access, permission_sets={**known, "DataScientist": loosened})

    proof = prove(replace(staging, access=access), LIBRARY, guardrails(environment("staging").zone))

    assert {outcome.permission_set for outcome in proof.failed} == {"DataScientist"}
    assert not [why for _, why in proof.not_applicable if "deny-all-but-clean-up" in why]
