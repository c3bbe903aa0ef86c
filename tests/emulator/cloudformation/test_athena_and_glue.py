from __future__ import annotations

from typing import Any

import pytest

from tests.emulator.cloudformation.catalog import Catalog

pytestmark = pytest.mark.emulator


def work_group(**properties: Any) -> dict[str, Any]:
    configuration = {
        "EnforceWorkGroupConfiguration": "true",
        "BytesScannedCutoffPerQuery": {"Ref": "Limit"},
        "ResultConfiguration": {"OutputLocation": "s3://team-fraud/athena/"},
    }
    given = {"Name": "fraud-queries", "WorkGroupConfiguration": configuration, **properties}
    return {
        "Parameters": {"Limit": {"Type": "Number", "Default": 10_000_000}},
        "Resources": {"WorkGroup": {"Type": "AWS::Athena::WorkGroup", "Properties": given}},
        "Outputs": {"Name": {"Value": {"Ref": "WorkGroup"}}},
    }


def test_a_work_group_is_made_changed_and_removed_in_the_member_account(catalog: Catalog) -> None:
    athena = catalog.of_member("athena")
    product, first = catalog.publish(work_group(Description="first"), "athena")

    launched = catalog.launch(product, first, "athena")
    made = athena.get_work_group(WorkGroup="fraud-queries")["WorkGroup"]
    second = catalog.add_version(product, work_group(Description="second", State="DISABLED"), "2.0")
    updated = catalog.update(launched["Id"], second, Limit="20000000")
    changed = athena.get_work_group(WorkGroup="fraud-queries")["WorkGroup"]
    catalog.terminate(launched["Id"])

    assert (launched["Status"], updated["Status"]) == ("AVAILABLE", "AVAILABLE")
    assert launched["LaunchRoleArn"] == f"arn:aws:iam::{catalog.member}:role/launch-product"
    assert launched["Outputs"]["Name"] == "fraud-queries"
    assert (made["Description"], made["State"], made["Configuration"]["BytesScannedCutoffPerQuery"]) == (
        "first",
        "ENABLED",
        10_000_000,
    )
    assert made["Configuration"]["ResultConfiguration"]["OutputLocation"] == "s3://team-fraud/athena/"
    assert (changed["Description"], changed["State"], changed["Configuration"]["BytesScannedCutoffPerQuery"]) == (
        "second",
        "DISABLED",
        20_000_000,
    )
    assert [group["Name"] for group in athena.list_work_groups()["WorkGroups"]] == ["primary"]


def test_a_work_group_has_the_tags_of_its_stack_and_its_own(catalog: Catalog) -> None:
    athena = catalog.of_member("athena")
    product, first = catalog.publish(work_group(Name="tagged", Tags=[{"Key": "stage", "Value": "dev"}]), "tagged")
    arn = f"arn:aws:athena:eu-west-1:{catalog.member}:workgroup/tagged"

    launched = catalog.launch(product, first, "tagged")
    before = athena.list_tags_for_resource(ResourceARN=arn)["Tags"]
    catalog.update(launched["Id"], catalog.add_version(product, work_group(Name="tagged"), "2.0"))
    after = athena.list_tags_for_resource(ResourceARN=arn)["Tags"]

    team = {"Key": "team", "Value": "fraud"}
    assert (sorted(before, key=str), after) == ([{"Key": "stage", "Value": "dev"}, team], [team])


def test_a_database_and_its_crawler_are_made_changed_and_removed(catalog: Catalog) -> None:
    def template(description: str, hour: int) -> dict[str, Any]:
        crawler = {
            "Role": "arn:aws:iam::123456789012:role/crawler",
            "DatabaseName": {"Ref": "Database"},
            "Targets": {"S3Targets": [{"Path": "s3://team-fraud/raw/"}]},
            "Schedule": {"ScheduleExpression": f"cron(0 {hour} * * ? *)"},
            "Tags": {"stage": "dev"},
        }
        database = {
            "CatalogId": {"Ref": "AWS::AccountId"},
            "DatabaseInput": {"Name": "fraud", "Description": description},
        }
        return {
            "Resources": {
                "Crawler": {"Type": "AWS::Glue::Crawler", "Properties": crawler},
                "Database": {"Type": "AWS::Glue::Database", "Properties": database},
            },
            "Outputs": {"Crawler": {"Value": {"Ref": "Crawler"}}},
        }

    glue = catalog.of_member("glue")
    product, first = catalog.publish(template("first", 1), "glue")

    launched = catalog.launch(product, first, "glue")
    name = launched["Outputs"]["Crawler"]
    made = (glue.get_database(Name="fraud")["Database"], glue.get_crawler(Name=name)["Crawler"])
    tags = glue.get_tags(ResourceArn=f"arn:aws:glue:eu-west-1:{catalog.member}:crawler/{name}")["Tags"]
    catalog.update(launched["Id"], catalog.add_version(product, template("second", 2), "2.0"))
    changed = (glue.get_database(Name="fraud")["Database"], glue.get_crawler(Name=name)["Crawler"])
    catalog.terminate(launched["Id"])

    assert name.startswith(f"SC-{catalog.member}-{launched['Id']}-Crawler-")
    assert [database["Description"] for database, _ in (made, changed)] == ["first", "second"]
    schedules = [crawler["Schedule"]["ScheduleExpression"] for _, crawler in (made, changed)]
    assert schedules == ["cron(0 1 * * ? *)", "cron(0 2 * * ? *)"]
    assert made[1]["DatabaseName"] == "fraud"
    assert tags == {"team": "fraud", "stage": "dev"}
    assert (glue.get_databases()["DatabaseList"], glue.get_crawlers()["Crawlers"]) == ([], [])
