"""Types whose import id is made of what is planned: a name that is taken once, or the two things that are joined."""

from __future__ import annotations

from modules.runner.recovery.finders.finder import by_values

_IMPORT_IDS = {
    "aws_accessanalyzer_analyzer": "{analyzer_name}",
    "aws_accessanalyzer_archive_rule": "{analyzer_name}/{rule_name}",
    "aws_athena_workgroup": "{name}",
    "aws_backup_vault": "{name}",
    "aws_cloudtrail_organization_delegated_admin_account": "{account_id}",
    "aws_cloudwatch_dashboard": "{dashboard_name}",
    "aws_cloudwatch_event_bus": "{name}",
    "aws_cloudwatch_event_rule": "{event_bus_name}/{name}",
    "aws_cloudwatch_event_target": "{event_bus_name}/{rule}/{target_id}",
    "aws_cloudwatch_log_group": "{name}",
    "aws_cloudwatch_metric_alarm": "{alarm_name}",
    "aws_codebuild_project": "{name}",
    "aws_codepipeline": "{name}",
    "aws_config_configuration_aggregator": "{name}",
    "aws_config_configuration_recorder": "{name}",
    "aws_config_delivery_channel": "{name}",
    "aws_config_organization_conformance_pack": "{name}",
    "aws_controltower_control": "{target_identifier},{control_identifier}",
    "aws_detective_organization_admin_account": "{account_id}",
    "aws_directory_service_log_subscription": "{directory_id}",
    "aws_directory_service_shared_directory_accepter": "{shared_directory_id}",
    "aws_dynamodb_table": "{name}",
    "aws_dx_gateway_association": "{dx_gateway_id}/{associated_gateway_id}",
    "aws_ec2_transit_gateway_route": "{transit_gateway_route_table_id}_{destination_cidr_block}",
    "aws_ec2_transit_gateway_route_table_association": (
        "{transit_gateway_route_table_id}_{transit_gateway_attachment_id}"
    ),
    "aws_ec2_transit_gateway_route_table_propagation": (
        "{transit_gateway_route_table_id}_{transit_gateway_attachment_id}"
    ),
    "aws_ecr_repository": "{name}",
    "aws_fms_admin_account": "{account_id}",
    "aws_glue_catalog_database": "{catalog_id}:{name}",
    "aws_glue_catalog_table": "{catalog_id}:{database_name}:{name}",
    "aws_guardduty_organization_admin_account": "{admin_account_id}",
    "aws_iam_role": "{name}",
    "aws_inspector2_delegated_admin_account": "{account_id}",
    "aws_inspector2_member_association": "{account_id}",
    "aws_kms_alias": "{name}",
    "aws_lakeformation_lf_tag": "{catalog_id}:{key}",
    "aws_macie2_member": "{account_id}",
    "aws_macie2_organization_admin_account": "{admin_account_id}",
    "aws_organizations_delegated_administrator": "{account_id}/{service_principal}",
    "aws_organizations_policy_attachment": "{target_id}:{policy_id}",
    "aws_ram_principal_association": "{resource_share_arn},{principal}",
    "aws_ram_resource_association": "{resource_share_arn},{resource_arn}",
    "aws_route": "{route_table_id}_{destination_cidr_block}",
    "aws_route53_record": "{zone_id}_{name}_{type}",
    "aws_route53_resolver_firewall_rule": "{firewall_rule_group_id}:{firewall_domain_list_id}",
    "aws_route_table_association": "{subnet_id}/{route_table_id}",
    "aws_s3_access_point": "{account_id}:{name}",
    "aws_s3_bucket": "{bucket}",
    "aws_scheduler_schedule": "default/{name}",
    "aws_sagemaker_mlflow_tracking_server": "{tracking_server_name}",
    "aws_sagemaker_model_package_group": "{model_package_group_name}",
    "aws_sagemaker_project": "{project_name}",
    "aws_securityhub_organization_admin_account": "{admin_account_id}",
    "aws_servicecatalog_portfolio_share": "{portfolio_id}:{type}:{principal_id}",
    "aws_servicecatalog_principal_portfolio_association": (
        "{accept_language},{principal_arn},{portfolio_id},{principal_type}"
    ),
    "aws_servicecatalog_product_portfolio_association": "{accept_language}:{portfolio_id}:{product_id}",
    "aws_servicecatalog_tag_option_resource_association": "{tag_option_id}:{resource_id}",
    "aws_ssm_parameter": "{name}",
    "aws_ssoadmin_account_assignment": (
        "{principal_id},{principal_type},{target_id},{target_type},{permission_set_arn},{instance_arn}"
    ),
    "aws_ssoadmin_instance_access_control_attributes": "{instance_arn}",
    "aws_ssoadmin_managed_policy_attachment": "{managed_policy_arn},{permission_set_arn},{instance_arn}",
    "aws_vpc_ipam_organization_admin_account": "{delegated_admin_account_id}",
    "aws_vpc_ipam_pool_cidr": "{cidr}_{ipam_pool_id}",
}

FINDERS = {type_: by_values(template) for type_, template in _IMPORT_IDS.items()}
