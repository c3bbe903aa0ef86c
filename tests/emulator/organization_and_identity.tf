# What the organization and identity workspaces need, beyond what plain moto applies. The provider always sets tags.
provider "aws" {
  default_tags { tags = { managed-by = "terraform" } }
}

data "aws_caller_identity" "this" {}
data "aws_ssoadmin_instances" "this" {}

locals {
  instance       = one(data.aws_ssoadmin_instances.this.arns)
  identity_store = one(data.aws_ssoadmin_instances.this.identity_store_ids)
}

resource "aws_organizations_organization" "this" {
  feature_set = "ALL"
  aws_service_access_principals = [
    "account.amazonaws.com", "config.amazonaws.com", "guardduty.amazonaws.com", "iam.amazonaws.com",
    "resource-explorer-2.amazonaws.com", "sagemaker.amazonaws.com", "sso.amazonaws.com",
  ]
  enabled_policy_types = [
    "AISERVICES_OPT_OUT_POLICY", "BACKUP_POLICY", "CHATBOT_POLICY", "DECLARATIVE_POLICY_EC2", "RESOURCE_CONTROL_POLICY",
    "SERVICE_CONTROL_POLICY", "TAG_POLICY",
  ]
}

resource "aws_organizations_organizational_unit" "this" {
  for_each  = toset(["Security", "Workloads"])
  name      = each.key
  parent_id = aws_organizations_organization.this.roots[0].id
}

resource "aws_organizations_account" "audit" {
  name      = "audit"
  email     = "audit@acme.example"
  parent_id = aws_organizations_organizational_unit.this["Security"].id
}

resource "aws_organizations_policy" "this" {
  for_each = {
    BACKUP_POLICY          = { plans = {} }
    CHATBOT_POLICY         = { chatbot = { platforms = {} } }
    DECLARATIVE_POLICY_EC2 = { ec2_attributes = { serial_console_access = { status = { "@@assign" = "disabled" } } } }
  }
  name    = each.key
  type    = each.key
  content = jsonencode(each.value)

  depends_on = [aws_organizations_organization.this]
}

resource "aws_organizations_policy_attachment" "this" {
  for_each  = aws_organizations_policy.this
  policy_id = each.value.id
  target_id = aws_organizations_organizational_unit.this["Workloads"].id
}

resource "aws_organizations_delegated_administrator" "this" {
  for_each          = toset(["account.amazonaws.com", "config.amazonaws.com", "guardduty.amazonaws.com", "iam.amazonaws.com"])
  account_id        = aws_organizations_account.audit.id
  service_principal = each.key
  depends_on        = [aws_organizations_organization.this]
}

resource "aws_organizations_resource_policy" "this" {
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Policies"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::${aws_organizations_account.audit.id}:root" }
      Action    = ["organizations:DescribePolicy", "organizations:ListPolicies"]
      Resource  = "*"
    }]
  })
}

resource "aws_iam_organizations_features" "this" {
  enabled_features = ["RootCredentialsManagement", "RootSessions"]
  depends_on       = [aws_organizations_organization.this]
}

resource "aws_account_primary_contact" "member" {
  account_id      = aws_organizations_account.audit.id
  address_line_1  = "1 Example Street"
  city            = "Berlin"
  country_code    = "DE"
  full_name       = "Ada Example"
  phone_number    = "+4930123456"
  postal_code     = "10115"
  state_or_region = "Berlin"
}

resource "aws_ssoadmin_permission_set" "this" {
  name             = "engineer"
  description      = "Works in accounts"
  instance_arn     = local.instance
  session_duration = "PT4H"
  tags             = { role = "engineer" }
}

resource "aws_ssoadmin_managed_policy_attachment" "this" {
  instance_arn       = local.instance
  managed_policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
  permission_set_arn = aws_ssoadmin_permission_set.this.arn
}

resource "aws_ssoadmin_customer_managed_policy_attachment" "this" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.this.arn
  customer_managed_policy_reference { name = "data-access" }
}

resource "aws_ssoadmin_permission_set_inline_policy" "this" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.this.arn
  inline_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "Keys", Effect = "Deny", Action = "kms:ScheduleKeyDeletion", Resource = "*" }]
  })
}

resource "aws_ssoadmin_permissions_boundary_attachment" "this" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.this.arn
  permissions_boundary {
    managed_policy_arn = "arn:aws:iam::aws:policy/PowerUserAccess"
  }
}

resource "aws_ssoadmin_instance_access_control_attributes" "this" {
  instance_arn = local.instance
  attribute {
    key = "team"
    value { source = ["$${path:enterprise.department}"] }
  }
}

resource "aws_identitystore_group" "this" {
  display_name      = "engineers"
  identity_store_id = local.identity_store
}

resource "aws_ssoadmin_account_assignment" "this" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.this.arn
  principal_id       = aws_identitystore_group.this.group_id
  principal_type     = "GROUP"
  target_id          = aws_organizations_account.audit.id
  target_type        = "AWS_ACCOUNT"
}

resource "aws_ec2_serial_console_access" "this" {
  enabled = false
}

resource "aws_vpc" "this" {
  cidr_block = "10.0.0.0/24"
}

resource "aws_vpc_block_public_access_options" "this" {
  internet_gateway_block_mode = "block-bidirectional"
}

resource "aws_vpc_block_public_access_exclusion" "this" {
  vpc_id                          = aws_vpc.this.id
  internet_gateway_exclusion_mode = "allow-egress"
}

resource "aws_budgets_budget" "this" {
  name         = "monthly"
  budget_type  = "COST"
  limit_amount = "2000"
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
  notification {
    comparison_operator        = "GREATER_THAN"
    notification_type          = "FORECASTED"
    threshold                  = 80
    threshold_type             = "PERCENTAGE"
    subscriber_email_addresses = ["lead@acme.example"]
  }
}

resource "aws_accessanalyzer_analyzer" "this" {
  analyzer_name = "account"
}

data "aws_ssoadmin_permission_set" "this" {
  instance_arn = local.instance
  arn          = aws_ssoadmin_permission_set.this.arn
}

data "aws_budgets_budget" "this" {
  name = aws_budgets_budget.this.name
}
