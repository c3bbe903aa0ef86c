"""What a user may say about the organization."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from modules import environment
from modules.aws_limits import OU_DEPTH, OU_NAME_LENGTH
from modules.organization.spec import OrganizationalUnitSpec, OrganizationSpec, PolicyType, UnitName, too_deep

UNIT_NAME: TypeAdapter[str] = TypeAdapter(UnitName)


def organization(**said: Any) -> OrganizationSpec:
    spec = environment.load("staging").organization
    return OrganizationSpec.model_validate({**spec.model_dump(), **said})


def units(*names: str, **below: dict[str, OrganizationalUnitSpec]) -> dict[str, OrganizationalUnitSpec]:
    return {name: OrganizationalUnitSpec(units=below.get(name, {})) for name in [*names, *below]}


def test_units_come_from_the_top_down_in_the_order_written() -> None:
    spec = organization(units=units("Security", Workloads=units("NonProduction", Production=units("Batch"))))

    assert list(spec.unit_paths()) == [
        ("Security",),
        ("Workloads",),
        ("Workloads", "NonProduction"),
        ("Workloads", "Production"),
        ("Workloads", "Production", "Batch"),
    ]


def test_the_fifth_level_is_the_deepest() -> None:
    assert not too_deep(("level",) * OU_DEPTH.value)
    assert too_deep(("level",) * (OU_DEPTH.value + 1))


@pytest.mark.parametrize(
    "name",
    [
        "Production",
        "Non Production",
        "ml_workloads-2",
        "X",
        "9",
        "x" * OU_NAME_LENGTH.value,
        "policy_staging_",
        "R&D",
        "v1.2",
        "-x",
        "Team (old)",
        "Default",
        "BU 1, Retail: it's #1",
    ],
)
def test_a_plain_name_is_a_units_name(name: str) -> None:
    assert UNIT_NAME.validate_python(name) == name


@pytest.mark.parametrize(
    "name",
    ["", " ", "Root", "Workloads/Production", " Security", "Security ", "Ä", "${x}", "x~", "a\tb", "x\n",
     "x" * (OU_NAME_LENGTH.value + 1)],
)  # fmt: skip
def test_a_name_that_a_path_an_address_or_a_terminal_would_take_for_another_is_none(name: str) -> None:
    with pytest.raises(ValidationError):
        UNIT_NAME.validate_python(name)


def test_services_that_the_workspaces_use_are_trusted_by_default() -> None:
    assert "access-analyzer.amazonaws.com" in OrganizationSpec.model_fields["trusted_services"].default


def test_guardrails_of_the_usual_kinds_are_enabled_by_default() -> None:
    default = OrganizationSpec.model_fields["policy_types"].default

    assert {PolicyType.SERVICE_CONTROL_POLICY, PolicyType.RESOURCE_CONTROL_POLICY, PolicyType.TAG_POLICY} <= set(
        default
    )


def test_a_specification_cannot_be_changed_once_it_is_read() -> None:
    spec = organization()

    with pytest.raises(ValidationError, match="frozen"):
        spec.name = "other"  # type: ignore[misc] # which is what the type says too
