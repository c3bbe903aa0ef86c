# An organization that is configured locally: members one by one, standards account by account.
provider "aws" {
  alias               = "audit"
  region              = "eu-west-1"
  allowed_account_ids = [aws_organizations_account.audit.id]
  assume_role { role_arn = "arn:aws:iam::${aws_organizations_account.audit.id}:role/AWSControlTowerExecution" }
  default_tags { tags = local.tags }
}

resource "aws_organizations_organization" "this" {
  feature_set                   = "ALL"
  aws_service_access_principals = ["securityhub.amazonaws.com"]
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

resource "aws_securityhub_account" "audit" {
  provider                 = aws.audit
  enable_default_standards = false
}

# Organizations keeps the registration when the service ends it, and then lets go of no such account.
resource "aws_organizations_delegated_administrator" "audit" {
  account_id        = aws_organizations_account.audit.id
  service_principal = "securityhub.amazonaws.com"
}

resource "aws_securityhub_organization_admin_account" "audit" {
  admin_account_id = aws_organizations_account.audit.id
  depends_on       = [aws_organizations_delegated_administrator.audit, aws_securityhub_account.audit]
}

resource "aws_securityhub_organization_configuration" "this" {
  provider              = aws.audit
  auto_enable           = true
  auto_enable_standards = "NONE"
  depends_on            = [aws_securityhub_organization_admin_account.audit]
}

resource "aws_securityhub_member" "workload" {
  provider   = aws.audit
  account_id = aws_organizations_account.workload.id
  depends_on = [aws_securityhub_organization_configuration.this]
  lifecycle { ignore_changes = [email, invite] }
}

resource "aws_securityhub_standards_subscription" "best_practices" {
  provider      = aws.audit
  standards_arn = "arn:aws:securityhub:eu-west-1::standards/aws-foundational-security-best-practices/v/1.0.0"
  depends_on    = [aws_securityhub_account.audit]
}

resource "aws_securityhub_standards_control_association" "hardware_mfa" {
  provider            = aws.audit
  standards_arn       = aws_securityhub_standards_subscription.best_practices.standards_arn
  security_control_id = "IAM.6"
  association_status  = "DISABLED"
  updated_reason      = "Root users have no credentials."
}
