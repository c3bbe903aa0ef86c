"""What a version must consist of, so that what is served is what was approved."""

from __future__ import annotations

from typing import Any

from modules.machine_learning.deployments.deployed_models import DeployedModels
from modules.machine_learning.deployments.states import State, all_of, choice, fail

CONTAINERS = {"containers": "$.InferenceSpecification.Containers"}
"""What of a version's description is looked at."""


def check(models: DeployedModels, *, under: str, next_: str, or_else: str) -> State:
    """Return a state that goes on where no container of a version can change after it was approved.

    An image's tag can be given to another image, so that each is asked for its digest. Artifacts are single objects
    of the team's bucket in the registry, which nobody writes over; what else SageMaker could load is refused
    (Amazon SageMaker API Reference, ModelPackageContainerDefinition).

    Args:
        models: The models, and the account that serves them.
        under: Where the description was kept.
        next_: The state behind it.
        or_else: The state that goes on where one can change.

    """
    return {
        "Type": "Map",
        "ItemsPath": f"$.{under}.containers",
        "ItemProcessor": {
            "ProcessorConfig": {"Mode": "INLINE"},
            "StartAt": "IsTheImagePinned",
            "States": _of_a_container(f"s3://{models.bucket}/*"),
        },
        "ResultPath": None,
        "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": or_else}],
        "Next": next_,
    }


def _of_a_container(objects: str) -> dict[str, State]:
    source = "$.ModelDataSource.S3DataSource"
    artifact = {"Or": [_absent("$.ModelDataUrl"), {"Variable": "$.ModelDataUrl", "StringMatches": objects}]}
    same_artifact = all_of(
        {"Variable": source, "IsPresent": True},
        {"Variable": f"{source}.S3DataType", "StringEquals": "S3Object"},
        {"Variable": f"{source}.S3Uri", "StringMatches": objects},
    )
    unchanging = all_of(
        artifact, {"Or": [_absent("$.ModelDataSource"), same_artifact]}, _absent("$.AdditionalS3DataSource")
    )
    return {
        "IsTheImagePinned": choice(
            {"Variable": "$.Image", "StringMatches": "*@sha256:*", "Next": "DoesTheArtifactStay"},
            default="TheImageIsNotPinned",
        ),
        "DoesTheArtifactStay": choice({**unchanging, "Next": "ItStays"}, default="TheArtifactCanChange"),
        "ItStays": {"Type": "Succeed"},
        "TheImageIsNotPinned": fail(
            "ImageIsNotPinned", "register it with an image that is named by its digest: repository@sha256:..."
        ),
        "TheArtifactCanChange": fail(
            "ArtifactCanChange", "register it with one object of the team's bucket in the registry, and nothing else"
        ),
    }


def _absent(variable: str) -> dict[str, Any]:
    return {"Variable": variable, "IsPresent": False}
