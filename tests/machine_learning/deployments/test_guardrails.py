"""What the state machine makes gets past its own role, the boundary and the guardrails of production."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from modules.access.personas import Personas
from modules.commands.access_inputs import personas_and_roles
from modules.machine_learning.deployments.state_machine import definition
from modules.policy_evaluation.reading.inputs import Account
from modules.policy_evaluation.requests.variations import ContextValue
from modules.policy_evaluation.simulating.simulator import simulate
from tests.machine_learning.deployments.models import MODELS, SPEC
from tests.support.environments import environment

ROLE = "role ModelDeployment of "
KEYS: dict[str, Callable[[dict[str, Any]], dict[str, ContextValue | None]]] = {
    "CreateModel": lambda said: {
        "sagemaker:VpcSubnets": ["subnet-1"] if "VpcConfig" in said else None,
        "sagemaker:NetworkIsolation": str(said.get("EnableNetworkIsolation", False)).lower(),
    },
    "CreateEndpointConfig": lambda said: {
        "sagemaker:InstanceTypes": [each["InstanceType"] for each in said["ProductionVariants"]],
        "sagemaker:VolumeKmsKeyArn": said.get("KmsKeyId"),
        "sagemaker:ModelArn": "arn:aws:sagemaker:eu-west-1:111122223333:model/fraud-prod-7-1a2b3c4d",
    },
    "CreateEndpoint": lambda _: {},
}
"""What condition keys say of a call (Service Authorization Reference, Amazon SageMaker)."""

NAMES = {"CreateModel": "model", "CreateEndpointConfig": "endpoint-config", "CreateEndpoint": "endpoint"}


@pytest.fixture(scope="module")
def personas(outputs: dict[str, Path]) -> Personas:
    return personas_and_roles("production", environment("production").zone, outputs["production"])


def production(personas: Personas) -> Account:
    """Return the account whose roles stand for those of all teams that deploy themselves."""
    keys = (name.removeprefix(ROLE) for name in personas.access.permission_sets if name.startswith(ROLE))
    accounts = (personas.environment.accounts.named(key) for key in keys)
    return next(account for account in accounts if account and account.stage_kind == "prod")


def calls(personas: Personas) -> dict[str, dict[str, Any]]:
    """What the machine of a production account says in each call that makes something."""
    account, owner = production(personas), personas.owners[production(personas).key]
    team = replace(MODELS.team, name=str(owner.team), account_id=str(account.known_id), cost_center=owner.cost_center)
    machine = json.loads(json.dumps(definition(SPEC, replace(MODELS, team=team), "sg-1")))
    by_operation = {
        state["Resource"].rpartition(":")[2]: state["Parameters"]
        for state in machine["States"].values()
        if state["Type"] == "Task"
    }
    return {name[0].upper() + name[1:]: said for name, said in by_operation.items() if name.startswith("create")}


def allowed(personas: Personas, operation: str, said: dict[str, Any]) -> bool:
    account, team = production(personas), personas.owners[production(personas).key].team
    tags = {f"aws:RequestTag/{tag['Key']}": tag["Value"] for tag in said.get("Tags", ())}
    request = personas.request(
        account,
        f"{ROLE}{account.key}",
        action=f"sagemaker:{operation}",
        resource=f"arn:aws:sagemaker:eu-west-1:{account.known_id}:{NAMES[operation]}/{team}-prod-7-1a2b3c4d",
        cleared_for="prod",
        context={**tags, "aws:TagKeys": [tag["Key"] for tag in said.get("Tags", ())], **KEYS[operation](said)},
    )
    batch = personas.batch()
    batch.requests = [request]
    (answer,) = simulate(batch)
    assert not answer.problem
    return answer.allowed


def test_all_that_it_makes_is_admitted(personas: Personas) -> None:
    made = calls(personas)

    assert made.keys() == KEYS.keys()
    assert {operation for operation, said in made.items() if not allowed(personas, operation, said)} == set()


@pytest.mark.parametrize(
    ("operation", "without"),
    [("CreateModel", "VpcConfig"), ("CreateEndpointConfig", "KmsKeyId"), *((name, "Tags") for name in KEYS)],
)
def test_without_network_key_or_tags_it_would_be_refused(personas: Personas, operation: str, without: str) -> None:
    said = calls(personas)[operation]

    assert not allowed(personas, operation, {key: value for key, value in said.items() if key != without})
