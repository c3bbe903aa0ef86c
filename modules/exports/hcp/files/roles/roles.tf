# What runs work as in AWS. Applied by hand, as an administrator of the management account: nothing that runs changes who
# may run. A template in every account, since Terraform has no role in a new one that it could begin with.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0, < 7.0.0"
    }
  }
}

variable "find_accounts" {
  description = "Whether to look for accounts in the organization; false as long as there is no organization yet."
  type        = bool
  default     = true
}

locals {
  roles = jsondecode(file("${path.module}/roles.json"))

  listed = {
    for account in flatten(data.aws_organizations_organization.accounts[*].accounts) : lower(account.email) => account.id
  }
  found = {
    for key, account in local.roles.accounts : key => account.id != null ? account.id : lookup(local.listed, lower(account.email), null)
  }
  account_ids = merge(
    { (local.roles.management.key) = local.roles.management.id },
    { for key, id in local.found : key => id if id != null },
  )
}

provider "aws" {
  region              = local.roles.region
  allowed_account_ids = [local.roles.management.id]
}

data "aws_organizations_organization" "accounts" {
  count = var.find_accounts ? 1 : 0
}

resource "aws_cloudformation_stack" "management" {
  name          = local.roles.name
  capabilities  = ["CAPABILITY_NAMED_IAM"]
  parameters    = local.roles.management.parameters
  template_body = file("${path.module}/roles-management.json")
}

resource "aws_cloudformation_stack_set" "accounts" {
  name                    = local.roles.name
  description             = "What runs of HCP Terraform work as"
  permission_model        = "SELF_MANAGED"
  administration_role_arn = aws_iam_role.stack_set.arn
  execution_role_name     = local.roles.execution_role
  capabilities            = ["CAPABILITY_NAMED_IAM"]
  parameters              = local.roles.defaults
  template_body           = file("${path.module}/roles-accounts.json")

  operation_preferences {
    max_concurrent_percentage    = 100
    failure_tolerance_percentage = 0
  }
}

# An account that is not there yet is left out, and has its roles once this is applied again.
resource "aws_cloudformation_stack_set_instance" "accounts" {
  for_each = { for key, account in local.roles.accounts : key => account if contains(keys(local.account_ids), key) }

  stack_set_name      = aws_cloudformation_stack_set.accounts.name
  account_id          = local.account_ids[each.key]
  parameter_overrides = each.value.parameters

  depends_on = [aws_iam_role_policy.stack_set]
}

# AWS CloudFormation User Guide, Grant self-managed permissions.
resource "aws_iam_role" "stack_set" {
  name        = "${local.roles.name}-stack-set"
  description = "What CloudFormation makes the roles of HCP Terraform in accounts as"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "cloudformation.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.roles.management.id }
        StringLike   = { "aws:SourceArn" = "arn:aws:cloudformation:${local.roles.region}:${local.roles.management.id}:stackset/${local.roles.name}:*" }
      }
    }]
  })
}

resource "aws_iam_role_policy" "stack_set" {
  name = "accounts"
  role = aws_iam_role.stack_set.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Resource  = "arn:aws:iam::*:role/${local.roles.execution_role}"
      Condition = { StringEquals = { "aws:ResourceOrgID" = "$${aws:PrincipalOrgID}" } }
    }]
  })
}
