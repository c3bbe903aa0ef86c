"""The state machine, run by the emulator's interpreter against services that answer as a test chooses."""

from __future__ import annotations

import json
from typing import Any

import boto3
import pytest
from moto import mock_aws
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import state_task_service_aws_sdk

from tests.machine_learning.deployments.models import KEY, SERVING, TAGS, VERSION, machine
from tests.machine_learning.deployments.services import EVENT, Services
from tests.support.waiting import wait_until

ENDPOINT = "fraud-prod-models"
OTHER = "fraud-prod-6-0a1b2c3d"
SAME = "fraud-prod-7-0a1b2c3d"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run the machine for version 7, without waiting; return how its execution ended."""

    def run(services: Services, event: dict[str, Any] = EVENT) -> str:
        def client_for(*, service: str, **_: Any) -> object:
            return services.client(service)

        monkeypatch.setattr(state_task_service_aws_sdk, "boto_client_for", client_for)
        with mock_aws(config={"stepfunctions": {"execute_state_machine": True}}):
            return _ended(event)

    return run


def _ended(event: dict[str, Any]) -> str:
    client = boto3.client("stepfunctions", region_name="eu-west-1")
    arn = client.create_state_machine(
        name="deployment", definition=json.dumps(_without_waiting()), roleArn="arn:aws:iam::123456789012:role/x"
    )["stateMachineArn"]
    execution = client.start_execution(
        stateMachineArn=arn, name="0f1e2d3c-1111-2222-3333-444455556666", input=json.dumps(event)
    )["executionArn"]
    wait_until(lambda: client.describe_execution(executionArn=execution)["status"] != "RUNNING")
    events = client.get_execution_history(executionArn=execution)["events"]
    return str([each["stateEnteredEventDetails"]["name"] for each in events if "stateEnteredEventDetails" in each][-1])


def _without_waiting() -> dict[str, Any]:
    states = {
        name: {key: 0 if key == "Seconds" else value for key, value in state.items() if key != "Retry"}
        for name, state in machine()["States"].items()
    }
    return {**machine(), "States": states}


def test_the_first_approved_version_is_served_in_the_vpc_with_the_team_s_key(run: Any) -> None:
    services = Services()

    assert run(services) == "Deployed"

    assert services.made == ["create_model", "create_endpoint_config", "create_endpoint"]
    (model,) = services.asked("create_model")
    assert model["PrimaryContainer"] == {"ModelPackageName": VERSION}
    assert model["ExecutionRoleArn"] == SERVING
    assert model["EnableNetworkIsolation"] is True
    assert model["VpcConfig"] == {"Subnets": ["subnet-1", "subnet-2"], "SecurityGroupIds": ["sg-1"]}
    (configuration,) = services.asked("create_endpoint_config")
    assert configuration["KmsKeyId"] == KEY
    (endpoint,) = services.asked("create_endpoint")
    assert (endpoint["EndpointName"], endpoint["EndpointConfigName"]) == (ENDPOINT, model["ModelName"])
    for made in (model, configuration, endpoint):
        assert {tag["Key"]: tag["Value"] for tag in made["Tags"]} == TAGS


@pytest.mark.parametrize("status", ["PendingManualApproval", "Rejected"])
def test_an_event_that_says_approved_makes_nothing_of_a_version_that_is_not(run: Any, status: str) -> None:
    services = Services(status=status)

    assert run(services) == "NotToBeDeployed"

    assert [called for called, _ in services.calls] == ["describe_model_package"]


def test_the_version_that_is_asked_about_is_the_team_s_own_whatever_the_event_names(run: Any) -> None:
    foreign = {"ModelPackageVersion": 7, "ModelPackageArn": VERSION.replace("/fraud/", "/pricing/")}
    services = Services(status="Rejected")

    run(services, {"detail": foreign})

    assert services.asked("describe_model_package") == [{"ModelPackageName": VERSION}]


def test_an_endpoint_takes_the_next_version_gradually_and_watches_its_alarm(run: Any) -> None:
    services = Services(served=OTHER)

    assert run(services) == "Deployed"

    assert services.made == ["create_model", "create_endpoint_config", "update_endpoint"]
    (change,) = services.asked("update_endpoint")
    assert change["DeploymentConfig"]["AutoRollbackConfiguration"] == {"Alarms": [{"AlarmName": ENDPOINT}]}


def test_a_second_event_of_a_version_that_is_served_makes_nothing(run: Any) -> None:
    services = Services(served=SAME)

    assert run(services) == "ServedAlready"

    assert services.made == []


def test_it_waits_for_an_endpoint_that_is_busy(run: Any) -> None:
    services = Services(served=OTHER, statuses=["Updating", "Updating"])

    assert run(services) == "Deployed"

    assert len(services.asked("describe_endpoint")) == 4


def test_what_is_taken_back_is_removed_and_told(run: Any) -> None:
    services = Services(served=OTHER, goes_back=True)

    assert run(services) == "Failed"

    assert services.made[-2:] == ["delete_endpoint_config", "delete_model"]
    assert "delete_endpoint" not in services.made
    (told,) = services.asked("publish")
    assert "Version 7 of the models of fraud in prod was not deployed" in told["Message"]


def test_a_first_endpoint_that_fails_is_removed_with_all_that_was_made_for_it(run: Any) -> None:
    services = Services(statuses=["Creating", "Failed"])

    assert run(services) == "Failed"

    assert services.made[-3:] == ["delete_endpoint", "delete_endpoint_config", "delete_model"]
    assert len(services.asked("publish")) == 1


def test_an_endpoint_that_failed_before_is_left_to_people(run: Any) -> None:
    services = Services(served=OTHER, statuses=["Failed"])

    assert run(services) == "Failed"

    assert services.made == []
    assert "EndpointIsNotFree" in services.asked("publish")[0]["Message"]


CALLS: dict[str, list[str]] = {
    "describe_model_package": [],
    "create_model": [],
    "create_endpoint_config": ["delete_model"],
    "update_endpoint": ["delete_endpoint_config", "delete_model"],
}


@pytest.mark.parametrize("failing", CALLS)
def test_a_call_that_fails_is_told_and_what_was_made_before_is_removed(run: Any, failing: str) -> None:
    services = Services(served=OTHER, failing=frozenset({failing}))

    assert run(services) == "Failed"

    assert [called for called in services.made if called.startswith("delete")] == CALLS[failing]
    assert len(services.asked("publish")) == 1


def test_people_learn_why_although_nothing_can_be_removed(run: Any) -> None:
    failing = frozenset({"update_endpoint", "delete_endpoint_config", "delete_model"})
    services = Services(served=OTHER, failing=failing)

    assert run(services) == "Failed"

    assert "no (Service: sagemaker" in services.asked("publish")[0]["Message"]


def test_it_ends_although_nobody_can_be_told(run: Any) -> None:
    assert run(Services(failing=frozenset({"publish"}))) == "Deployed"
    assert run(Services(failing=frozenset({"publish", "create_model"}))) == "Failed"
