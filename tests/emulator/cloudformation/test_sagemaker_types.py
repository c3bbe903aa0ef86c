from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.emulator.cloudformation.catalog import Catalog
from tests.emulator.cloudformation.lives import live

pytestmark = pytest.mark.emulator

ROLE = "arn:aws:iam::123456789012:role/platform/execution"


def tags_of(catalog: Catalog, arn: str) -> dict[str, str]:
    listed = catalog.of_member("sagemaker").list_tags(ResourceArn=arn)["Tags"]
    return {tag["Key"]: tag["Value"] for tag in listed}


def test_a_domain_with_a_profile_and_a_lifecycle_configuration(catalog: Catalog) -> None:
    sagemaker = catalog.of_member("sagemaker")

    def resources(minutes: int) -> dict[str, Any]:
        idle = {"LifecycleManagement": "ENABLED", "IdleTimeoutInMinutes": minutes}
        configs = [{"Fn::GetAtt": ["Shutdown", "StudioLifecycleConfigArn"]}]
        lab = {"AppLifecycleManagement": {"IdleSettings": idle}, "LifecycleConfigArns": configs}
        domain = {
            "DomainName": "fraud",
            "AuthMode": "SSO",
            "AppNetworkAccessType": "VpcOnly",
            "VpcId": "vpc-1",
            "SubnetIds": ["subnet-1", "subnet-2"],
            "KmsKeyId": "alias/team",
            "DefaultUserSettings": {"ExecutionRole": ROLE, "JupyterLabAppSettings": lab},
        }
        script = {"StudioLifecycleConfigAppType": "JupyterLab", "StudioLifecycleConfigContent": "IyEvYmluL3No"}
        return {
            "Profile": (
                "AWS::SageMaker::UserProfile",
                {"DomainId": {"Ref": "Domain"}, "UserProfileName": "ada", "UserSettings": {"ExecutionRole": ROLE}},
            ),
            "Domain": ("AWS::SageMaker::Domain", domain),
            "Shutdown": (
                "AWS::SageMaker::StudioLifecycleConfig",
                {"StudioLifecycleConfigName": "shutdown", **script},
            ),
        }

    life = live(
        catalog,
        resources(120),
        resources(60),
        lambda outputs: (
            sagemaker.describe_domain(DomainId=outputs["Domain"]),
            sagemaker.describe_user_profile(DomainId=outputs["Domain"], UserProfileName=outputs["Profile"]),
        ),
        {"Domain": {"Ref": "Domain"}, "Profile": {"Ref": "Profile"}},
    )

    def minutes(domain: dict[str, Any]) -> int:
        lab = domain["DefaultUserSettings"]["JupyterLabAppSettings"]
        return int(lab["AppLifecycleManagement"]["IdleSettings"]["IdleTimeoutInMinutes"])

    (domain, profile), (changed, _) = life.made, life.changed
    assert (minutes(domain), minutes(changed), domain["AppNetworkAccessType"]) == (120, 60, "VpcOnly")
    (config,) = domain["DefaultUserSettings"]["JupyterLabAppSettings"]["LifecycleConfigArns"]
    assert config == f"arn:aws:sagemaker:eu-west-1:{catalog.member}:studio-lifecycle-config/shutdown"
    assert (profile["UserProfileName"], profile["DomainId"]) == ("ada", domain["DomainId"])
    assert life.gone == "ResourceNotFound"
    assert sagemaker.list_studio_lifecycle_configs()["StudioLifecycleConfigs"] == []


def test_a_model_package_group_with_a_policy(catalog: Catalog) -> None:
    sagemaker = catalog.of_member("sagemaker")
    policy = {"Version": "2012-10-17", "Statement": []}
    properties = {"ModelPackageGroupName": "churn", "ModelPackageGroupPolicy": policy}
    type_ = "AWS::SageMaker::ModelPackageGroup"

    def read(outputs: Any) -> Any:
        described = sagemaker.describe_model_package_group(ModelPackageGroupName="churn")
        assert described["ModelPackageGroupArn"] == outputs["Arn"]
        try:
            kept = sagemaker.get_model_package_group_policy(ModelPackageGroupName="churn")["ResourcePolicy"]
        except ClientError:
            kept = "null"
        return json.loads(kept), tags_of(catalog, outputs["Arn"])

    life = live(
        catalog,
        {"Group": (type_, properties)},
        {"Group": (type_, {"ModelPackageGroupName": "churn", "Tags": [{"Key": "stage", "Value": "dev"}]})},
        read,
        {"Arn": {"Ref": "Group"}},
    )

    assert life.made == (policy, {"team": "fraud"})
    assert life.changed == (None, {"team": "fraud", "stage": "dev"})
    assert life.gone == "ValidationException"


def feature_group(**properties: Any) -> tuple[str, dict[str, Any]]:
    features = [{"FeatureName": name, "FeatureType": "String"} for name in ("id", "time")]
    return "AWS::SageMaker::FeatureGroup", {
        "FeatureGroupName": "customers",
        "RecordIdentifierFeatureName": "id",
        "EventTimeFeatureName": "time",
        "FeatureDefinitions": features,
        "OnlineStoreConfig": {"EnableOnlineStore": True, "SecurityConfig": {"KmsKeyId": "alias/team"}},
        "RoleArn": ROLE,
        **properties,
    }


def test_a_feature_group(catalog: Catalog) -> None:
    sagemaker = catalog.of_member("sagemaker")
    more = [*feature_group()[1]["FeatureDefinitions"], {"FeatureName": "age", "FeatureType": "Integral"}]

    life = live(
        catalog,
        {"Group": feature_group()},
        {"Group": feature_group(ThroughputConfig={"ThroughputMode": "OnDemand"}, FeatureDefinitions=more)},
        lambda _: sagemaker.describe_feature_group(FeatureGroupName="customers"),
        {"Name": {"Ref": "Group"}, "Status": {"Fn::GetAtt": ["Group", "FeatureGroupStatus"]}},
    )

    assert (life.outputs["Name"], life.outputs["Status"]) == ("customers", "Created")
    assert life.made["OnlineStoreConfig"]["SecurityConfig"]["KmsKeyId"] == "alias/team"
    assert life.made["CreationTime"] == life.changed["CreationTime"]
    assert life.changed["FeatureDefinitions"] == more
    assert life.gone == "ResourceNotFound"


def test_other_tags_would_replace_a_feature_group_and_one_with_a_name_is_not_replaced(catalog: Catalog) -> None:
    def template(*tags: dict[str, str]) -> dict[str, Any]:
        type_, properties = feature_group(FeatureGroupName="tagged", Tags=list(tags))
        return {"Resources": {"Group": {"Type": type_, "Properties": properties}}}

    product, first = catalog.publish(template(), "tagged-features")
    launched = catalog.launch(product, first, "tagged-features")
    second = catalog.add_version(product, template({"Key": "stage", "Value": "dev"}), "2.0")
    updated = catalog.update(launched["Id"], second)

    assert (launched["Status"], updated["Status"]) == ("AVAILABLE", "TAINTED")
    assert "custom-named resource requires replacing" in updated["StatusMessage"]


def test_a_pipeline(catalog: Catalog) -> None:
    sagemaker = catalog.of_member("sagemaker")

    def pipeline(version: str) -> tuple[str, dict[str, Any]]:
        body = {"Fn::Sub": f'{{"Version": "{version}", "Steps": []}}'}
        given = {"PipelineName": "train", "RoleArn": ROLE, "PipelineDefinition": {"PipelineDefinitionBody": body}}
        return "AWS::SageMaker::Pipeline", given

    life = live(
        catalog,
        {"Pipeline": pipeline("2020-12-01")},
        {"Pipeline": pipeline("2021-01-01")},
        lambda _: json.loads(sagemaker.describe_pipeline(PipelineName="train")["PipelineDefinition"])["Version"],
    )

    assert (life.made, life.changed, life.gone) == ("2020-12-01", "2021-01-01", "ValidationException")


def test_a_monitoring_schedule(catalog: Catalog) -> None:
    sagemaker = catalog.of_member("sagemaker")

    def schedule(hour: int) -> tuple[str, dict[str, Any]]:
        config = {
            "MonitoringJobDefinitionName": "data-quality",
            "MonitoringType": "DataQuality",
            "ScheduleConfig": {"ScheduleExpression": f"cron(0 {hour} ? * * *)"},
        }
        return "AWS::SageMaker::MonitoringSchedule", {
            "MonitoringScheduleName": "quality",
            "MonitoringScheduleConfig": config,
        }

    life = live(
        catalog,
        {"Schedule": schedule(1)},
        {"Schedule": schedule(2)},
        lambda _: sagemaker.describe_monitoring_schedule(MonitoringScheduleName="quality"),
        {"Arn": {"Ref": "Schedule"}},
    )

    hours = [
        found["MonitoringScheduleConfig"]["ScheduleConfig"]["ScheduleExpression"] for found in (life.made, life.changed)
    ]
    assert hours == ["cron(0 1 ? * * *)", "cron(0 2 ? * * *)"]
    assert (life.made["MonitoringScheduleStatus"], life.made["MonitoringScheduleArn"]) == (
        "Scheduled",
        life.outputs["Arn"],
    )
    assert life.gone == "ResourceNotFound"


class TestProjects:
    @staticmethod
    def template(group: Any = None) -> dict[str, Any]:
        names = ("SageMakerProjectName", "SageMakerProjectId")
        named = group or {"Fn::Sub": "${SageMakerProjectName}-${SageMakerProjectId}"}
        properties = {"ModelPackageGroupName": named}
        return {
            "Parameters": {name: {"Type": "String"} for name in names},
            "Resources": {"Group": {"Type": "AWS::SageMaker::ModelPackageGroup", "Properties": properties}},
        }

    @staticmethod
    def details(product: str, artifact: str) -> dict[str, str]:
        return {"ProductId": product, "ProvisioningArtifactId": artifact}

    def test_a_project_is_a_product_launched_with_its_name_and_tags(self, catalog: Catalog) -> None:
        sagemaker = catalog.of_member("sagemaker")
        product, _ = catalog.publish(self.template(), "project")
        details = {"ProductId": product}
        created = sagemaker.create_project(ProjectName="churn-model", ServiceCatalogProvisioningDetails=details)
        described = sagemaker.describe_project(ProjectName="churn-model")
        (group,) = [
            found["ModelPackageGroupName"]
            for found in sagemaker.list_model_package_groups()["ModelPackageGroupSummaryList"]
            if found["ModelPackageGroupName"].startswith("churn-model-")
        ]
        place = f"arn:aws:sagemaker:eu-west-1:{catalog.member}:model-package-group/{group}"

        assert described["ProjectStatus"] == "CreateCompleted"
        assert group == f"churn-model-{created['ProjectId']}"
        assert tags_of(catalog, place)["sagemaker:project-name"] == "churn-model"

        sagemaker.delete_project(ProjectName="churn-model")
        assert sagemaker.describe_project(ProjectName="churn-model")["ProjectStatus"] == "DeleteCompleted"
        assert sagemaker.list_projects()["ProjectSummaryList"] == []
        groups = sagemaker.list_model_package_groups()["ModelPackageGroupSummaryList"]
        assert group not in [found["ModelPackageGroupName"] for found in groups]

    def test_a_project_is_a_resource_of_a_stack_too_and_fails_with_its_product(self, catalog: Catalog) -> None:
        broken = self.template()
        broken["Resources"]["Group"]["Properties"]["Nonsense"] = "1"
        published = [catalog.publish(self.template(), "inner"), catalog.publish(broken, "broken")]
        projects = [
            ("AWS::SageMaker::Project", {"ProjectName": name, "ServiceCatalogProvisioningDetails": self.details(*ids)})
            for name, ids in zip(("outer", "failing"), published, strict=True)
        ]
        launches = []
        for name, (type_, properties) in zip(("outer", "failing"), projects, strict=True):
            template = {"Resources": {"Project": {"Type": type_, "Properties": properties}}}
            launches.append(catalog.launch(*catalog.publish(template, f"stack-of-{name}"), f"stack-of-{name}"))

        assert [launched["Status"] for launched in launches] == ["AVAILABLE", "ERROR"]
        assert "extraneous key [Nonsense]" in launches[1]["StatusMessage"]
        assert catalog.terminate(launches[0]["Id"]) == "SUCCEEDED"


def test_an_endpoint_is_updated_and_its_configuration_replaced(catalog: Catalog) -> None:
    sagemaker = catalog.of_member("sagemaker")

    def resources(instances: int) -> dict[str, Any]:
        container = {"Image": "image", "ModelDataUrl": "s3://team-fraud/model.tar.gz"}
        variant = {
            "VariantName": "all",
            "ModelName": {"Fn::GetAtt": ["Model", "ModelName"]},
            "InitialInstanceCount": instances,
            "InstanceType": "ml.m5.large",
            "InitialVariantWeight": 1,
        }
        config = {
            "ProductionVariants": [variant],
            "AsyncInferenceConfig": {"OutputConfig": {"S3OutputPath": "s3://team-fraud/answers"}},
        }
        shift = {"Type": "ALL_AT_ONCE", "WaitIntervalInSeconds": 60}
        rollback = {"Alarms": [{"AlarmName": "errors"}]}
        deployment = {
            "BlueGreenUpdatePolicy": {"TrafficRoutingConfiguration": shift},
            "AutoRollbackConfiguration": rollback,
        }
        endpoint = {
            "EndpointName": "churn",
            "EndpointConfigName": {"Fn::GetAtt": ["Config", "EndpointConfigName"]},
            "DeploymentConfig": deployment,
        }
        model = {"PrimaryContainer": container, "ExecutionRoleArn": ROLE, "EnableNetworkIsolation": True}
        return {
            "Endpoint": ("AWS::SageMaker::Endpoint", endpoint),
            "Config": ("AWS::SageMaker::EndpointConfig", config),
            "Model": ("AWS::SageMaker::Model", model),
        }

    def read(_: Any) -> Any:
        endpoint = sagemaker.describe_endpoint(EndpointName="churn")
        return endpoint, sagemaker.describe_endpoint_config(EndpointConfigName=endpoint["EndpointConfigName"])

    life = live(catalog, resources(1), resources(2), read, {"Arn": {"Ref": "Endpoint"}})

    (made, config), (changed, other) = life.made, life.changed
    assert life.outputs["Arn"] == made["EndpointArn"] == changed["EndpointArn"]
    assert made["CreationTime"] == changed["CreationTime"]
    assert config["EndpointConfigName"] != other["EndpointConfigName"]
    assert other["AsyncInferenceConfig"]["OutputConfig"]["S3OutputPath"] == "s3://team-fraud/answers"
    assert [found["ProductionVariants"][0]["CurrentInstanceCount"] for found in (made, changed)] == [1, 2]
    assert made["LastDeploymentConfig"]["AutoRollbackConfiguration"] == {"Alarms": [{"AlarmName": "errors"}]}
    assert life.gone == "ValidationException"
    assert sagemaker.list_models()["Models"] == sagemaker.list_endpoint_configs()["EndpointConfigs"] == []
