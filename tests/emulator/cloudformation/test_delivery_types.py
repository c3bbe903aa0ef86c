from __future__ import annotations

import json
from typing import Any

import pytest

from tests.emulator.cloudformation.catalog import Catalog
from tests.emulator.cloudformation.lives import live

pytestmark = pytest.mark.emulator


def create_role(catalog: Catalog, service: str) -> str:
    trust = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    role = catalog.of_member("iam").create_role(RoleName=service.partition(".")[0], AssumeRolePolicyDocument=document)
    return str(role["Role"]["Arn"])


def build_project(role: str, **properties: Any) -> tuple[str, dict[str, Any]]:
    environment = {
        "Type": "LINUX_CONTAINER",
        "ComputeType": "BUILD_GENERAL1_SMALL",
        "Image": "aws/codebuild/amazonlinux-x86_64-standard:5.0",
        "EnvironmentVariables": [{"Name": "STAGE", "Value": "dev"}],
    }
    return "AWS::CodeBuild::Project", {
        "Name": "train",
        "ServiceRole": role,
        "Source": {"Type": "CODEPIPELINE", "BuildSpec": "version: 0.2"},
        "Artifacts": {"Type": "CODEPIPELINE"},
        "Environment": environment,
        "EncryptionKey": "alias/team",
        **properties,
    }


def action(name: str, provider: str, category: str = "Build", **more: Any) -> dict[str, Any]:
    type_ = {"Category": category, "Owner": "AWS", "Provider": provider, "Version": "1"}
    return {"Name": name, "ActionTypeId": type_, **more}


def test_a_pipeline_and_the_project_that_it_builds_with(catalog: Catalog) -> None:
    build_role, role = (
        create_role(catalog, "codebuild.amazonaws.com"),
        create_role(catalog, "codepipeline.amazonaws.com"),
    )
    tools = catalog.of_member("codepipeline"), catalog.of_member("codebuild")

    def resources(branch: str, minutes: int) -> dict[str, Any]:
        source = action(
            "Source",
            "CodeStarSourceConnection",
            "Source",
            Configuration={"BranchName": branch, "FullRepositoryId": "team/model"},
            OutputArtifacts=[{"Name": "code"}],
        )
        build = action(
            "Build",
            "CodeBuild",
            Configuration={"ProjectName": {"Ref": "Project"}},
            InputArtifacts=[{"Name": "code"}],
            RunOrder="2",
        )
        pipeline = {
            "Name": "model",
            "RoleArn": role,
            "ArtifactStore": {
                "Type": "S3",
                "Location": "team-fraud",
                "EncryptionKey": {"Id": "alias/team", "Type": "KMS"},
            },
            "Stages": [{"Name": "Source", "Actions": [source]}, {"Name": "Build", "Actions": [build]}],
            "RestartExecutionOnUpdate": True,
        }
        return {
            "Pipeline": ("AWS::CodePipeline::Pipeline", pipeline),
            "Project": build_project(
                build_role, TimeoutInMinutes=minutes, Tags=[{"Key": "minutes", "Value": str(minutes)}]
            ),
        }

    def read(_: Any) -> Any:
        pipeline = tools[0].get_pipeline(name="model")
        return pipeline["pipeline"], pipeline["metadata"], tools[1].batch_get_projects(names=["train"])["projects"]

    outputs = {"Arn": {"Fn::GetAtt": ["Project", "Arn"]}, "Version": {"Fn::GetAtt": ["Pipeline", "Version"]}}
    life = live(catalog, resources("main", 10), resources("release", 20), read, outputs)

    (pipeline, metadata, (project,)), (changed, _, (other,)) = life.made, life.changed
    assert [stage["actions"][0]["runOrder"] for stage in pipeline["stages"]] == [1, 2]
    assert [phase["stages"][0]["actions"][0]["configuration"]["BranchName"] for phase in (pipeline, changed)] == [
        "main",
        "release",
    ]
    assert (project["source"]["type"], project["encryptionKey"]) == ("CODEPIPELINE", "alias/team")
    assert (project["timeoutInMinutes"], other["timeoutInMinutes"]) == (10, 20)
    tags = [{tag["key"]: tag["value"] for tag in found["tags"]} for found in (project, other)]
    assert tags == [{"team": "fraud", "minutes": minutes} for minutes in ("10", "20")]
    assert (life.outputs["Arn"], life.outputs["Version"]) == (project["arn"], "1")
    assert metadata["pipelineArn"] == f"arn:aws:codepipeline:eu-west-1:{catalog.member}:model"
    assert life.gone == "PipelineNotFoundException"
    assert tools[1].list_projects()["projects"] == []


def test_a_target_its_policy_and_an_alarm(catalog: Catalog) -> None:
    scaling, cloudwatch = catalog.of_member("application-autoscaling"), catalog.of_member("cloudwatch")

    def resources(most: int) -> dict[str, Any]:
        target = {
            "ServiceNamespace": "sagemaker",
            "ResourceId": "endpoint/churn/variant/all",
            "ScalableDimension": "sagemaker:variant:DesiredInstanceCount",
            "MinCapacity": 1,
            "MaxCapacity": most,
            "RoleARN": f"arn:aws:iam::{catalog.member}:role/scaling",
        }
        metric = {"PredefinedMetricType": "SageMakerVariantInvocationsPerInstance"}
        policy = {
            "PolicyName": "invocations",
            "PolicyType": "TargetTrackingScaling",
            "ScalingTargetId": {"Ref": "Target"},
            "TargetTrackingScalingPolicyConfiguration": {"PredefinedMetricSpecification": metric, "TargetValue": "70"},
        }
        alarm = {
            "AlarmName": "errors",
            "Namespace": "AWS/SageMaker",
            "MetricName": "Invocation5XXErrors",
            "Dimensions": [{"Name": "EndpointName", "Value": "churn"}],
            "Statistic": "Sum",
            "Period": 60,
            "EvaluationPeriods": most,
            "Threshold": 1,
            "ComparisonOperator": "GreaterThanThreshold",
        }
        return {
            "Policy": ("AWS::ApplicationAutoScaling::ScalingPolicy", policy),
            "Target": ("AWS::ApplicationAutoScaling::ScalableTarget", target),
            "Alarm": ("AWS::CloudWatch::Alarm", alarm),
        }

    def read(_: Any) -> Any:
        return (
            [
                found["MaxCapacity"]
                for found in scaling.describe_scalable_targets(ServiceNamespace="sagemaker")["ScalableTargets"]
            ],
            [
                found["PolicyName"]
                for found in scaling.describe_scaling_policies(ServiceNamespace="sagemaker")["ScalingPolicies"]
            ],
            [found["EvaluationPeriods"] for found in cloudwatch.describe_alarms()["MetricAlarms"]],
        )

    life = live(catalog, resources(3), resources(5), read, {"Arn": {"Fn::GetAtt": ["Alarm", "Arn"]}})

    assert life.made == ([3], ["invocations"], [3])
    assert life.changed == ([5], ["invocations"], [5])
    assert life.gone == ([], [], [])
    assert life.outputs["Arn"] == f"arn:aws:cloudwatch:eu-west-1:{catalog.member}:alarm:errors"


def test_who_may_send_to_a_topic_and_is_told(catalog: Catalog) -> None:
    sns = catalog.of_member("sns")

    def resources(service: str) -> dict[str, Any]:
        statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sns:Publish", "Resource": "*"}
        policy = {"Topics": [{"Ref": "Topic"}], "PolicyDocument": {"Version": "2012-10-17", "Statement": [statement]}}
        told = {"TopicArn": {"Ref": "Topic"}, "Protocol": "email", "Endpoint": "team@acme.example"}
        return {
            "Topic": ("AWS::SNS::Topic", {"TopicName": "notices"}),
            "Policy": ("AWS::SNS::TopicPolicy", policy),
            "Told": ("AWS::SNS::Subscription", told),
        }

    def read(outputs: Any) -> Any:
        policy = json.loads(sns.get_topic_attributes(TopicArn=outputs["Topic"])["Attributes"]["Policy"])
        told = sns.list_subscriptions_by_topic(TopicArn=outputs["Topic"])["Subscriptions"]
        return policy["Statement"][0]["Principal"]["Service"], [found["Endpoint"] for found in told]

    first, second = "cloudwatch.amazonaws.com", "events.amazonaws.com"
    life = live(catalog, resources(first), resources(second), read, {"Topic": {"Ref": "Topic"}})

    assert life.made == (first, ["team@acme.example"])
    assert life.changed == (second, ["team@acme.example"])
    assert sns.list_subscriptions()["Subscriptions"] == []


def test_a_schedule_and_a_role_with_an_inline_policy(catalog: Catalog) -> None:
    scheduler, iam = catalog.of_member("scheduler"), catalog.of_member("iam")

    def resources(hour: int) -> dict[str, Any]:
        schedule = {
            "Name": "nightly",
            "ScheduleExpression": f"cron(0 {hour} * * ? *)",
            "FlexibleTimeWindow": {"Mode": "OFF"},
            "Target": {
                "Arn": "arn:aws:scheduler:::aws-sdk:sagemaker:createTransformJob",
                "RoleArn": {"Fn::GetAtt": ["Role", "Arn"]},
            },
        }
        statement = {"Effect": "Allow", "Action": "sagemaker:CreateTransformJob", "Resource": f"arn:aws:s3:::{hour}"}
        document = {"Version": "2012-10-17", "Statement": [statement]}
        policy = {"PolicyName": "run", "RoleName": {"Ref": "Role"}, "PolicyDocument": document}
        trust = {"Version": "2012-10-17", "Statement": []}
        return {
            "Schedule": ("AWS::Scheduler::Schedule", schedule),
            "Policy": ("AWS::IAM::RolePolicy", policy),
            "Role": ("AWS::IAM::Role", {"RoleName": "nightly", "AssumeRolePolicyDocument": trust}),
        }

    def read(_: Any) -> Any:
        document = iam.get_role_policy(RoleName="nightly", PolicyName="run")["PolicyDocument"]
        return scheduler.get_schedule(Name="nightly")["ScheduleExpression"], document["Statement"][0]["Resource"]

    life = live(catalog, resources(1), resources(2), read)

    assert (life.made, life.changed) == (
        ("cron(0 1 * * ? *)", "arn:aws:s3:::1"),
        ("cron(0 2 * * ? *)", "arn:aws:s3:::2"),
    )
    assert life.gone == "NoSuchEntity"
    assert scheduler.list_schedules()["Schedules"] == []
