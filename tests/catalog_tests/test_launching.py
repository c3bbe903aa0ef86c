"""Products are really launched, in a member account on the emulator, and what is not as a test says is seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from modules.catalog.library.library import every_product, product
from modules.catalog_tests.fault import Candidate, candidates
from modules.catalog_tests.launching import launch_faults
from modules.catalog_tests.proof import LaunchEnvironment

pytestmark = pytest.mark.emulator

ATHENA = "analytics/athena-workgroup"


def expecting(creates: dict[str, int], **parameters: str) -> Candidate:
    """Return the Athena workgroup with another test."""
    (candidate,) = candidates((product(ATHENA),))
    definition = candidate.product.definition
    given = {**definition.tests[0].parameters, **parameters}
    test = definition.tests[0].model_copy(update={"creates": creates, "parameters": given})
    return replace(
        candidate,
        product=replace(candidate.product, definition=definition.model_copy(update={"tests": (test,)})),
    )


def test_every_product_of_the_library_is_launched_and_terminated(staging: LaunchEnvironment) -> None:
    everything = candidates(tuple(product for product in every_product() if not product.is_blueprint))
    progress: list[str] = []

    assert list(launch_faults(everything, staging.accounts[0], progress.append)) == []
    assert progress == [f"launching {candidate.name}" for candidate in everything]


def test_what_is_not_there_and_what_is_there_beside_is_seen(staging: LaunchEnvironment) -> None:
    odd = expecting({"AWS::Athena::WorkGroup": 2, "AWS::SQS::Queue": 1})
    assert [fault.what for fault in launch_faults([odd], staging.accounts[0])] == [
        "test `a workgroup with the smallest limit`: AWS::Athena::WorkGroup: 2 expected, 1 there",
        "test `a workgroup with the smallest limit`: AWS::SQS::Queue: 1 expected, 0 there",
    ]


def test_a_launch_that_the_service_refuses_is_seen(staging: LaunchEnvironment) -> None:
    refused = expecting({"AWS::Athena::WorkGroup": 1}, Size="large")
    ((what,),) = [[fault.what for fault in launch_faults([refused], staging.accounts[0])]]
    assert "ProvisionProduct" in what
    assert "Size" in what


def test_a_launch_that_fails_is_seen_with_its_reason(staging: LaunchEnvironment) -> None:
    candidate = expecting({"AWS::Athena::WorkGroup": 1}, Bucket="/landing-zone/team/another-bucket")
    (fault,) = launch_faults([candidate], staging.accounts[0])
    assert "/landing-zone/team/another-bucket" in fault.what
