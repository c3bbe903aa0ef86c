# Amazon Inspector for an organization: scans of the administrator first, then its members, then theirs.
provider "aws" {
  alias               = "audit"
  region              = "eu-west-1"
  allowed_account_ids = [aws_organizations_account.audit.id]
  assume_role { role_arn = "arn:aws:iam::${aws_organizations_account.audit.id}:role/AWSControlTowerExecution" }
  default_tags { tags = local.tags }
}

resource "aws_organizations_organization" "this" {
  feature_set                   = "ALL"
  aws_service_access_principals = ["agentless.inspector2.amazonaws.com", "inspector2.amazonaws.com"]
}

resource "aws_organizations_account" "audit" {
  name       = "audit"
  email      = "aws+audit-${var.account}@acme.example"
  depends_on = [aws_organizations_organization.this]
}

resource "aws_organizations_account" "workload" {
  name       = "workload"
  email      = "aws+workload-${var.account}@acme.example"
  depends_on = [aws_organizations_organization.this]
}

resource "aws_inspector2_enabler" "audit" {
  provider       = aws.audit
  account_ids    = [aws_organizations_account.audit.id]
  resource_types = ["EC2", "ECR", "LAMBDA", "LAMBDA_CODE"]
}

# Organizations keeps the registration when the service ends it, and then lets go of no such account.
resource "aws_organizations_delegated_administrator" "audit" {
  account_id        = aws_organizations_account.audit.id
  service_principal = "inspector2.amazonaws.com"
}

resource "aws_inspector2_delegated_admin_account" "audit" {
  account_id = aws_organizations_account.audit.id
  depends_on = [aws_organizations_delegated_administrator.audit, aws_inspector2_enabler.audit]
}

resource "aws_inspector2_organization_configuration" "this" {
  provider = aws.audit
  auto_enable {
    ec2         = true
    ecr         = true
    lambda      = true
    lambda_code = true
  }
  depends_on = [aws_inspector2_delegated_admin_account.audit]
}

resource "aws_inspector2_member_association" "workload" {
  provider   = aws.audit
  account_id = aws_organizations_account.workload.id
  depends_on = [aws_inspector2_organization_configuration.this]
}

resource "aws_inspector2_enabler" "members" {
  provider       = aws.audit
  account_ids    = [aws_inspector2_member_association.workload.account_id]
  resource_types = ["EC2", "ECR", "LAMBDA", "LAMBDA_CODE"]
}

resource "aws_inspector2_filter" "known" {
  provider    = aws.audit
  name        = "known"
  action      = "SUPPRESS"
  description = "What is known."
  filter_criteria {
    aws_account_id {
      comparison = "EQUALS"
      value      = aws_organizations_account.workload.id
    }
  }
}
