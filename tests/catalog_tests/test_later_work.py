"""What a product does later is evaluated as the role that does it: steps of pipelines, and what a definition names."""

from __future__ import annotations

import pytest

from modules.catalog_tests.fault import candidates
from modules.catalog_tests.later_work import later_faults
from modules.catalog_tests.launches import launched_resources
from modules.catalog_tests.pipeline_steps import pipeline_steps
from modules.catalog_tests.proof import LaunchEnvironment
from modules.catalog_tests.spec import resource_types, step_types
from modules.specification.errors import LandingZoneError
from tests.catalog_tests.conftest import Plant

TRAIN = "model-building/train-and-register"
TUNE = "model-building/tune-and-register"
TEMPLATE, DEFINITION = "1.0/template.yaml", "product.yaml"

Planted = tuple[str, str, str]


def faults(  # noqa: PLR0913 - what is planted where
    plant: Plant, environment: LaunchEnvironment, *, key: str = TRAIN, file: str, written: str, instead: str
) -> list[str]:
    product = plant(key, file, written, instead)
    launched = list(launched_resources(candidates((product,)), environment.accounts, resource_types()))
    return [fault.what for fault in later_faults(environment.environment, launched, step_types())]


def test_every_step_that_creates_something_is_asked_about_as_the_team_s_role(
    plant: Plant, staging: LaunchEnvironment
) -> None:
    product = plant(TRAIN, DEFINITION, "owner: ML", "owner: ML")
    (account, *_) = staging.accounts
    launched = list(launched_resources(candidates((product,)), [account], resource_types()))

    steps = list(pipeline_steps(launched, step_types()))

    assert [step.logical_id.partition(".")[2] for step in steps] == ["Prepare", "Train", "Evaluate", "Keep", "Register"]
    assert {step.role for step in steps} == {f"teams/{account.team('name')}/{account.team('stage')}/SageMakerExecution"}


@pytest.mark.parametrize(
    ("written", "instead", "expected"),
    [
        ('                    "VpcConfig": ${Vpc},\n', "", "CreateTrainingJob is denied in fraud-dev by"),
        ('{"Key": "CostCenter", "Value": "${CostCenter}"},', "", "needs sagemaker:CreateProcessingJob on"),
        (
            '"ModelApprovalStatus": "PendingManualApproval"',
            '"ModelApprovalStatus": "Approved"',
            "CreateModelPackage on",
        ),
        ('"KmsKeyId": "${KeyArn}", "S3OutputPath"', '"S3OutputPath"', "OutputDataConfig.KmsKeyId is missing"),
        ("s3://${ModelsBucket}/${Sage", "s3://${ModelsBucket}-of-others/${Sage", "Pipeline.Keep needs s3:PutObject on"),
        ("Default: ml.m5.xlarge", "Default: ml.p4d.24xlarge", "CreateTrainingJob is denied in fraud-dev by"),
        (
            'ImageUri": "${BaseImages}',
            'ImageUri": "999999999999.dkr.ecr.eu-west-1.amazonaws.com/x',
            "ecr:BatchGetImage",
        ),
    ],
)
def test_a_step_that_would_be_refused_is_seen(
    plant: Plant, staging: LaunchEnvironment, written: str, instead: str, expected: str
) -> None:
    found = faults(plant, staging, file=TEMPLATE, written=written, instead=instead)

    assert [what for what in found if expected in what] != []


@pytest.mark.parametrize(
    ("written", "instead", "expected"),
    [
        ('                      "VpcConfig": ${Vpc},\n', "", "CreateHyperParameterTuningJob is denied in fraud-dev by"),
        (
            '"KmsKeyId": "${KeyArn}", "S3OutputPath"',
            '"S3OutputPath"',
            "TrainingJobDefinition.OutputDataConfig.KmsKeyId",
        ),
        ('["s3://${Bucket}/', '["s3://${Bucket}-of-others/', "Pipeline.Tune needs s3:PutObject on"),
    ],
)
def test_a_search_for_hyperparameters_that_would_be_refused_is_seen(
    plant: Plant, staging: LaunchEnvironment, written: str, instead: str, expected: str
) -> None:
    found = faults(plant, staging, key=TUNE, file=TEMPLATE, written=written, instead=instead)

    assert [what for what in found if expected in what] != []


def test_what_the_definition_names_is_asked_about_as_the_role_that_it_names(
    plant: Plant, staging: LaunchEnvironment
) -> None:
    later = """later:
  - name: Models are approved
    role: SageMakerExecution
    action: sagemaker:UpdateModelPackage
    resource: ["arn:aws:sagemaker:eu-west-1:{{account_id}}:model-package/x/1"]
tests:
"""
    found = faults(plant, staging, file=DEFINITION, written="tests:\n", instead=later)

    assert len(found) == len(staging.accounts)
    for what in found:
        assert what.startswith("Models are approved needs sagemaker:UpdateModelPackage on arn:aws:sagemaker:")
        assert what.endswith("as SageMakerExecution: no statement allows it")


def test_a_step_of_a_type_that_nobody_knows_is_refused(plant: Plant, staging: LaunchEnvironment) -> None:
    with pytest.raises(LandingZoneError) as refused:
        faults(plant, staging, file=TEMPLATE, written='"Type": "Training"', instead='"Type": "AutoML"')

    assert refused.value.what == "what a step of a pipeline asks for is not known"


def test_a_definition_that_is_no_json_is_refused(plant: Plant, staging: LaunchEnvironment) -> None:
    with pytest.raises(LandingZoneError) as refused:
        faults(plant, staging, file=TEMPLATE, written='"Version": "2020-12-01",', instead='"Version": 2020-12-01",')

    assert refused.value.what == "a pipeline must have its definition in the template, as JSON"
