"""The root that deploys AFT itself: one call of its module, with what the environment says of it.

It is a root of its own, beside AFT's four repositories, and no workspace of a deploy: the module has providers of its
own, works as an administrator of the management account, and starts a build each time it is planned.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from modules.accounts.aft.repositories import AftRepositoriesSpec, VcsProvider
from modules.accounts.aft.runs import OssRunsSpec, TfeRunsSpec
from modules.accounts.aft.spec import AftSpec, AftVersion
from modules.accounts.roster import account_for
from modules.accounts.spec import Function
from modules.environment import Environment
from modules.naming import workspace_id

FOLDER = "aft"
"""The folder of the root, below that of the export."""

SOURCE = "aws-ia/control_tower_account_factory/aws"
"""AFT's module in the Terraform Registry."""

_TOKEN = "terraform_token"  # noqa: S105 - the name of a variable
_CLOUD = "app.terraform.io"
_EMPTY = "null"
"""How the module's inputs say that there is none, where these are texts."""


def module_call(environment: Environment, organization: Mapping[str, Any]) -> dict[str, str]:
    """Return the files of the root, by path below the export; nothing where AFT does not vend.

    Args:
        environment: The environment.
        organization: The document of its workspace `organization`, beside whose state that of this root is kept.

    """
    aft = environment.zone.vending.aft
    if aft is None:
        return {}
    document: dict[str, Any] = {
        "terraform": {
            "required_version": ">= 1.6.1, < 2.0.0",
            "required_providers": {"aws": {"source": "hashicorp/aws", "version": ">= 6.0.0, < 7.0.0"}},
            **_state(environment.name, organization["terraform"]),
        },
        "module": {
            "aft": {
                "source": SOURCE,
                "version": str(aft.version),
                **_accounts(environment, aft),
                **_runs(aft),
                **_repositories(aft.repositories),
                **_behaviour(aft),
                **_network(aft),
                **_newer(aft),
            }
        },
    }
    if not isinstance(aft.runs, OssRunsSpec):
        document["variable"] = {
            _TOKEN: {
                "type": "string",
                "sensitive": True,
                "nullable": False,
                "description": "A token of a team that may manage the project. AFT keeps it in Parameter Store.",
            }
        }
    return {f"{FOLDER}/main.tf.json": json.dumps(document, indent=2) + "\n"}


def _state(environment: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return where the root keeps its state; nothing where states are local files, which are beside it then."""
    backend = {kind: each for kind, each in settings.get("backend", {}).items() if kind != "local"}
    blocks = {name: block for name, block in (("backend", backend), ("cloud", settings.get("cloud"))) if block}
    text = json.dumps(blocks).replace(workspace_id(environment, "organization"), workspace_id(environment, FOLDER))
    state: dict[str, Any] = json.loads(text)
    return state


def _accounts(environment: Environment, aft: AftSpec) -> dict[str, Any]:
    zone = environment.zone
    (account,) = (each for each in zone.roster if each.key == aft.management_account)
    secondary = {"tf_backend_secondary_region": aft.secondary_region} if aft.secondary_region else {}
    return {
        "ct_management_account_id": zone.organization.management_account.id,
        "log_archive_account_id": account_for(Function.LOG_ARCHIVE, zone.roster).known_id,
        "audit_account_id": account_for(Function.SECURITY_TOOLING, zone.roster).known_id,
        "aft_management_account_id": account.known_id,
        "ct_home_region": zone.organization.home_region,
        "tags": environment.tags(account),
        **secondary,
    }


def _runs(aft: AftSpec) -> dict[str, Any]:
    inputs: dict[str, Any] = {
        "terraform_version": aft.terraform_version,
        "terraform_distribution": aft.runs.distribution,
    }
    if isinstance(aft.runs, OssRunsSpec):
        return inputs
    host = aft.runs.hostname if isinstance(aft.runs, TfeRunsSpec) else _CLOUD
    inputs |= {
        _TOKEN: f"${{var.{_TOKEN}}}",
        "terraform_org_name": aft.runs.organization,
        "terraform_project_name": aft.runs.project,
        "terraform_api_endpoint": f"https://{host}/api/v2/",
        "terraform_oidc_integration": aft.runs.oidc is not None,
    }
    workspaces = {
        "account_request_workspace_name": aft.runs.request_workspace,
        "account_provisioning_customizations_workspace_name": aft.runs.provisioning_workspace,
    }
    inputs |= {name: workspace for name, workspace in workspaces.items() if workspace}
    if aft.runs.oidc:
        inputs |= {
            "terraform_oidc_aws_audience": aft.runs.oidc.audience,
            "terraform_oidc_hostname": aft.runs.oidc.hostname or host,
        }
    return inputs


def _repositories(spec: AftRepositoriesSpec) -> dict[str, Any]:
    address = f"https://{spec.hostname}" if spec.hostname else _EMPTY
    names = {
        "account_request": spec.account_request,
        "global_customizations": spec.global_customizations,
        "account_customizations": spec.account_customizations,
        "account_provisioning_customizations": spec.account_provisioning_customizations,
    }
    return {
        "vcs_provider": str(spec.provider),
        "github_enterprise_url": address if spec.provider is VcsProvider.GITHUB_ENTERPRISE else _EMPTY,
        "gitlab_selfmanaged_url": address if spec.provider is VcsProvider.GITLAB_SELF_MANAGED else _EMPTY,
        **{f"{role}_repo_name": spec.full_name(name) for role, name in names.items()},
        **{f"{role}_repo_branch": spec.branch for role in names},
    }


def _behaviour(aft: AftSpec) -> dict[str, Any]:
    retention = aft.backup.retention_days
    return {
        "maximum_concurrent_customizations": aft.concurrent_customizations,
        "concurrent_account_factory_actions": aft.concurrent_account_actions,
        "global_codebuild_timeout": aft.code_build.timeout_minutes,
        "aft_codebuild_compute_type": str(aft.code_build.compute_type),
        "aft_feature_cloudtrail_data_events": aft.features.cloudtrail_data_events,
        "aft_feature_enterprise_support": aft.features.enterprise_support,
        "aft_feature_delete_default_vpcs_enabled": aft.features.delete_default_vpcs,
        "cloudwatch_log_group_retention": str(aft.logs.retention_days),
        "cloudwatch_log_group_enable_cmk_encryption": aft.logs.encrypted_with_own_key,
        "sns_topic_enable_cmk_encryption": aft.logs.encrypted_with_own_key,
        "log_archive_bucket_object_expiration_days": aft.logs.archived_days,
        "aft_backend_bucket_access_logs_object_expiration_days": aft.logs.backend_access_days,
        "sfn_s3_bucket_object_expiration_days": aft.logs.state_machine_days,
        "backup_schedule": aft.backup.schedule,
        **({"backup_recovery_point_retention": retention} if retention else {}),
        "aft_metrics_reporting": aft.metrics_reporting,
    }


def _network(aft: AftSpec) -> dict[str, Any]:
    network = aft.network
    inputs: dict[str, Any] = {"aft_enable_vpc": network.enabled, "aft_vpc_endpoints": network.endpoints}
    if network.vpc_id:
        return {
            **inputs,
            "aft_customer_vpc_id": network.vpc_id,
            "aft_customer_private_subnets": list(network.private_subnet_ids),
        }
    subnets = {"private": network.private_subnets, "public": network.public_subnets}
    return {
        **inputs,
        "aft_vpc_cidr": network.vpc_cidr,
        **{
            f"aft_vpc_{kind}_subnet_{number:02}_cidr": subnet
            for kind, pair in subnets.items()
            for number, subnet in enumerate(pair, start=1)
        },
    }


def _newer(aft: AftSpec) -> dict[str, Any]:
    """Return what only newer versions take, and where AFT's own source is."""
    inputs: dict[str, Any] = {}
    if aft.framework:
        inputs["aft_framework_repo_url"] = aft.framework.url
        if aft.framework.ref:
            inputs["aft_framework_repo_git_ref"] = aft.framework.ref
    if aft.version is AftVersion.V1_21_1:
        inputs["aft_customization_triggers"] = ["account_move"] if aft.reapplied_on_move else []
    return inputs
