"""Amazon EMR Serverless.

Behaviour from the AWS CloudFormation Template Reference Guide, page "AWS::EMRServerless::Application".
"""

from __future__ import annotations

from modules.emulator.services.cloudformation.resource_type import Operation, Properties, ResourceType, Tagging

_THIS = {"applicationId": "applicationId"}


def _as_in_the_api(properties: Properties) -> Properties:
    """Write lists of keys and values as the maps that they are."""
    given = {**properties, "Type": str(properties["Type"]).upper()}
    for name in ("InitialCapacity", "WorkerTypeSpecifications"):
        if isinstance(given.get(name), list):
            given[name] = {pair["Key"]: pair["Value"] for pair in given[name]}
    return given


RESOURCE_TYPES = [
    ResourceType(
        "AWS::EMRServerless::Application",
        service="emr-serverless",
        name="Name",
        create=Operation("CreateApplication"),
        read=Operation("GetApplication", _THIS),
        update=Operation("UpdateApplication", _THIS),
        delete=Operation("DeleteApplication", _THIS),
        ref="applicationId",
        attributes={"ApplicationId": "application.applicationId", "Arn": "application.arn"},
        replaced_by=frozenset({"Name", "Type"}),
        prepare=_as_in_the_api,
        tagging=Tagging("TagResource", "UntagResource", "application.arn"),
    )
]
