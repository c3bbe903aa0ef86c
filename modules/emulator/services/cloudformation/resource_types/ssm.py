"""A parameter of AWS Systems Manager, which moto's own makes without tags and changes into another.

Behaviour from the AWS CloudFormation Template Reference Guide, page "AWS::SSM::Parameter".
"""

from __future__ import annotations

from modules.emulator.services.cloudformation.resource_type import Operation, ResourceType, Setting

_THIS = {"ResourceType": "'Parameter'", "ResourceId": "Name"}

RESOURCE_TYPES = [
    ResourceType(
        "AWS::SSM::Parameter",
        service="ssm",
        name="Name",
        create=Operation("PutParameter"),
        read=Operation("GetParameter", {"Name": "Name"}),
        update=Operation("PutParameter", {"Overwrite": "`true`"}),
        delete=Operation("DeleteParameter", {"Name": "Name"}),
        ref="Name",
        attributes={"Type": "Parameter.Type", "Value": "Parameter.Value"},
        replaced_by=frozenset({"Name"}),
        settings=(
            Setting(
                "Tags",
                Operation("AddTagsToResource", _THIS),
                None,
            ),
        ),
    )
]
