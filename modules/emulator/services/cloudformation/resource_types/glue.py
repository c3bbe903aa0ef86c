"""AWS Glue.

Behaviour from the AWS CloudFormation Template Reference Guide, pages "AWS::Glue::Database", "AWS::Glue::Crawler" and
"AWS::Glue::SecurityConfiguration".
"""

from __future__ import annotations

from modules.emulator.services.cloudformation.resource_type import Operation, Properties, ResourceType, Tagging

_DATABASE = {"Name": "DatabaseInput.Name"}
_ARN = "join('', ['arn:aws:glue:', Region, ':', AccountId, ':{kind}/', {name}])"


def _named(properties: Properties) -> Properties:
    """Put a database's name, which may be a property of its own, where the API has it."""
    given = dict(properties)
    name = given.pop("DatabaseName", None)
    return {**given, "DatabaseInput": {"Name": name, **given["DatabaseInput"]}}


def _scheduled(properties: Properties) -> Properties:
    """Give a crawler's schedule as the expression that the API takes."""
    schedule = properties.get("Schedule")
    return {**properties, "Schedule": schedule["ScheduleExpression"]} if schedule else properties


RESOURCE_TYPES = [
    ResourceType(
        "AWS::Glue::Database",
        service="glue",
        name="DatabaseName",
        create=Operation("CreateDatabase"),
        read=Operation("GetDatabase", _DATABASE),
        update=Operation("UpdateDatabase", _DATABASE),
        delete=Operation("DeleteDatabase", _DATABASE),
        ref="DatabaseInput.Name",
        tags="",
        replaced_by=frozenset({"DatabaseName"}),
        prepare=_named,
    ),
    ResourceType(
        "AWS::Glue::Crawler",
        service="glue",
        name="Name",
        create=Operation("CreateCrawler"),
        read=Operation("GetCrawler", {"Name": "Name"}),
        update=Operation("UpdateCrawler", {"Name": "Name"}),
        delete=Operation("DeleteCrawler", {"Name": "Name"}),
        ref="Name",
        replaced_by=frozenset({"Name"}),
        prepare=_scheduled,
        tagging=Tagging("TagResource", "UntagResource", _ARN.format(kind="crawler", name="Name")),
    ),
    ResourceType(
        "AWS::Glue::SecurityConfiguration",
        service="glue",
        name="Name",
        create=Operation(
            "CreateSecurityConfiguration",
            names={"EncryptionConfiguration.S3Encryptions": "S3Encryption"},
        ),
        read=Operation("GetSecurityConfiguration", {"Name": "Name"}),
        delete=Operation("DeleteSecurityConfiguration", {"Name": "Name"}),
        ref="Name",
        tags="",
        replaced_by=frozenset({"Name"}),
    ),
]
