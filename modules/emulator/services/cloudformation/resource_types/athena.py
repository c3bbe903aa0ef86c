"""Amazon Athena.

Behaviour from the AWS CloudFormation Template Reference Guide, page "AWS::Athena::WorkGroup".
"""

from __future__ import annotations

from modules.emulator.services.cloudformation.resource_type import Operation, ResourceType, Setting, Tagging

_THIS = {"WorkGroup": "Name"}
_UPDATES = {
    "WorkGroupConfiguration": "ConfigurationUpdates",
    "WorkGroupConfiguration.ResultConfiguration": "ResultConfigurationUpdates",
}

RESOURCE_TYPES = [
    ResourceType(
        "AWS::Athena::WorkGroup",
        service="athena",
        name="Name",
        create=Operation("CreateWorkGroup", names={"WorkGroupConfiguration": "Configuration"}),
        read=Operation("GetWorkGroup", _THIS),
        update=Operation("UpdateWorkGroup", _THIS, names=_UPDATES),
        delete=Operation("DeleteWorkGroup", {**_THIS, "RecursiveDeleteOption": "RecursiveDeleteOption"}),
        ref="Name",
        attributes={"CreationTime": "WorkGroup.CreationTime"},
        replaced_by=frozenset({"Name"}),
        tagging=Tagging(
            "TagResource",
            "UntagResource",
            "join('', ['arn:aws:athena:', Region, ':', AccountId, ':workgroup/', Name])",
        ),
        settings=(Setting("State", Operation("UpdateWorkGroup", _THIS)),),
        unsent=frozenset({"RecursiveDeleteOption"}),
    )
]
