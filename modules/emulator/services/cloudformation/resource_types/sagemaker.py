"""Amazon SageMaker: what a team's domain, projects and monitoring are made of.

Behaviour from the AWS CloudFormation Template Reference Guide, pages "AWS::SageMaker::Domain",
"AWS::SageMaker::UserProfile", "AWS::SageMaker::StudioLifecycleConfig", "AWS::SageMaker::ModelPackageGroup",
"AWS::SageMaker::FeatureGroup", "AWS::SageMaker::Pipeline", "AWS::SageMaker::Project" and
"AWS::SageMaker::MonitoringSchedule".
"""

from __future__ import annotations

from modules.emulator.services.cloudformation.resource_type import (
    Operation,
    Properties,
    ResourceType,
    Setting,
    Tagging,
)

_DOMAIN = {"DomainId": "DomainId"}
_PROFILE = {"DomainId": "DomainId", "UserProfileName": "UserProfileName"}
_GROUP = {"ModelPackageGroupName": "ModelPackageGroupName"}


def _tagging(arn: str) -> Tagging:
    return Tagging("AddTags", "DeleteTags", arn)


def _with_id(answer: Properties) -> Properties:
    """Add a domain's id to the answer, which the API has and the SDK's model of it does not yet."""
    return {**answer, "DomainId": answer["DomainArn"].rpartition("/")[2]}


def _definition(properties: Properties) -> Properties:
    """Give a pipeline's definition as the API has it: a text, or a place in S3."""
    given = dict(properties)
    definition = given.pop("PipelineDefinition")
    if body := definition.get("PipelineDefinitionBody"):
        return {**given, "PipelineDefinition": body}
    place = definition["PipelineDefinitionS3Location"]
    renamed = {"Bucket": place["Bucket"], "ObjectKey": place["Key"], "VersionId": place.get("Version")}
    return {**given, "PipelineDefinitionS3Location": {name: value for name, value in renamed.items() if value}}


RESOURCE_TYPES = [
    ResourceType(
        "AWS::SageMaker::Domain",
        service="sagemaker",
        name="DomainName",
        create=Operation("CreateDomain"),
        complete=_with_id,
        read=Operation("DescribeDomain", _DOMAIN),
        update=Operation("UpdateDomain", _DOMAIN, names={"DomainSettings": "DomainSettingsForUpdate"}),
        delete=Operation("DeleteDomain", {**_DOMAIN, "RetentionPolicy": "{HomeEfsFileSystem: 'Delete'}"}),
        ref="DomainId",
        attributes={
            name: name
            for name in (
                "DomainArn",
                "DomainId",
                "HomeEfsFileSystemId",
                "SecurityGroupIdForDomainBoundary",
                "SingleSignOnApplicationArn",
                "SingleSignOnManagedApplicationInstanceId",
                "Url",
            )
        },
        replaced_by=frozenset({"AuthMode", "DomainName", "KmsKeyId"}),
        tagging=_tagging("DomainArn"),
    ),
    ResourceType(
        "AWS::SageMaker::UserProfile",
        service="sagemaker",
        name="UserProfileName",
        create=Operation("CreateUserProfile"),
        read=Operation("DescribeUserProfile", _PROFILE),
        update=Operation("UpdateUserProfile", _PROFILE),
        delete=Operation("DeleteUserProfile", _PROFILE),
        ref="UserProfileName",
        attributes={"UserProfileArn": "UserProfileArn"},
        replaced_by=frozenset({"DomainId", "SingleSignOnUserIdentifier", "SingleSignOnUserValue", "UserProfileName"}),
        tagging=_tagging("UserProfileArn"),
    ),
    ResourceType(
        "AWS::SageMaker::StudioLifecycleConfig",
        service="sagemaker",
        name="StudioLifecycleConfigName",
        create=Operation("CreateStudioLifecycleConfig"),
        read=Operation("DescribeStudioLifecycleConfig", {"StudioLifecycleConfigName": "StudioLifecycleConfigName"}),
        delete=Operation("DeleteStudioLifecycleConfig", {"StudioLifecycleConfigName": "StudioLifecycleConfigName"}),
        ref="StudioLifecycleConfigName",
        attributes={"StudioLifecycleConfigArn": "StudioLifecycleConfigArn"},
        replaced_by=frozenset({"Tags"}),
    ),
    ResourceType(
        "AWS::SageMaker::ModelPackageGroup",
        service="sagemaker",
        name="ModelPackageGroupName",
        create=Operation("CreateModelPackageGroup"),
        read=Operation("DescribeModelPackageGroup", _GROUP),
        update=Operation("DescribeModelPackageGroup", _GROUP),  # nothing but the policy and tags can be changed
        delete=Operation("DeleteModelPackageGroup", _GROUP),
        ref="ModelPackageGroupArn",
        attributes={
            "CreationTime": "CreationTime",
            "ModelPackageGroupArn": "ModelPackageGroupArn",
            "ModelPackageGroupStatus": "ModelPackageGroupStatus",
        },
        replaced_by=frozenset({"ModelPackageGroupDescription", "ModelPackageGroupName"}),
        tagging=_tagging("ModelPackageGroupArn"),
        settings=(
            Setting(
                "ModelPackageGroupPolicy",
                Operation("PutModelPackageGroupPolicy", _GROUP, names={"ModelPackageGroupPolicy": "ResourcePolicy"}),
                Operation("DeleteModelPackageGroupPolicy", _GROUP),
            ),
        ),
    ),
    ResourceType(
        "AWS::SageMaker::FeatureGroup",
        service="sagemaker",
        name="FeatureGroupName",
        create=Operation("CreateFeatureGroup"),
        read=Operation("DescribeFeatureGroup", {"FeatureGroupName": "FeatureGroupName"}),
        update=Operation(
            "UpdateFeatureGroup",
            {"FeatureGroupName": "FeatureGroupName"},
            names={"FeatureDefinitions": "FeatureAdditions"},
            only=frozenset({"FeatureDefinitions", "ThroughputConfig"}),
            additions=frozenset({"FeatureDefinitions"}),
        ),
        delete=Operation("DeleteFeatureGroup", {"FeatureGroupName": "FeatureGroupName"}),
        ref="FeatureGroupName",
        attributes={"CreationTime": "CreationTime", "FeatureGroupStatus": "FeatureGroupStatus"},
        replaced_by=frozenset(
            {
                "Description",
                "EventTimeFeatureName",
                "FeatureGroupName",
                "OfflineStoreConfig",
                "RecordIdentifierFeatureName",
                "RoleArn",
                "Tags",
            }
        ),
    ),
    ResourceType(
        "AWS::SageMaker::Pipeline",
        service="sagemaker",
        name="PipelineName",
        create=Operation("CreatePipeline"),
        read=Operation("DescribePipeline", {"PipelineName": "PipelineName"}),
        update=Operation("UpdatePipeline", {"PipelineName": "PipelineName"}),
        delete=Operation("DeletePipeline", {"PipelineName": "PipelineName"}),
        ref="PipelineName",
        replaced_by=frozenset({"PipelineName"}),
        tagging=_tagging("PipelineArn"),
        prepare=_definition,
    ),
    ResourceType(
        "AWS::SageMaker::Project",
        service="sagemaker",
        create=Operation("CreateProject", names={"TemplateProviderDetails": "TemplateProviders"}),
        read=Operation("DescribeProject", {"ProjectName": "ProjectName"}),
        delete=Operation("DeleteProject", {"ProjectName": "ProjectName"}),
        ref="ProjectArn",
        failure="ServiceCatalogProvisionedProductDetails.ProvisionedProductStatusMessage",
        attributes={name: name for name in ("CreationTime", "ProjectArn", "ProjectId", "ProjectStatus")},
    ),
    ResourceType(
        "AWS::SageMaker::MonitoringSchedule",
        service="sagemaker",
        name="MonitoringScheduleName",
        create=Operation("CreateMonitoringSchedule"),
        read=Operation("DescribeMonitoringSchedule", {"MonitoringScheduleName": "MonitoringScheduleName"}),
        update=Operation("UpdateMonitoringSchedule", {"MonitoringScheduleName": "MonitoringScheduleName"}),
        delete=Operation("DeleteMonitoringSchedule", {"MonitoringScheduleName": "MonitoringScheduleName"}),
        ref="MonitoringScheduleArn",
        attributes={name: name for name in ("CreationTime", "LastModifiedTime", "MonitoringScheduleArn")},
        replaced_by=frozenset({"MonitoringScheduleName"}),
        tagging=_tagging("MonitoringScheduleArn"),
    ),
]
