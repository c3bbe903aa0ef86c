"""The state machine, run by the emulator's interpreter against services that answer as a test chooses."""

from __future__ import annotations

import json
from typing import Any

import boto3
import pytest
from moto import mock_aws
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import state_task_service_aws_sdk

from tests.machine_learning.deployments.models import KEY, SERVING, TAGS, VERSION, machine
from tests.machine_learning.deployments.services import CONTAINER, EVENT, Services
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


def test_a_version_that_is_rejected_while_it_waits_is_not_deployed(run: Any) -> None:
    services = Services(served=OTHER, statuses=["Updating"], later="Rejected")

    assert run(services) == "NotToBeDeployed"

    assert services.made == []


ELSEWHERE = "s3://somewhere/7/model.tar.gz"
OBJECT = {"S3Uri": CONTAINER["ModelDataUrl"], "S3DataType": "S3Object", "CompressionType": "Gzip"}


@pytest.mark.parametrize(
    ("container", "error"),
    [
        ({"Image": "base/inference:latest"}, "ImageIsNotPinned"),
        ({"ModelDataUrl": ELSEWHERE}, "ArtifactCanChange"),
        ({"ModelDataUrl": CONTAINER["ModelDataUrl"].replace("fraud-", "fraud-2-")}, "ArtifactCanChange"),
        ({"ModelDataSource": {"S3DataSource": {**OBJECT, "S3Uri": ELSEWHERE}}}, "ArtifactCanChange"),
        ({"ModelDataSource": {"S3DataSource": {**OBJECT, "S3DataType": "S3Prefix"}}}, "ArtifactCanChange"),
        ({"AdditionalS3DataSource": {"S3DataType": "S3Object", "S3Uri": ELSEWHERE}}, "ArtifactCanChange"),
    ],
)
def test_a_version_whose_code_or_artifact_can_change_after_approval_is_not_deployed(
    run: Any, container: dict[str, Any], error: str
) -> None:
    services = Services(containers=[dict(CONTAINER), {**CONTAINER, **container}])

    assert run(services) == "Failed"

    assert services.made == []
    assert f"{error}: " in services.asked("publish")[0]["Message"]


def test_an_artifact_that_is_one_object_of_the_registry_is_deployed(run: Any) -> None:
    services = Services(containers=[{**CONTAINER, "ModelDataSource": {"S3DataSource": OBJECT}}])

    assert run(services) == "Deployed"


def test_an_endpoint_whose_configuration_has_a_foreign_name_is_changed_and_not_made_again(run: Any) -> None:
    services = Services(served="Foreign")

    assert run(services) == "Deployed"

    assert services.made[-1] == "update_endpoint"


def test_no_endpoint_is_made_where_looking_for_it_fails_for_another_reason(run: Any) -> None:
    services = Services(refusal="Rate exceeded")

    assert run(services) == "Failed"

    assert services.made == []
    assert len(services.asked("publish")) == 1


def test_an_endpoint_that_errs_already_takes_its_fix_without_the_alarm(run: Any) -> None:
    services = Services(served=OTHER, alarm="ALARM")

    assert run(services) == "Deployed"

    (change,) = services.asked("update_endpoint")
    assert "AutoRollbackConfiguration" not in change["DeploymentConfig"]


@pytest.mark.parametrize("served", [None, OTHER])
def test_what_another_execution_served_meanwhile_stays_and_is_told(run: Any, served: str | None) -> None:
    services = Services(served=served, overtaken_by="fraud-prod-8-0a1b2c3d")

    assert run(services) == "Failed"

    assert "delete_endpoint" not in services.made
    assert services.made[-2:] == ["delete_endpoint_config", "delete_model"]
    (notice,) = services.asked("publish")
    assert "DeploymentOvertaken" in notice["Message"]


def test_a_failed_endpoint_of_another_execution_is_left_to_people(run: Any) -> None:
    services = Services(statuses=["Failed"], overtaken_by="fraud-prod-8-0a1b2c3d")

    assert run(services) == "Failed"

    assert "delete_endpoint" not in services.made


@pytest.mark.parametrize("status", ["OutOfService", "UpdateRollbackFailed"])
def test_what_an_endpoint_may_still_use_is_left_to_people(run: Any, status: str) -> None:
    services = Services(statuses=[status])

    assert run(services) == "Failed"

    assert not [called for called in services.made if called.startswith("delete")]


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
    "describe_alarms": ["delete_endpoint_config", "delete_model"],
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
