resource "aws_organizations_organization" "this" {
  feature_set = "ALL"
  aws_service_access_principals = [
    "access-analyzer.amazonaws.com",
    "cloudtrail.amazonaws.com",
    "config.amazonaws.com",
    "iam.amazonaws.com",
    "ram.amazonaws.com",
    "sso.amazonaws.com",
  ]
  enabled_policy_types = [
    "SERVICE_CONTROL_POLICY",
    "RESOURCE_CONTROL_POLICY",
    "TAG_POLICY",
    "BACKUP_POLICY",
    "AISERVICES_OPT_OUT_POLICY",
    "DECLARATIVE_POLICY_EC2",
  ]
}

resource "aws_organizations_organizational_unit" "workloads" {
  name      = "Workloads"
  parent_id = aws_organizations_organization.this.roots[0].id
}

resource "aws_organizations_organizational_unit" "production" {
  name      = "Production"
  parent_id = aws_organizations_organizational_unit.workloads.id
}

resource "aws_organizations_account" "security" {
  name      = "security-tooling"
  email     = "aws+${var.account}@acme.example"
  parent_id = aws_organizations_organizational_unit.production.id
}

locals {
  policies = {
    SERVICE_CONTROL_POLICY    = { Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "cloudtrail:StopLogging", Resource = "*" }] }
    RESOURCE_CONTROL_POLICY   = { Version = "2012-10-17", Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "*" }] }
    TAG_POLICY                = { tags = { cost-center = { tag_key = { "@@assign" = "cost-center" } } } }
    AISERVICES_OPT_OUT_POLICY = { services = { default = { opt_out_policy = { "@@assign" = "optOut" } } } }
    BACKUP_POLICY = { plans = { daily = {
      regions = { "@@assign" = ["eu-west-1"] }
      rules = { daily = {
        schedule_expression      = { "@@assign" = "cron(0 5 ? * * *)" }
        target_backup_vault_name = { "@@assign" = "daily" }
      } }
      selections = { tags = { all = {
        iam_role_arn = { "@@assign" = "arn:aws:iam::$account:role/backup" }
        tag_key      = { "@@assign" = "backup" }
        tag_value    = { "@@assign" = ["daily"] }
      } } }
    } } }
    DECLARATIVE_POLICY_EC2 = { ec2_attributes = { serial_console_access = { status = { "@@assign" = "disabled" } } } }
  }
}

resource "aws_organizations_policy" "guardrail" {
  for_each = local.policies
  name     = lower(replace(each.key, "_", "-"))
  type     = each.key
  content  = jsonencode(each.value)
  # a policy type is enabled on the root by the organization
  depends_on = [aws_organizations_organization.this]
}

resource "aws_organizations_policy_attachment" "unit" {
  for_each  = local.policies
  policy_id = aws_organizations_policy.guardrail[each.key].id
  target_id = aws_organizations_organizational_unit.workloads.id
}

resource "aws_organizations_delegated_administrator" "access_analyzer" {
  account_id        = aws_organizations_account.security.id
  service_principal = "access-analyzer.amazonaws.com"
}

resource "aws_organizations_resource_policy" "this" {
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::${aws_organizations_account.security.id}:root" }
      Action    = ["organizations:DescribePolicy", "organizations:ListPolicies"]
      Resource  = "*"
    }]
  })
}

resource "aws_iam_organizations_features" "this" {
  enabled_features = ["RootCredentialsManagement", "RootSessions"]
  depends_on       = [aws_organizations_organization.this]
}

data "aws_organizations_organizational_units" "top" {
  parent_id  = aws_organizations_organization.this.roots[0].id
  depends_on = [aws_organizations_organizational_unit.workloads]
}
