"""Models of a team in production, and the state machine that is defined for them."""

from __future__ import annotations

import json
from typing import Any

from modules.machine_learning.deployments.deployed_models import DeployedModels
from modules.machine_learning.deployments.state_machine import definition
from modules.machine_learning.spec import ModelDeploymentsSpec
from modules.machine_learning.team import Team

ACCOUNT, REGISTRY = "333333333333", "999999999999"
KEY = f"arn:aws:kms:eu-west-1:{ACCOUNT}:key/of-the-team"
SERVING = f"arn:aws:iam::{ACCOUNT}:role/teams/fraud/prod/SageMakerExecution"
VERSION = f"arn:aws:sagemaker:eu-west-1:{REGISTRY}:model-package/fraud/7"
TAGS = {"Team": "fraud", "Stage": "prod", "CostCenter": "4711", "DataClassification": "confidential"}

MODELS = DeployedModels(
    team=Team(
        organization="acme",
        name="fraud",
        stage="prod",
        cost_center="4711",
        account_id=ACCOUNT,
        region="eu-west-1",
        tag_keys={},
    ),
    registry_account_id=REGISTRY,
    status="Approved",
    key_arn=KEY,
    deployment_role="ModelDeployment",
    serving_role="SageMakerExecution",
    vpc_id="vpc-1",
    subnet_ids="subnet-1,subnet-2",
    emails=(("lead", "ada@acme.example"),),
    data_classification="confidential",
)
SPEC = ModelDeploymentsSpec(instance_type="ml.m5.xlarge", instance_count=2)


def machine() -> dict[str, Any]:
    """Return the state machine as it is written and read again."""
    read: dict[str, Any] = json.loads(json.dumps(definition(SPEC, MODELS, "sg-1")))
    return read
