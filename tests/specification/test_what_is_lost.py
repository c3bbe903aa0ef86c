"""What may be left out says what is lost without it, in its own reference entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic.fields import FieldInfo

from modules.environment import PROJECT
from modules.landing_zone import LandingZone
from modules.network.spec.network import NetworkSpec
from modules.organization.spec import OrganizationSpec
from modules.security.spec.security import SecuritySpec
from modules.specification.model import Spec

OF_NO_LOSS = {
    "log_archive": "it is there wherever there are security services; its keys say how",
    "management_account": "it is there in every organization",
}
"""Sections that nothing can leave out, although they need not be written."""


def _specs(annotation: Any) -> Iterator[type[Spec]]:
    if isinstance(annotation, type) and issubclass(annotation, Spec):
        yield annotation
    for part in get_args(annotation):
        yield from _specs(part)


def _is_on(field: FieldInfo) -> bool:
    """Whether it is there by default, or belongs to what nobody switches."""
    return getattr(field.default, "enabled", True) is not False


def _sections() -> Iterator[tuple[str, FieldInfo]]:
    """Give every section of an environment, of its network and of security that may be left out, and every switch."""
    for spec in (LandingZone, OrganizationSpec, NetworkSpec, SecuritySpec):
        for name, field in spec.model_fields.items():
            is_a_section = next(_specs(field.annotation), None) is not None and not _is_a_list(field, spec)
            if not field.is_required() and (is_a_section or field.annotation is bool) and _is_on(field):
                yield f"{spec.__name__}.{name}", field


def _is_a_list(field: FieldInfo, spec: type[Spec]) -> bool:
    """Whether it has things by name: without an entry there is one less, which needs no words but at the top."""
    return spec is not LandingZone and getattr(field.annotation, "__origin__", None) is dict


SECTIONS = {name: field for name, field in _sections() if name.rpartition(".")[2] not in OF_NO_LOSS}


def test_there_are_sections_to_look_at() -> None:
    assert {"LandingZone.network", "NetworkSpec.egress", "SecuritySpec.guardduty"} <= SECTIONS.keys()


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_that_may_be_left_out_says_what_is_lost_without_it(name: str) -> None:
    said = SECTIONS[name].description or ""
    assert re.search(r"\b[Ww]ithout (it|this|the|them|any|a|an|one|AWS\w*)\b", said), said


BY_CHOICE = sorted(name for name, field in LandingZone.model_fields.items() if field.default is None)
GUIDE = (PROJECT / "docs" / "how-to" / "add-an-environment.md").read_text()


@pytest.mark.parametrize("name", BY_CHOICE)
def test_the_guide_says_what_each_section_by_choice_gives_and_what_is_lost_without_it(name: str) -> None:
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in GUIDE.splitlines() if line.startswith("|")]
    (gives, lost, more) = next(row[1:] for row in rows if row[0] == f"`{name}`")

    assert gives
    assert lost
    assert "](" in more


def test_there_are_sections_by_choice() -> None:
    assert {"cost", "data", "machine_learning", "network", "observability"} <= set(BY_CHOICE)
