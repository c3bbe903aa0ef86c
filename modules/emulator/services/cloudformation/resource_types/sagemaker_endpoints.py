"""Amazon SageMaker: models and endpoints, of which moto's own leave out much, and replaces what is only updated.

Behaviour from the AWS CloudFormation Template Reference Guide, pages "AWS::SageMaker::Model",
"AWS::SageMaker::EndpointConfig" and "AWS::SageMaker::Endpoint": `Ref` gives the ARN of each.
"""

from __future__ import annotations

from modules.emulator.services.cloudformation.resource_type import Operation, ResourceType, Tagging

_TAGGING = {kind: Tagging("AddTags", "DeleteTags", f"{kind}Arn") for kind in ("Model", "EndpointConfig", "Endpoint")}


def _of_one_making(kind: str) -> ResourceType:
    """Describe a type of which nothing but tags is ever changed."""
    this = {f"{kind}Name": f"{kind}Name"}
    return ResourceType(
        f"AWS::SageMaker::{kind}",
        service="sagemaker",
        name=f"{kind}Name",
        create=Operation(f"Create{kind}"),
        read=Operation(f"Describe{kind}", this),
        delete=Operation(f"Delete{kind}", this),
        ref=f"{kind}Arn",
        attributes={f"{kind}Name": f"{kind}Name"},
        tagging=_TAGGING[kind],
    )


_THIS = {"EndpointName": "EndpointName"}

RESOURCE_TYPES = [
    _of_one_making("Model"),
    _of_one_making("EndpointConfig"),
    ResourceType(
        "AWS::SageMaker::Endpoint",
        service="sagemaker",
        name="EndpointName",
        create=Operation("CreateEndpoint"),
        read=Operation("DescribeEndpoint", _THIS),
        update=Operation("UpdateEndpoint", _THIS),
        delete=Operation("DeleteEndpoint", _THIS),
        ref="EndpointArn",
        attributes={"EndpointName": "EndpointName"},
        replaced_by=frozenset({"EndpointName"}),
        tagging=_TAGGING["Endpoint"],
    ),
]
