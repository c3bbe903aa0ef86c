"""Whether what was found is ours, where no record says that an interrupted run had begun to create it."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from modules.runner.recovery.references import referenced

OURS_BY_IDENTITY = frozenset(
    {
        "aws_account_region",
        "aws_cloudtrail_organization_delegated_admin_account",
        "aws_cloudwatch_dashboard",
        "aws_config_configuration_recorder",
        "aws_config_delivery_channel",
        "aws_config_organization_conformance_pack",
        "aws_controltower_control",
        "aws_controltower_landing_zone",
        "aws_detective_organization_admin_account",
        "aws_directory_service_log_subscription",
        "aws_directory_service_shared_directory",
        "aws_directory_service_shared_directory_accepter",
        "aws_dx_gateway_association",
        "aws_ec2_transit_gateway_route",
        "aws_ec2_transit_gateway_route_table_association",
        "aws_ec2_transit_gateway_route_table_propagation",
        "aws_fms_admin_account",
        "aws_guardduty_organization_admin_account",
        "aws_guardduty_publishing_destination",
        "aws_iam_service_linked_role",
        "aws_identitystore_group_membership",
        "aws_inspector2_delegated_admin_account",
        "aws_inspector2_member_association",
        "aws_kms_alias",
        "aws_lakeformation_lf_tag",
        "aws_macie2_account",
        "aws_macie2_classification_export_configuration",
        "aws_macie2_member",
        "aws_macie2_organization_admin_account",
        "aws_organizations_account",
        "aws_organizations_delegated_administrator",
        "aws_organizations_organization",
        "aws_organizations_organizational_unit",
        "aws_organizations_policy_attachment",
        "aws_oam_sink_policy",
        "aws_ram_principal_association",
        "aws_ram_resource_association",
        "aws_route",
        "aws_route53_record",
        "aws_route53_resolver_firewall_rule",
        "aws_route53profiles_association",
        "aws_route53profiles_resource_association",
        "aws_route_table_association",
        "aws_scheduler_schedule",
        "aws_s3_access_point",
        "aws_securityhub_account",
        "aws_securityhub_finding_aggregator",
        "aws_securityhub_organization_admin_account",
        "aws_servicecatalog_portfolio_share",
        "aws_servicecatalog_principal_portfolio_association",
        "aws_servicecatalog_product_portfolio_association",
        "aws_servicecatalog_tag_option",
        "aws_servicecatalog_tag_option_resource_association",
        "aws_sns_topic_subscription",
        "aws_ssoadmin_account_assignment",
        "aws_ssoadmin_customer_managed_policy_attachment",
        "aws_ssoadmin_instance_access_control_attributes",
        "aws_ssoadmin_managed_policy_attachment",
        "aws_vpc_ipam_organization_admin_account",
        "aws_vpc_ipam_pool_cidr",
        "aws_vpc_ipam_pool_cidr_allocation",
    }
)
"""Types that have one thing for what is planned, in an account of ours: by e-mail, name or parent, or as what joins
two things of ours. All others must have the provider's default tags, those of the environment."""

OURS_BY_PARENT = {
    "aws_accessanalyzer_archive_rule": "aws_accessanalyzer_analyzer",
    "aws_athena_named_query": "aws_athena_workgroup",
    "aws_cloudwatch_event_target": "aws_cloudwatch_event_rule",
    "aws_datazone_glossary": "aws_datazone_domain",
    "aws_datazone_glossary_term": "aws_datazone_domain",
    "aws_datazone_project": "aws_datazone_domain",
    "aws_glue_catalog_table": "aws_glue_catalog_database",
    "aws_servicecatalog_constraint": "aws_servicecatalog_product",
    "aws_servicecatalog_provisioning_artifact": "aws_servicecatalog_product",
}
"""Types without tags, known by a name below another thing: theirs is ours where that one is, which has tags."""

OURS_BY_CONTENT = frozenset(
    {"aws_scheduler_schedule", "aws_securityhub_configuration_policy", "aws_servicecatalog_service_action"}
)
"""Types without tags, with a name that somebody else may have given: ours where an import would change nothing of it.
Where it would, nobody can tell: it is neither taken over, nor is a second one made."""

OURS_BY_ABSENCE = frozenset({"aws_identitystore_group", "aws_identitystore_user"})
"""Types without tags and with a name that somebody else may have given, as AWS Control Tower does: ours where there was
none of that name before this run applied."""

OF_SERVICES = ("/aws/", "/aws-")
"""How the names of log groups begin that services make by themselves, when they first write (Amazon CloudWatch Logs
User Guide, Working with log groups)."""

REPEATABLE = frozenset(
    {
        "aws_budgets_budget_action",
        "aws_ce_anomaly_monitor",
        "aws_ce_anomaly_subscription",
        "aws_customer_gateway",
        "aws_datazone_domain",
        "aws_directory_service_directory",
        "aws_dx_gateway",
        "aws_ec2_transit_gateway",
        "aws_ec2_transit_gateway_route_table",
        "aws_ec2_transit_gateway_vpc_attachment",
        "aws_eip",
        "aws_flow_log",
        "aws_fms_policy",
        "aws_internet_gateway",
        "aws_kms_key",
        "aws_macie2_classification_job",
        "aws_macie2_custom_data_identifier",
        "aws_nat_gateway",
        "aws_ram_resource_share",
        "aws_route53_resolver_endpoint",
        "aws_route53_resolver_firewall_domain_list",
        "aws_route53_resolver_firewall_rule_group",
        "aws_route53_resolver_query_log_config",
        "aws_route53_resolver_rule",
        "aws_route53_zone",
        "aws_route53profiles_profile",
        "aws_route_table",
        "aws_securityhub_automation_rule",
        "aws_servicecatalog_portfolio",
        "aws_servicecatalog_product",
        "aws_subnet",
        "aws_vpc",
        "aws_vpc_endpoint",
        "aws_vpc_ipam",
        "aws_vpc_ipam_pool",
        "aws_vpn_connection",
    }
)
"""Types of which AWS creates a second one without a word. Of all others it refuses a second one of that identity, or
takes it for the first."""

OVERWRITTEN = frozenset({"aws_config_organization_conformance_pack"})
"""Types that AWS overwrites without a word, and that the provider then takes for broken: it waits for a creation, sees
an update, and would replace the thing in the next run."""


def not_ours(
    plan: Mapping[str, Any], imported: Collection[str], default_tags: Mapping[str, Mapping[str, str]]
) -> set[str]:
    """Find the imports of a plan that are not provably ours.

    Args:
        plan: As `terraform show -json` tells it, with the imports in it.
        imported: Addresses that no record names.
        default_tags: Of the provider, by address.

    """
    changes = [change for change in plan.get("resource_changes", []) if change["address"] in imported]
    foreign = {change["address"] for change in changes if not _is_ours(change, default_tags)}
    missing = {change["address"] for change in plan.get("resource_changes", []) if change["change"]["before"] is None}
    return foreign | {
        change["address"]
        for change in changes
        if change["type"] in OURS_BY_PARENT and not _has_parent(plan, change, without=foreign | missing)
    }


def _is_ours(change: Mapping[str, Any], default_tags: Mapping[str, Mapping[str, str]]) -> bool:
    if change["type"] in OURS_BY_IDENTITY or change["type"] in OURS_BY_PARENT:
        return True
    if change["type"] in OURS_BY_CONTENT:
        return bool(change["change"]["actions"] == ["no-op"])
    if change["type"] == "aws_cloudwatch_log_group" and _is_as_a_service_makes_it(change["change"]["before"] or {}):
        return True
    return _has_tags((change["change"]["before"] or {}).get("tags_all"), default_tags.get(change["address"], {}))


def _is_as_a_service_makes_it(group: Mapping[str, Any]) -> bool:
    """Tell whether a log group is one of a service, and nobody has set anything on it: its events are kept for ever."""
    is_set = group.get("tags_all") or group.get("kms_key_id") or group.get("retention_in_days")
    return str(group.get("name", "")).startswith(OF_SERVICES) and not is_set


def _has_parent(plan: Mapping[str, Any], change: Mapping[str, Any], *, without: Collection[str]) -> bool:
    found = referenced(plan, change["address"], OURS_BY_PARENT[change["type"]])
    return bool(found) and found.isdisjoint(without)


def _has_tags(tags: Mapping[str, str] | None, default_tags: Mapping[str, str]) -> bool:
    return bool(default_tags) and (tags or {}).items() >= default_tags.items()


def undecided(foreign: Mapping[str, str]) -> dict[str, str]:
    """Choose of ids by address those of which their content alone could have told whose they are."""
    return {address: id_ for address, id_ in foreign.items() if not OURS_BY_CONTENT.isdisjoint(address.split("."))}


def foreign_in_words(ids: Mapping[str, str], folder: Path) -> str:
    """Name what exists and is not provably ours, and the commands that import it all the same."""
    lines = [f"{address} exists already ({id_}), without the tags of this environment" for address, id_ in ids.items()]
    commands = [
        f"terraform -chdir={shlex.quote(str(folder))} import {shlex.quote(address)} {shlex.quote(id_)}"
        for address, id_ in ids.items()
    ]
    return "\n".join([*lines, "If it is ours, import it; else remove it, or name ours otherwise:", *commands])
