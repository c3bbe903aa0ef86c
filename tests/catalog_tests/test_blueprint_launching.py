"""Blueprints are really made in a member account on the emulator, by the role of Control Tower, and deleted again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from modules.catalog.library.library import every_product, product
from modules.catalog_tests.blueprint_launching import blueprint_faults
from modules.catalog_tests.fault import Candidate, Column, candidates
from modules.catalog_tests.proof import LaunchEnvironment, prove
from modules.catalog_tests.spec import resource_types
from tests.catalog_tests.conftest import Plant

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("emptied_aws")]

CORPORATE, INTERNET = "account-vending/corporate-account", "account-vending/internet-account"
TEMPLATE = "1.0/template.yaml"


def whats(candidate: Candidate, environment: LaunchEnvironment) -> list[str]:
    return [fault.what for fault in blueprint_faults([candidate], environment.of(candidate)[0])]


def test_every_blueprint_is_made_in_an_account_that_it_is_for_and_deleted_without_remains(
    staging: LaunchEnvironment,
) -> None:
    blueprints = tuple(product for product in every_product() if product.is_blueprint)
    progress: list[str] = []

    proof = prove(blueprints, [staging], resource_types(), progress.append)

    assert [fault for fault in proof.faults if fault.column is Column.LAUNCH] == []
    assert all(proof.was_looked_at(version, Column.LAUNCH) for version in proof.versions)
    assert {f"launching {CORPORATE} 1.0", f"launching {INTERNET} 1.0"} <= {*progress}


def test_what_a_blueprint_makes_beside_what_its_test_says_is_seen(staging: LaunchEnvironment) -> None:
    (candidate,) = candidates((product(INTERNET),))
    definition = candidate.product.definition
    test = definition.tests[0].model_copy(update={"creates": {**definition.tests[0].creates, "AWS::EC2::Subnet": 2}})
    other = replace(
        candidate, product=replace(candidate.product, definition=definition.model_copy(update={"tests": (test,)}))
    )

    told = "test `an account in two zones`: AWS::EC2::Subnet: 2 expected, 3 there"
    assert whats(other, staging) == [told, told]  # when it is made, and when it is changed


def test_a_blueprint_that_cannot_be_made_is_seen_with_its_reason(plant: Plant, staging: LaunchEnvironment) -> None:
    planted = plant(CORPORATE, TEMPLATE, '"24": {Free: 5}', '"24": {Free: 6}')

    (what,) = whats(candidates((planted,))[0], staging)

    assert what.startswith("test `an account with the smallest VPC`: its stack is ROLLBACK_COMPLETE: ")
    assert "Fn::Cidr" in what or "10.64.0.0/24 has no 8 ranges" in what


def test_what_a_blueprint_leaves_behind_is_seen(plant: Plant, staging: LaunchEnvironment) -> None:
    kept = plant(
        CORPORATE,
        TEMPLATE,
        "  GroupsAreNotOpen:\n    Type: AWS::Config::ConfigRule\n",
        "  GroupsAreNotOpen:\n    Type: AWS::Config::ConfigRule\n    DeletionPolicy: Retain\n",
    )

    (what,) = whats(candidates((kept,))[0], staging)

    assert "after its stack was deleted, this is left: config" in what


def test_no_blueprint_is_launched_where_it_is_for_no_account(staging: LaunchEnvironment) -> None:
    nowhere = replace(staging, of_blueprints={})

    proof = prove((product(INTERNET),), [nowhere], resource_types(), lambda _: None)

    assert not proof.was_looked_at(proof.versions[0], Column.LAUNCH)
