"""The files of `policies/costs`: what does not fit is refused, and the real ones are about what the library makes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from modules.environment import PROJECT
from modules.estimate.catalogue import ASSUMPTIONS, TYPES, Catalogue, read_catalogue
from modules.estimate.estimate import Estimate
from modules.estimate.spec import ChargeSpec
from modules.prices import FOLDER
from modules.specification.errors import LandingZoneError
from modules.specification.problems import InvalidEnvironmentError
from tests.estimate.planted import BODY, Resources, estimated

REAL = read_catalogue(PROJECT)
CHARGES = [(type_, number) for type_, charges in REAL.types.charged.items() for number in range(len(charges))]
DECIDED_BY_ARGUMENTS = [(type_, number) for type_, number in CHARGES if REAL.types.charged[type_][number].where]
OTHER_NAMES = {"route53_profiles_": "route53profiles_"}
"""How modules of the bindings begin that are not called as the type is."""


def read(folder: Path, file: str, right: str, wrong: str) -> Catalogue:
    """Read the real files with something else in one of them."""
    shutil.copytree(PROJECT / FOLDER, folder / FOLDER)
    text = (PROJECT / file).read_text()
    assert right in text
    (folder / file).write_text(text.replace(right, wrong, 1))
    return read_catalogue(folder)


@pytest.mark.parametrize(
    ("file", "right", "wrong", "refused"),
    [
        (TYPES, "price: nat-gateway", "price: nat-gatway", "a charge names a price that is unknown\n  got: nat-gatway"),
        (
            TYPES,
            "times: active-addresses",
            "times: guess",
            "a charge names an assumption that is unknown\n  got: guess",
        ),
        (TYPES, "  aws_eip:\n", "  aws_subnet:\n", "a type of resource is there twice\n  got: aws_subnet"),
        (
            TYPES,
            "- price: key-rotation",
            "- free: so\n      price: key-rotation",
            "a charge must have a price, or a reason",
        ),
        (
            TYPES,
            "spread: accounts-and-regions",
            "spread: everywhere",
            "charged.aws_controltower_landing_zone[0].spread",
        ),
        (ASSUMPTIONS, "value: 200", "value: -1", "assumptions.configuration-items.value"),
        (
            ASSUMPTIONS,
            "    reason: a few changes",
            "    because: a few changes",
            "assumptions.configuration-items.reason",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_its_line(
    tmp_path: Path, file: str, right: str, wrong: str, refused: str
) -> None:
    with pytest.raises(InvalidEnvironmentError) as raised:
        read(tmp_path, file, right, wrong)

    assert refused in str(raised.value)
    assert f"{file}:" in str(raised.value)


def test_every_type_of_resource_that_the_library_can_make_is_known() -> None:
    """A new room imports what it makes, whether or not an environment of ours has it."""
    text = "\n".join(path.read_text() for path in (PROJECT / "modules").rglob("*.py"))
    names = set(re.findall(r"from cdktf_cdktf_provider_aws\.([a-z0-9_]+) import", text))
    types = {f"aws_{_type_name(name)}" for name in names if not name.startswith("data_") and name != "provider"}

    assert len(types) > 100
    assert {type_ for type_ in types if not REAL.is_known(type_)} == {
        "aws_cloudcontrolapi_resource"
    }  # asked by its own


def test_no_price_and_no_assumption_is_there_for_nothing() -> None:
    charges = [charge for found in REAL.types.charged.values() for charge in found]
    of_the_network = {"transit-gateway-traffic"}
    beyond = {price.beyond for price in REAL.prices.prices.values() if price.beyond}

    assert {charge.price for charge in charges if charge.price} | beyond | of_the_network == REAL.prices.prices.keys()
    assert {charge.times for charge in charges if charge.times} == REAL.assumptions.keys()


class TestEveryCharge:
    @pytest.mark.parametrize(("type_", "number"), CHARGES)
    def test_counts_a_resource_that_it_is_about(self, type_: str, number: int) -> None:
        charge = REAL.types.charged[type_][number]

        prices = {line.rate.price for line in planted(REAL, type_, charge).lines}

        assert (charge.price in prices) if charge.price else not prices

    @pytest.mark.parametrize(("type_", "number"), CHARGES)
    def test_is_missed_when_it_is_gone(self, type_: str, number: int) -> None:
        charge = REAL.types.charged[type_][number]
        rest = tuple(other for place, other in enumerate(REAL.types.charged[type_]) if place != number)
        types = REAL.types.model_copy(update={"charged": {**REAL.types.charged, type_: rest}})
        without = replace(REAL, types=types)

        try:
            found = planted(without, type_, charge).lines
        except LandingZoneError:
            return
        assert found != planted(REAL, type_, charge).lines

    @pytest.mark.parametrize(("type_", "number"), DECIDED_BY_ARGUMENTS)
    def test_is_about_no_resource_with_another_value(self, type_: str, number: int) -> None:
        charge = REAL.types.charged[type_][number]
        other = ChargeSpec(where={**charge.where, next(iter(charge.where)): ("something else",)}, each=charge.each)

        try:
            found = planted(REAL, type_, other).lines
        except LandingZoneError:
            return
        assert charge.price not in {line.rate.price for line in found}


def planted(known: Catalogue, type_: str, charge: ChargeSpec) -> Estimate:
    """Estimate an environment with one resource that a charge is about, and what it needs beside it."""
    body: dict[str, Any] = {key: values[0] for key, values in charge.where.items() if values[0] is not None}
    if charge.each:
        body[charge.each] = [BODY, BODY]
    if charge.account:
        body[charge.account] = "222222222222"
    beside = {needed: {"x": BODY} for needed in (charge.billed_to, charge.only_with) if needed}
    resources: Mapping[str, Resources] = {"hub": {type_: {"a": body}, **beside}}
    return estimated(known, resources)


def _type_name(module: str) -> str:
    for begins, called in OTHER_NAMES.items():
        if module.startswith(begins):
            return called + module.removeprefix(begins)
    return module
