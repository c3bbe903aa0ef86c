"""Amazon Redshift Serverless.

Behaviour from the AWS CloudFormation Template Reference Guide, pages "AWS::RedshiftServerless::Namespace" and
"AWS::RedshiftServerless::Workgroup".
"""

from __future__ import annotations

from collections.abc import Mapping

from modules.emulator.services.cloudformation.resource_type import Operation, ResourceType, Tagging


def _type(
    kind: str, attributes: Mapping[str, str], replaced_by: frozenset[str], unsent: frozenset[str]
) -> ResourceType:
    small, name = kind.lower(), f"{kind}Name"
    this = {f"{small}Name": name}
    last = {f"{written[0].lower()}{written[1:]}": written for written in unsent}
    return ResourceType(
        f"AWS::RedshiftServerless::{kind}",
        service="redshift-serverless",
        name=name,
        create=Operation(f"Create{kind}"),
        read=Operation(f"Get{kind}", this),
        update=Operation(f"Update{kind}", this),
        delete=Operation(f"Delete{kind}", this | last),
        ref=name,
        attributes={f"{kind}.{attribute}": f"{small}.{path}" for attribute, path in attributes.items()},
        replaced_by=replaced_by | {name},
        unsent=unsent,
        tagging=Tagging("TagResource", "UntagResource", f"{small}.{small}Arn"),
    )


RESOURCE_TYPES = [
    _type(
        "Namespace",
        {
            "AdminPasswordSecretArn": "adminPasswordSecretArn",
            "DbName": "dbName",
            "NamespaceArn": "namespaceArn",
            "NamespaceId": "namespaceId",
            "NamespaceName": "namespaceName",
        },
        frozenset(),
        frozenset({"FinalSnapshotName", "FinalSnapshotRetentionPeriod"}),
    ),
    _type(
        "Workgroup",
        {
            "Endpoint.Address": "endpoint.address",
            "Endpoint.Port": "endpoint.port",
            "WorkgroupArn": "workgroupArn",
            "WorkgroupId": "workgroupId",
            "WorkgroupName": "workgroupName",
        },
        frozenset({"NamespaceName"}),
        frozenset(),
    ),
]
