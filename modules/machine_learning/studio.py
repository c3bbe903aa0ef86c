"""Amazon SageMaker Studio in a team's account: a domain in its VPC, and a profile for each person."""

from __future__ import annotations

from collections.abc import Sequence

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.sagemaker_domain import (
    SagemakerDomain,
    SagemakerDomainDefaultSpaceSettings,
    SagemakerDomainDefaultUserSettings,
    SagemakerDomainDefaultUserSettingsCodeEditorAppSettings,
    SagemakerDomainDefaultUserSettingsCodeEditorAppSettingsAppLifecycleManagement,
    SagemakerDomainDefaultUserSettingsCodeEditorAppSettingsAppLifecycleManagementIdleSettings,
    SagemakerDomainDefaultUserSettingsJupyterLabAppSettings,
    SagemakerDomainDefaultUserSettingsJupyterLabAppSettingsAppLifecycleManagement,
    SagemakerDomainDefaultUserSettingsJupyterLabAppSettingsAppLifecycleManagementIdleSettings,
    SagemakerDomainDefaultUserSettingsSharingSettings,
    SagemakerDomainDomainSettings,
)
from cdktf_cdktf_provider_aws.sagemaker_user_profile import SagemakerUserProfile
from cdktf_cdktf_provider_aws.security_group import SecurityGroup
from cdktf_cdktf_provider_aws.vpc_security_group_egress_rule import VpcSecurityGroupEgressRule
from cdktf_cdktf_provider_aws.vpc_security_group_ingress_rule import VpcSecurityGroupIngressRule
from constructs import Construct

from modules.aws_limits import STUDIO_IDLE_SHORTEST
from modules.machine_learning.https_egress import let_out_by_https
from modules.machine_learning.spec import StudioSpec
from modules.specification.tag_keys import LibraryTag, TagKeys, key_of

_APPS = (8192, 65535)
"""Ports on which applications of one domain talk to each other (Amazon SageMaker AI Developer Guide, Connect Amazon
SageMaker Studio in a VPC to External Resources)."""

USER_NAME = "UserName"
"""The tag by which permission sets know whose profile it is."""


class StudioDomain(Construct):
    """Define a domain whose traffic stays in the VPC, whose volumes have the team's key, and where nothing idles.

    People get in as themselves, through their permission set; so CloudTrail says whose profile a notebook's calls are
    from.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        spec: How long applications idle, and how what is in them is classified.
        name: Its name.
        key_arn: The team's key.
        role_arn: What applications work as.
        vpc_id: The VPC of the account.
        subnet_ids: Its subnets for workloads.
        tag_keys: The organization's keys for the library's tags.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        spec: StudioSpec,
        name: str,
        key_arn: str,
        role_arn: str,
        vpc_id: str,
        subnet_ids: Sequence[str],
        tag_keys: TagKeys,
    ) -> None:
        super().__init__(scope, id_)
        group_id = _security_group(self, name, vpc_id)
        self._domain = SagemakerDomain(
            self,
            "Default",
            domain_name=name,
            auth_mode="IAM",
            app_network_access_type="VpcOnly",
            vpc_id=vpc_id,
            subnet_ids=list(subnet_ids),
            kms_key_id=key_arn,
            default_user_settings=_user_settings(spec, role_arn=role_arn, group_id=group_id),
            default_space_settings=SagemakerDomainDefaultSpaceSettings(
                execution_role=role_arn, security_groups=[group_id]
            ),
            domain_settings=SagemakerDomainDomainSettings(execution_role_identity_config="USER_PROFILE_NAME"),
            tags={key_of(LibraryTag.DATA_CLASSIFICATION, tag_keys): spec.data_classification},
            lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
        )

    @property
    def domain_id(self) -> str:
        """Token: the domain's id."""
        return self._domain.id


class StudioUser(Construct):
    """Define a person's profile. Only who signs in with the name gets into it.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        domain_id: The domain.
        name: The profile's name.
        sign_in_name: The name that the person signs in with.
        data_classification: How what is in it is classified.
        tag_keys: The organization's keys for the library's tags.

    """

    def __init__(  # noqa: PLR0913 - each is a property of its own
        self,
        scope: Construct,
        id_: str,
        *,
        domain_id: str,
        name: str,
        sign_in_name: str,
        data_classification: str,
        tag_keys: TagKeys,
    ) -> None:
        super().__init__(scope, id_)
        classified = {key_of(LibraryTag.DATA_CLASSIFICATION, tag_keys): data_classification}
        SagemakerUserProfile(
            self,
            "Default",
            domain_id=domain_id,
            user_profile_name=name,
            tags={**classified, USER_NAME: sign_in_name},
        )


def _user_settings(spec: StudioSpec, *, role_arn: str, group_id: str) -> SagemakerDomainDefaultUserSettings:
    # Nobody lets their own idle longer. Without the shortest and the longest the provider sends 0, which AWS refuses.
    idle = {
        "idle_timeout_in_minutes": spec.idle_minutes,
        "min_idle_timeout_in_minutes": STUDIO_IDLE_SHORTEST.value,
        "max_idle_timeout_in_minutes": spec.idle_minutes,
    }
    code_editor = SagemakerDomainDefaultUserSettingsCodeEditorAppSettingsAppLifecycleManagementIdleSettings(
        lifecycle_management="ENABLED", **idle
    )
    jupyter = SagemakerDomainDefaultUserSettingsJupyterLabAppSettingsAppLifecycleManagementIdleSettings(
        lifecycle_management="ENABLED", **idle
    )
    return SagemakerDomainDefaultUserSettings(
        execution_role=role_arn,
        security_groups=[group_id],
        default_landing_uri="studio::",
        studio_web_portal="ENABLED",
        # What a person shares of a notebook would lie in a bucket that anybody of the account may read.
        sharing_settings=SagemakerDomainDefaultUserSettingsSharingSettings(notebook_output_option="Disabled"),
        code_editor_app_settings=SagemakerDomainDefaultUserSettingsCodeEditorAppSettings(
            app_lifecycle_management=SagemakerDomainDefaultUserSettingsCodeEditorAppSettingsAppLifecycleManagement(
                idle_settings=code_editor
            )
        ),
        jupyter_lab_app_settings=SagemakerDomainDefaultUserSettingsJupyterLabAppSettings(
            app_lifecycle_management=SagemakerDomainDefaultUserSettingsJupyterLabAppSettingsAppLifecycleManagement(
                idle_settings=jupyter
            )
        ),
    )


def _security_group(scope: Construct, name: str, vpc_id: str) -> str:
    """Define what applications may reach: each other, and HTTPS; return its id. SageMaker adds its own for storage."""
    group = SecurityGroup(
        scope, "security-group", name=f"studio-{name}", description="Applications of SageMaker Studio", vpc_id=vpc_id
    )
    first, last = _APPS
    ingress, egress = Construct(scope, "from"), Construct(scope, "to")
    VpcSecurityGroupIngressRule(
        ingress,
        "applications",
        description="Applications of the domain talk to each other",
        security_group_id=group.id,
        referenced_security_group_id=group.id,
        ip_protocol="tcp",
        from_port=first,
        to_port=last,
    )
    VpcSecurityGroupEgressRule(
        egress,
        "applications",
        description="Applications of the domain talk to each other",
        security_group_id=group.id,
        referenced_security_group_id=group.id,
        ip_protocol="tcp",
        from_port=first,
        to_port=last,
    )
    let_out_by_https(egress, group.id)
    return group.id
