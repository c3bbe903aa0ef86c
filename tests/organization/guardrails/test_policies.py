from __future__ import annotations

from pathlib import Path

from modules.aws_limits import POLICY_DESCRIPTION_LENGTH, POLICY_NAME_LENGTH
from modules.organization.guardrails.bindings import Binding, bindings
from modules.organization.guardrails.library import Guardrail
from modules.organization.guardrails.policies import GuardrailPolicy, packings
from modules.organization.spec import OrganizationalUnitSpec, PolicyType
from tests.support.environments import environment

SCP, RCP = PolicyType.SERVICE_CONTROL_POLICY, PolicyType.RESOURCE_CONTROL_POLICY


def of_library(name: str) -> Guardrail:
    principal = {"Principal": "*"} if name == "only-us" else {}
    document = {"Statement": [{"Sid": name, "Action": "{{home}}", **principal}]}
    return Guardrail(name, Path(), document, frozenset({"home"}))


def policy(
    target: tuple[str, ...] = ("Workloads", "Production"), held: tuple[str, ...] = ("deny-a",)
) -> GuardrailPolicy:
    return GuardrailPolicy(target, SCP, 2, held, {"Statement": []})


def test_the_root_comes_first_and_parents_before_children() -> None:
    units = {
        "Workloads": OrganizationalUnitSpec(
            guardrails=("b",), units={"Production": OrganizationalUnitSpec(guardrails=("c", "d"))}
        ),
        "Sandbox": OrganizationalUnitSpec(),
    }
    organization = environment().zone.organization.model_copy(update={"guardrails": ("a",), "units": units})

    assert list(bindings(organization)) == [
        Binding((), ("a",), ("organization", "guardrails")),
        Binding(("Workloads",), ("b",), ("organization", "units", "Workloads", "guardrails")),
        Binding(
            ("Workloads", "Production"),
            ("c", "d"),
            ("organization", "units", "Workloads", "units", "Production", "guardrails"),
        ),
    ]


def test_guardrails_of_a_target_are_packed_kind_by_kind_and_filled_in() -> None:
    binding = Binding((), ("deny-a", "only-us", "deny-b"), ("organization", "guardrails"))

    found = list(packings([binding], of_library, {"home": "eu-west-1"}, characters=lambda _: 10_000))

    assert [[(p.kind, p.number, p.guardrails) for p in packing.policies()] for packing in found] == [
        [(SCP, 1, ("deny-a", "deny-b"))],
        [(RCP, 1, ("only-us",))],
    ]
    assert found[0].packed[0].document["Statement"] == [
        {"Sid": "deny-a", "Action": "eu-west-1"},
        {"Sid": "deny-b", "Action": "eu-west-1"},
    ]


def test_a_policy_is_named_after_its_target_its_kind_and_its_number() -> None:
    assert policy().name == "Workloads/Production service-control-policy 2"
    assert policy(target=()).name == "Root service-control-policy 2"


def test_the_longest_names_of_units_give_names_that_differ_and_fit() -> None:
    long = tuple("u" * 128 for _ in range(4))
    names = {policy(target=(*long, last)).name for last in ("a", "b")}

    assert len(names) == 2
    assert all(len(name) <= POLICY_NAME_LENGTH.value for name in names)


def test_a_description_that_would_be_too_long_counts_what_it_leaves_out() -> None:
    held = tuple(f"guardrail-number-{number}" for number in range(40))

    text = policy(held=held).description

    named = text.removeprefix("Guardrails: ").partition(" and ")[0].split(", ")
    assert len(text) <= POLICY_DESCRIPTION_LENGTH.value
    assert text.endswith(f"and {40 - len(named)} more")
    assert policy(held=("a", "b")).description == "Guardrails: a, b"
