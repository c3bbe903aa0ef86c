"""Types of resources that the proof follows, and those of no concern. With any other nothing is proved."""

from __future__ import annotations

FOLLOWED = frozenset(
    {
        "aws_default_route_table", "aws_dx_gateway_association", "aws_ec2_transit_gateway",
        "aws_ec2_transit_gateway_dx_gateway_attachment", "aws_ec2_transit_gateway_route",
        "aws_ec2_transit_gateway_route_table", "aws_ec2_transit_gateway_route_table_association",
        "aws_ec2_transit_gateway_route_table_propagation", "aws_ec2_transit_gateway_vpc_attachment",
        "aws_internet_gateway", "aws_nat_gateway", "aws_networkfirewall_firewall",
        "aws_networkfirewall_firewall_policy", "aws_networkfirewall_rule_group", "aws_organizations_organization",
        "aws_organizations_organizational_unit", "aws_ram_principal_association", "aws_ram_resource_association",
        "aws_ram_resource_share", "aws_route",
        "aws_route53_resolver_endpoint", "aws_route53profiles_association", "aws_route53profiles_profile",
        "aws_route_table", "aws_route_table_association", "aws_security_group",
        "aws_subnet", "aws_vpc", "aws_vpc_endpoint", "aws_vpc_ipam_pool", "aws_vpc_ipam_pool_cidr",
        "aws_vpc_ipv4_cidr_block_association",
        "aws_vpc_security_group_ingress_rule", "aws_vpn_connection",
    }
)  # fmt: skip
"""Types that decide about reachability, or about what is shared with whom, and that are read."""

OF_NO_CONCERN = frozenset(
    {
        "aws_ami", "aws_ami_copy", "aws_ami_from_instance", "aws_ami_launch_permission", "aws_customer_gateway",
        "aws_default_security_group", "aws_dx_gateway", "aws_ec2_allowed_images_settings",
        "aws_fms_admin_account", "aws_fms_policy:DNS_FIREWALL", "aws_fms_policy:NETWORK_ACL_COMMON",
        "aws_fms_policy:SECURITY_GROUPS_USAGE_AUDIT", "aws_fms_policy:WAFV2",
        "aws_ec2_default_credit_specification", "aws_ec2_image_block_public_access",
        "aws_ec2_instance_metadata_defaults", "aws_ec2_network_insights_analysis", "aws_ec2_network_insights_path",
        "aws_ec2_serial_console_access", "aws_ec2_tag", "aws_eip", "aws_flow_log", "aws_key_pair",
        "aws_networkfirewall_logging_configuration", "aws_networkfirewall_resource_policy", "aws_route53_record",
        "aws_route53_zone", "aws_route53_vpc_association_authorization", "aws_route53_zone_association",
        "aws_route53_resolver_config", "aws_route53_resolver_dnssec_config", "aws_route53_resolver_firewall_config",
        "aws_route53_resolver_firewall_domain_list", "aws_route53_resolver_firewall_rule",
        "aws_route53_resolver_firewall_rule_group", "aws_route53_resolver_firewall_rule_group_association",
        "aws_route53_resolver_query_log_config", "aws_route53_resolver_query_log_config_association",
        "aws_route53_resolver_rule", "aws_route53_resolver_rule_association",
        "aws_route53profiles_resource_association",
        "aws_snapshot_create_volume_permission", "aws_vpc_block_public_access_options", "aws_vpc_endpoint_policy",
        "aws_vpc_ipam", "aws_vpc_ipam_organization_admin_account", "aws_vpc_ipam_pool_cidr_allocation",
        "aws_vpc_ipam_resource_discovery", "aws_vpc_ipam_resource_discovery_association", "aws_vpc_ipam_scope",
        "aws_vpc_security_group_egress_rule",
    }
)  # fmt: skip
"""Types of the network's services that lead no packet anywhere: names, logs, allotments, defaults, the far end of a
link, and what only takes away. Other policies of Firewall Manager make firewalls, routes, or rules that let in."""

SERVICES_OF_NO_CONCERN = frozenset(
    {
        "accessanalyzer", "account", "acm", "acmpca", "athena", "auditmanager", "backup", "bcmdataexports", "bedrock",
        "bedrockagent", "billing", "budgets", "ce", "chatbot", "cloudtrail", "cloudwatch", "codeartifact", "codebuild",
        "codecommit", "codeconnections", "codepipeline", "codestarconnections", "codestarnotifications",
        "computeoptimizer", "config", "controltower", "costoptimizationhub", "cur", "datazone", "detective",
        "devopsguru", "directory", "dlm", "dynamodb", "ebs", "ecr", "fis", "glue", "guardduty", "iam", "identitystore",
        "imagebuilder", "inspector2", "invoicing", "kinesis", "kms", "lakeformation", "lambda", "licensemanager",
        "macie2", "notifications", "notificationscontacts", "oam", "observabilityadmin", "organizations", "ram", "rbin",
        "resourceexplorer2", "resourcegroups", "rolesanywhere", "s3", "s3control", "s3tables", "s3vectors", "sagemaker",
        "scheduler", "secretsmanager", "securityhub", "securitylake", "servicecatalog", "servicecatalogappregistry",
        "servicequotas", "sfn", "signer", "sns", "sqs", "ssm", "ssmcontacts", "ssmincidents", "ssoadmin", "synthetics",
        "xray",
    }
)  # fmt: skip
"""Services none of whose resources leads a packet on: at most it has an interface in a subnet, and reaches what any
other there reaches. A product of Service Catalog is one that vends an account."""


ORGANIZATION_POLICY = "AWS::Organizations::Policy"
"""What Cloud Control API calls an organization policy, which leads no packet anywhere."""


def is_of_no_concern(kind: str) -> bool:
    """Whether the proof holds with resources of a type: it follows them, or they lead no packet anywhere."""
    service = kind.removeprefix("aws_").partition("_")[0]
    of_service = kind.startswith("aws_") and service in SERVICES_OF_NO_CONCERN
    return of_service or kind in FOLLOWED or kind in OF_NO_CONCERN or kind == ORGANIZATION_POLICY
