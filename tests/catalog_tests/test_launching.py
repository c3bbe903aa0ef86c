"""Products are really launched, in a member account on the emulator, and what is not as a test says is seen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from modules.catalog.library.library import every_product, product
from modules.catalog_tests.accounts import LaunchingAccount
from modules.catalog_tests.emulated_account import Client, other_cost_center
from modules.catalog_tests.fault import Candidate, Column, candidates
from modules.catalog_tests.launching import launch_faults
from modules.catalog_tests.proof import LaunchEnvironment, prove
from modules.catalog_tests.spec import resource_types
from modules.catalog_tests.tables import fault_lines
from modules.catalog_tests.zones import launch_places
from tests.catalog_tests.conftest import launch_environment

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("emptied_aws")]

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


def changing(**parameters: str) -> Candidate:
    """Return the Athena workgroup with another change."""
    (candidate,) = candidates((product(ATHENA),))
    definition = candidate.product.definition
    test = definition.tests[0].model_copy(update={"changes": parameters})
    changed = definition.model_copy(update={"tests": (test,)})
    return replace(candidate, product=replace(candidate.product, definition=changed))


def test_every_product_of_the_library_is_launched_updated_and_terminated(staging: LaunchEnvironment) -> None:
    ordered = tuple(product for product in every_product() if not product.is_blueprint)
    everything = [candidate for candidate in candidates(ordered) if candidate.fits(staging.accounts[0].zones)]
    progress: list[str] = []

    assert list(launch_faults(everything, staging.accounts[0], progress.append)) == []
    assert progress == [f"launching {candidate.name}" for candidate in everything]


def test_a_product_that_takes_three_zones_is_launched_where_there_are_three(
    staging: LaunchEnvironment, outputs: dict[str, Path]
) -> None:
    (warehouse,) = candidates((product("analytics/redshift-serverless"),))
    accounts = [*staging.accounts, *launch_environment("production", outputs["production"]).accounts]

    ((account, fitting),) = launch_places([warehouse], accounts).values()

    assert (account.environment, account.zones, fitting) == ("production", 3, [warehouse])
    assert list(launch_faults(fitting, account)) == []


def test_a_product_that_takes_three_zones_fails_where_there_are_two(staging: LaunchEnvironment) -> None:
    (warehouse,) = candidates((product("analytics/redshift-serverless"),))

    (fault,) = launch_faults([warehouse], staging.accounts[0])

    assert "three Availability Zones" in fault.what


def test_where_a_product_cannot_be_launched_is_told_and_it_is_not_said_to_be_launched(
    staging: LaunchEnvironment,
) -> None:
    whole = product("analytics/redshift-serverless")
    proof = prove((whole,), [staging], resource_types(), lambda _: None)

    note = (
        "analytics/redshift-serverless 1.0 takes 3 Availability Zones, and cannot be launched in "
        "fraud-dev, fraud-prod, fraud-test of staging, whose network has fewer"
    )
    assert proof.notes == (note,)
    assert not proof.was_looked_at("analytics/redshift-serverless 1.0", Column.LAUNCH)
    assert note in [*fault_lines(proof)]


def test_what_is_not_there_and_what_is_there_beside_is_seen(staging: LaunchEnvironment) -> None:
    odd = expecting({"AWS::Athena::WorkGroup": 2, "AWS::SQS::Queue": 1})
    name = "test `a workgroup with the smallest limit`"
    assert [fault.what for fault in launch_faults([odd], staging.accounts[0])] == [
        f"{name}: AWS::Athena::WorkGroup: 2 expected, 1 there",
        f"{name}: AWS::SQS::Queue: 1 expected, 0 there",
        f"{name}: after an update, AWS::Athena::WorkGroup: 2 expected, 1 there",
        f"{name}: after an update, AWS::SQS::Queue: 1 expected, 0 there",
    ]


def test_an_update_that_the_service_refuses_is_seen(staging: LaunchEnvironment) -> None:
    refused = changing(Purpose="x" * 501)
    (fault,) = launch_faults([refused], staging.accounts[0])
    assert "after an update it is" in fault.what
    assert "'Purpose' failed to satisfy constraint" in fault.what


def test_a_product_whose_tests_change_nothing_is_seen(staging: LaunchEnvironment) -> None:
    (fault,) = launch_faults([changing()], staging.accounts[0])
    assert fault.what == "no test of it changes a parameter, so that no update is tried"


def test_an_update_changes_a_tag_with_what_the_account_pays_by(
    staging: LaunchEnvironment, monkeypatch: pytest.MonkeyPatch
) -> None:
    account, tags = staging.accounts[0], []
    arn = f"arn:aws:athena:{account.region}:{account.id}:workgroup/{account.team('name')}-dev-exploration"

    @contextmanager
    def watched(client: Client, account: LaunchingAccount, *, is_other: bool) -> Iterator[None]:
        with other_cost_center(client, account, is_other=is_other):
            yield
        tags.extend(client("athena", account.id).list_tags_for_resource(ResourceARN=arn)["Tags"])

    monkeypatch.setattr("modules.catalog_tests.launching.other_cost_center", watched)

    assert list(launch_faults([changing(QueryLimitGib="100")], account)) == []
    assert {"Key": "CostCenter", "Value": f"{account.team('cost-center')}-other"} in tags


def test_a_launch_that_the_service_refuses_is_seen(staging: LaunchEnvironment) -> None:
    refused = expecting({"AWS::Athena::WorkGroup": 1}, Size="large")
    ((what,),) = [[fault.what for fault in launch_faults([refused], staging.accounts[0])]]
    assert "ProvisionProduct" in what
    assert "Size" in what


def test_a_launch_that_a_rule_of_its_product_forbids_is_seen(staging: LaunchEnvironment) -> None:
    (tuning,) = candidates((product("model-building/tune-and-register"),))
    definition = tuning.product.definition
    given = {**definition.tests[0].parameters, "InstanceType": "ml.m5.4xlarge", "AtOnce": "3"}
    test = definition.tests[0].model_copy(update={"parameters": given})
    greedy = replace(
        tuning, product=replace(tuning.product, definition=definition.model_copy(update={"tests": (test,)}))
    )

    (fault,) = launch_faults([greedy], staging.accounts[0])

    assert "Rule [FewLargeInstances] failed: Of the largest instances at most two run at the same time" in fault.what


def test_a_parameter_that_is_pointed_elsewhere_is_refused(staging: LaunchEnvironment) -> None:
    candidate = expecting({"AWS::Athena::WorkGroup": 1}, KeyArn="/landing-zone/team/bucket")
    (fault,) = launch_faults([candidate], staging.accounts[0])
    assert "Parameter 'KeyArn' failed to satisfy constraint" in fault.what


def test_a_launch_that_fails_is_seen_with_its_reason(staging: LaunchEnvironment) -> None:
    account, lacking = staging.accounts[0], "/landing-zone/team/sagemaker-execution-role-arn"
    unpublished = {name: value for name, value in account.published.items() if name != lacking}
    (candidate,) = candidates((product("model-building/feature-group"),))

    found = list(launch_faults([candidate], replace(account, published=unpublished)))

    assert len(found) == len(candidate.tests)
    assert all(f"Unable to fetch parameters [{lacking}]" in fault.what for fault in found)
