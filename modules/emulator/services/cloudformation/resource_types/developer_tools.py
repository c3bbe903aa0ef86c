"""AWS CodePipeline and AWS CodeBuild.

Behaviour from the AWS CloudFormation Template Reference Guide, pages "AWS::CodePipeline::Pipeline" and
"AWS::CodeBuild::Project".
"""

from __future__ import annotations

from modules.emulator.services.cloudformation.resource_type import Operation, Properties, ResourceType, Tagging

_PIPELINE = {"name": "Name"}


def _stores(properties: Properties) -> Properties:
    """Write the artifact stores of several Regions as the map that the API has."""
    if "ArtifactStores" not in properties:
        return properties
    stores = {store["Region"]: store["ArtifactStore"] for store in properties["ArtifactStores"]}
    return {**properties, "ArtifactStores": stores}


RESOURCE_TYPES = [
    ResourceType(
        "AWS::CodePipeline::Pipeline",
        service="codepipeline",
        name="Name",
        create=Operation("CreatePipeline", within="pipeline"),
        read=Operation("GetPipeline", _PIPELINE),
        update=Operation("UpdatePipeline", within="pipeline"),
        delete=Operation("DeletePipeline", _PIPELINE),
        ref="Name",
        attributes={"Arn": "metadata.pipelineArn", "Version": "pipeline.version"},
        replaced_by=frozenset({"Name"}),
        unsent=frozenset({"RestartExecutionOnUpdate"}),
        tagging=Tagging("TagResource", "UntagResource", "metadata.pipelineArn"),
        prepare=_stores,
    ),
    ResourceType(
        "AWS::CodeBuild::Project",
        service="codebuild",
        name="Name",
        create=Operation("CreateProject", names={"Visibility": "projectVisibility"}),
        read=Operation("BatchGetProjects", {"names": "[Name]"}),
        update=Operation("UpdateProject", names={"Visibility": "projectVisibility"}),
        delete=Operation("DeleteProject", {"name": "Name"}),
        ref="Name",
        attributes={"Arn": "projects[0].arn"},
        replaced_by=frozenset({"Name"}),
    ),
]
