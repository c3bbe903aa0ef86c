from __future__ import annotations

import json
from typing import Any, ClassVar

import pytest
from botocore.exceptions import ClientError

from tests.emulator.cloudformation.catalog import Catalog

pytestmark = pytest.mark.emulator


def group(name: Any, **properties: Any) -> dict[str, Any]:
    return {"Type": "AWS::Athena::WorkGroup", "Properties": {"Name": name, **properties}}


def groups(catalog: Catalog) -> set[str]:
    listed = catalog.of_member("athena").list_work_groups()["WorkGroups"]
    return {found["Name"] for found in listed} - {"primary"}


def stacks(catalog: Catalog, id_: str) -> list[str]:
    found = catalog.of_member("cloudformation").list_stacks()["StackSummaries"]
    return [stack["StackStatus"] for stack in found if id_ in stack["StackName"]]


class TestFailures:
    def test_a_type_that_nobody_knows_is_refused_by_name_and_nothing_is_made(self, catalog: Catalog) -> None:
        unknown = {"Type": "AWS::Example::Thing", "Condition": "Never"}
        template = {
            "Conditions": {"Never": {"Fn::Equals": ["a", "b"]}},
            "Resources": {"Group": group("beside-unknown"), "Unknown": unknown},
        }
        launched = catalog.launch(*catalog.publish(template, "unknown"), "unknown")

        assert launched["Status"] == "ERROR"
        assert "Unrecognized resource types: [AWS::Example::Thing]" in launched["StatusMessage"]
        assert "beside-unknown" not in groups(catalog)

    def test_a_property_that_the_service_lacks_is_refused_by_name(self, catalog: Catalog) -> None:
        template = {"Resources": {"Group": group("extraneous", Nonsense="1")}}
        launched = catalog.launch(*catalog.publish(template, "extraneous"), "extraneous")

        assert launched["Status"] == "ERROR"
        assert "Group (AWS::Athena::WorkGroup)" in launched["StatusMessage"]
        assert "extraneous key [Nonsense] is not permitted" in launched["StatusMessage"]

    def test_what_was_created_before_a_failure_is_deleted_again(self, catalog: Catalog) -> None:
        catalog.of_member("athena").create_work_group(Name="taken")
        template = {"Resources": {"First": group("before"), "Second": group("taken") | {"DependsOn": "First"}}}

        launched = catalog.launch(*catalog.publish(template, "failing"), "failing")

        assert launched["Status"] == "ERROR"
        assert "Second (AWS::Athena::WorkGroup): WorkGroup already exists" in launched["StatusMessage"]
        assert "before" not in groups(catalog)
        assert "taken" in groups(catalog)
        assert stacks(catalog, launched["Id"]) == ["ROLLBACK_COMPLETE"]
        catalog.terminate(launched["Id"])
        assert stacks(catalog, launched["Id"]) == ["DELETE_COMPLETE"]

    def test_nothing_is_left_of_a_resource_that_is_created_in_part(self, catalog: Catalog) -> None:
        bucket = f"half-{catalog.member}"
        properties = {"BucketName": bucket, "PublicAccessBlockConfiguration": {"Nonsense": True}}
        template = {"Resources": {"Bucket": {"Type": "AWS::S3::Bucket", "Properties": properties}}}

        launched = catalog.launch(*catalog.publish(template, "half"), "half")

        assert launched["Status"] == "ERROR"
        assert bucket not in [found["Name"] for found in catalog.of_member("s3").list_buckets()["Buckets"]]

    def test_an_update_that_fails_is_undone_and_taints_the_product(self, catalog: Catalog) -> None:
        catalog.of_member("athena").create_work_group(Name="in-the-way")
        before = {"Resources": {"Kept": group("kept", Description="old"), "Gone": group("gone")}}
        after = {
            "Resources": {
                "Kept": group("kept", Description="new"),
                "Added": group("added"),
                "Late": group("in-the-way") | {"DependsOn": ["Kept", "Added"]},
            }
        }
        product, first = catalog.publish(before, "tainted")
        launched = catalog.launch(product, first, "tainted")

        updated = catalog.update(launched["Id"], catalog.add_version(product, after, "2.0"))

        kept = catalog.of_member("athena").get_work_group(WorkGroup="kept")["WorkGroup"]
        assert updated["Status"] == "TAINTED"
        assert "Late (AWS::Athena::WorkGroup): WorkGroup already exists" in updated["StatusMessage"]
        assert kept["Description"] == "old"
        assert {"kept", "gone"} <= groups(catalog)
        assert "added" not in groups(catalog)
        assert stacks(catalog, launched["Id"]) == ["UPDATE_ROLLBACK_COMPLETE"]

    def test_a_stack_that_cannot_be_deleted_stays(self, catalog: Catalog) -> None:
        bucket = f"full-{catalog.member}"
        template = {
            "Resources": {
                "Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": bucket}},
                "Group": group("last"),
            }
        }
        launched = catalog.launch(*catalog.publish(template, "full"), "full")
        catalog.of_member("s3").put_object(Bucket=bucket, Key="a", Body=b"a")

        catalog.terminate(launched["Id"])

        assert catalog.settled(launched["Id"])["Status"] == "TAINTED"
        assert stacks(catalog, launched["Id"]) == ["DELETE_FAILED"]
        assert "last" not in groups(catalog)

    @pytest.mark.parametrize(
        ("resources", "message"),
        [
            ({"A": group({"Ref": "Nobody"})}, r"Unresolved resource dependencies \[Nobody\]"),
            ({"A": group({"Ref": "B"}), "B": group({"Fn::Sub": "${A}-b"})}, r"Circular dependency.*\[A, B\]"),
        ],
    )
    def test_references_to_nothing_and_in_a_circle_are_refused(
        self, catalog: Catalog, resources: Any, message: str
    ) -> None:
        stack = catalog.of_member("cloudformation")
        with pytest.raises(ClientError, match=message):
            stack.create_stack(StackName="refused", TemplateBody=json.dumps({"Resources": resources}))
        assert stack.list_stacks(StackStatusFilter=["CREATE_IN_PROGRESS"])["StackSummaries"] == []

    def test_an_attribute_or_a_function_that_nobody_knows_is_refused(self, catalog: Catalog) -> None:
        for description in ({"Fn::GetAtt": ["Other", "Nonsense"]}, {"Fn::Length": [1, 2]}):
            template = {"Resources": {"Other": group("other"), "Group": group("odd", Description=description)}}
            stack = catalog.of_member("cloudformation")
            id_ = stack.create_stack(StackName="odd", TemplateBody=json.dumps(template))["StackId"]
            events = stack.describe_stack_events(StackName=id_)["StackEvents"]
            reasons = [event.get("ResourceStatusReason", "") for event in events]
            assert any(next(iter(description))[4:] in reason or "Nonsense" in reason for reason in reasons)
            stack.delete_stack(StackName=id_)
        assert not {"other", "odd"} & groups(catalog)


class TestUpdates:
    def test_what_depends_on_a_parameter_by_any_function_changes_with_it(self, catalog: Catalog) -> None:
        template = {
            "Parameters": {"Team": {"Type": "String"}},
            "Resources": {
                "Group": group("substituted", Description={"Fn::Sub": "of ${Team}"}),
                "Other": group("behind", Description={"Fn::Join": ["-", [{"Ref": "Group"}, "x"]]}),
            },
        }
        product, first = catalog.publish(template, "substituted")
        launched = catalog.launch(product, first, "substituted", Team="fraud")
        catalog.update(launched["Id"], first, Team="risk")

        found = catalog.of_member("athena").get_work_group(WorkGroup="substituted")["WorkGroup"]
        assert found["Description"] == "of risk"

    def test_a_resource_leaves_with_its_condition_and_its_place_in_the_template(self, catalog: Catalog) -> None:
        template = {
            "Parameters": {"With": {"Type": "String"}},
            "Conditions": {"IsWanted": {"Fn::Equals": [{"Ref": "With"}, "yes"]}},
            "Resources": {"Always": group("always"), "Sometimes": group("sometimes") | {"Condition": "IsWanted"}},
        }
        product, first = catalog.publish(template, "conditional")
        launched = catalog.launch(product, first, "conditional", With="yes")
        before = groups(catalog)
        catalog.update(launched["Id"], first, With="no")

        assert before - groups(catalog) == {"sometimes"}

    def test_a_condition_may_be_made_of_others(self, catalog: Catalog) -> None:
        is_yes, is_no = {"Fn::Equals": ["yes", "yes"]}, {"Fn::Equals": ["yes", "no"]}
        template = {
            "Conditions": {"Either": {"Fn::Or": [is_no, {"Fn::Not": [is_no]}]}, "Both": {"Fn::And": [is_yes, is_no]}},
            "Resources": {
                "Made": group("of-either") | {"Condition": "Either"},
                "Unmade": group("of-both") | {"Condition": "Both"},
            },
        }
        launched = catalog.launch(*catalog.publish(template, "nested"), "nested")

        assert launched["Status"] == "AVAILABLE", launched.get("StatusMessage")
        assert {"of-either", "of-both"} & groups(catalog) == {"of-either"}

    def test_what_cannot_be_updated_is_replaced_and_what_refers_to_it_follows(self, catalog: Catalog) -> None:
        def template(name: str) -> dict[str, Any]:
            return {"Resources": {"A": group(name), "B": group("follower", Description={"Ref": "A"})}}

        product, first = catalog.publish(template("replaced"), "replaced")
        launched = catalog.launch(product, first, "replaced")
        catalog.update(launched["Id"], catalog.add_version(product, template("replacing"), "2.0"))

        follower = catalog.of_member("athena").get_work_group(WorkGroup="follower")["WorkGroup"]
        assert follower["Description"] == "replacing"
        assert "replaced" not in groups(catalog)


class TestParameters:
    @pytest.fixture(autouse=True)
    def _stored(self, catalog: Catalog) -> None:
        ssm = catalog.of_member("ssm")
        for name, type_, value in (
            ("/landing-zone/team/name", "String", "fraud"),
            ("/landing-zone/network/subnets", "StringList", "subnet-1,subnet-2"),
            ("/landing-zone/network/vpc", "String", "vpc-1"),
            ("/secure", "SecureString", "secret"),
        ):
            ssm.put_parameter(Name=name, Type=type_, Value=value, Overwrite=True)

    def test_they_come_from_the_parameter_store_of_the_account_that_launches(self, catalog: Catalog) -> None:
        types = {"Name": "<String>", "Subnets": "<List<AWS::EC2::Subnet::Id>>", "Vpc": "<AWS::EC2::VPC::Id>"}
        defaults = {
            "Name": "/landing-zone/team/name",
            "Subnets": "/landing-zone/network/subnets",
            "Vpc": "/landing-zone/network/vpc",
        }
        template = {
            "Parameters": {
                key: {"Type": f"AWS::SSM::Parameter::Value{type_}", "Default": defaults[key]}
                for key, type_ in types.items()
            },
            "Resources": {
                "Group": group(
                    {"Fn::Sub": "${Name}-of-parameters"},
                    Description={"Fn::Join": ["|", [{"Ref": "Vpc"}, {"Fn::Join": [",", {"Ref": "Subnets"}]}]]},
                )
            },
        }
        product, first = catalog.publish(template, "parameters")
        launched = catalog.launch(product, first, "parameters")

        found = catalog.of_member("athena").get_work_group(WorkGroup="fraud-of-parameters")["WorkGroup"]
        assert (launched["Status"], found["Description"]) == ("AVAILABLE", "vpc-1|subnet-1,subnet-2")

        catalog.of_member("ssm").put_parameter(
            Name="/landing-zone/network/vpc", Type="String", Value="vpc-2", Overwrite=True
        )
        catalog.update(launched["Id"], first)
        found = catalog.of_member("athena").get_work_group(WorkGroup="fraud-of-parameters")["WorkGroup"]
        assert found["Description"].startswith("vpc-2|")

    def test_one_that_is_not_there_or_is_secure_fails_by_name(self, catalog: Catalog) -> None:
        for number, name in enumerate(("/landing-zone/nobody", "/secure")):
            parameters = {"Value": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": name}}
            template = {"Parameters": parameters, "Resources": {"Group": group({"Ref": "Value"})}}
            launched = catalog.launch(*catalog.publish(template, f"missing-{number}"), f"missing-{number}")
            assert launched["Status"] == "ERROR"
            assert f"[{name}]" in launched["StatusMessage"]

    def test_dynamic_references_are_resolved_and_those_to_nothing_refused(self, catalog: Catalog) -> None:
        catalog.of_member("secretsmanager").create_secret(Name="team/secret", SecretString='{"user": "ada"}')
        references = "{{resolve:ssm:/landing-zone/team/name}}/{{resolve:secretsmanager:team/secret:SecretString:user}}"
        template = {"Resources": {"Group": group("dynamic", Description={"Fn::Sub": references})}}
        launched = catalog.launch(*catalog.publish(template, "dynamic"), "dynamic")
        nobody = {"Resources": {"Group": group("dynamic-nobody", Description="{{resolve:ssm:/nobody:1}}")}}
        refused = catalog.launch(*catalog.publish(nobody, "dynamic-nobody"), "dynamic-nobody")

        found = catalog.of_member("athena").get_work_group(WorkGroup="dynamic")["WorkGroup"]
        assert (launched["Status"], found["Description"]) == ("AVAILABLE", "fraud/ada")
        assert refused["Status"] == "ERROR"
        assert "{{resolve:ssm:/nobody:1}}" in refused["StatusMessage"]


class TestRules:
    SIZES: ClassVar = {"Fn::Contains": [["small", "medium"], {"Ref": "Size"}]}

    def template(self, **more: Any) -> dict[str, Any]:
        parameters = {"Size": {"Type": "String"}, "Stage": {"Type": "String", "Default": "dev"}}
        return {"Parameters": parameters, "Resources": {"Group": group({"Fn::Sub": "rules-${Size}"})}, **more}

    def rule(self, assertion: Any, condition: Any = None) -> dict[str, Any]:
        rule = {"Assertions": [{"Assert": assertion, "AssertDescription": "Sizes are small"}]}
        return {"Sizes": rule | ({"RuleCondition": condition} if condition else {})}

    def test_those_of_a_template_constraint_are_checked_before_anything_is_made(self, catalog: Catalog) -> None:
        product, first = catalog.publish(self.template(), "constrained", rules=self.rule(self.SIZES))

        refused = catalog.launch(product, first, "large", Size="large")
        launched = catalog.launch(product, first, "small", Size="small")
        updated = catalog.update(launched["Id"], first, Size="large")

        assert refused["Status"] == "ERROR"
        assert "Rule [Sizes] failed: Sizes are small" in refused["StatusMessage"]
        assert (launched["Status"], updated["Status"]) == ("AVAILABLE", "TAINTED")
        assert "rules-small" in groups(catalog)
        assert "rules-large" not in groups(catalog)

    def test_those_of_the_template_hold_where_their_condition_does(self, catalog: Catalog) -> None:
        in_production = {"Fn::Equals": [{"Ref": "Stage"}, "prod"]}
        product, first = catalog.publish(self.template(Rules=self.rule(self.SIZES, in_production)), "conditioned")

        assert catalog.launch(product, first, "dev", Size="huge")["Status"] == "AVAILABLE"
        assert catalog.launch(product, first, "prod", Size="giant", Stage="prod")["Status"] == "ERROR"

    def test_a_function_that_is_not_emulated_is_refused_by_name(self, catalog: Catalog) -> None:
        rules = self.rule({"Fn::Equals": [{"Fn::ValueOf": ["Size", "Tags.a"]}, "b"]})
        product, first = catalog.publish(self.template(), "value-of", rules=rules)

        launched = catalog.launch(product, first, "value-of", Size="small")

        assert "not emulated: Fn::ValueOf in a rule" in launched["StatusMessage"]
