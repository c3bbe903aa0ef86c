from __future__ import annotations

import json
from typing import Any

import pytest

from tests.emulator.cloudformation.catalog import Catalog

pytestmark = pytest.mark.emulator


def upload(catalog: Catalog, name: str, group: Any) -> str:
    """Put an inner template beside the product's, and return its address."""
    template = {
        "Parameters": {"Purposes": {"Type": "CommaDelimitedList"}},
        "Resources": {"Group": {"Type": "AWS::Athena::WorkGroup", "Properties": group}},
        "Outputs": {"Name": {"Value": {"Ref": "Group"}}},
    }
    bucket = f"templates-{catalog.owner}"
    catalog.client("s3", catalog.owner).put_object(Bucket=bucket, Key=name, Body=json.dumps(template))
    return f"https://{bucket}.s3.eu-west-1.amazonaws.com/{name}"


def outer(url: str, *purposes: str) -> dict[str, Any]:
    inner = {"TemplateURL": url, "Parameters": {"Purposes": list(purposes)}}
    behind = {"Name": {"Fn::Sub": "behind-${Inner.Outputs.Name}"}}
    return {
        "Resources": {
            "Behind": {"Type": "AWS::Athena::WorkGroup", "Properties": behind},
            "Inner": {"Type": "AWS::CloudFormation::Stack", "Properties": inner},
        },
        "Outputs": {"Name": {"Value": {"Fn::GetAtt": ["Inner", "Outputs.Name"]}}},
    }


def groups(catalog: Catalog) -> set[str]:
    listed = catalog.of_member("athena").list_work_groups()["WorkGroups"]
    return {found["Name"] for found in listed} - {"primary"}


def test_an_inner_stack_is_made_updated_and_removed_with_the_outer_one(catalog: Catalog) -> None:
    description = {"Fn::Join": ["/", {"Ref": "Purposes"}]}
    url = upload(catalog, "inner.json", {"Name": "inner", "Description": description})
    product, first = catalog.publish(outer(url, "a", "b"), "nested")
    athena = catalog.of_member("athena")

    launched = catalog.launch(product, first, "nested")
    made = athena.get_work_group(WorkGroup="inner")["WorkGroup"]["Description"]
    arn = f"arn:aws:athena:eu-west-1:{catalog.member}:workgroup/inner"
    tags = athena.list_tags_for_resource(ResourceARN=arn)["Tags"]
    catalog.update(launched["Id"], catalog.add_version(product, outer(url, "c"), "2.0"))
    changed = athena.get_work_group(WorkGroup="inner")["WorkGroup"]["Description"]

    assert (launched["Outputs"]["Name"], made, changed) == ("inner", "a/b", "c")
    assert tags == [{"Key": "team", "Value": "fraud"}]
    assert groups(catalog) == {"inner", "behind-inner"}
    assert catalog.terminate(launched["Id"]) == "SUCCEEDED"
    assert groups(catalog) == set()


def test_an_inner_stack_that_fails_fails_the_outer_one_and_nothing_is_left(catalog: Catalog) -> None:
    url = upload(catalog, "broken.json", {"Name": "broken", "Nonsense": "1"})

    launched = catalog.launch(*catalog.publish(outer(url, "a"), "broken"), "broken")

    assert launched["Status"] == "ERROR"
    assert "Inner (AWS::CloudFormation::Stack)" in launched["StatusMessage"]
    assert "extraneous key [Nonsense]" in launched["StatusMessage"]
    assert groups(catalog) == set()
