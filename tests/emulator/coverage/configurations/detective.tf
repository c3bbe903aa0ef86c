# The behavior graph of the audit account becomes the organization's, and goes when the account is no administrator.
provider "aws" {
  alias               = "audit"
  region              = "eu-west-1"
  allowed_account_ids = [aws_organizations_account.audit.id]
  assume_role { role_arn = "arn:aws:iam::${aws_organizations_account.audit.id}:role/AWSControlTowerExecution" }
  default_tags { tags = local.tags }
}

resource "aws_organizations_organization" "this" {
  feature_set                   = "ALL"
  aws_service_access_principals = ["detective.amazonaws.com"]
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

resource "aws_detective_graph" "audit" {
  provider = aws.audit
}

# Organizations keeps the registration when the service ends it, and then lets go of no such account.
resource "aws_organizations_delegated_administrator" "audit" {
  account_id        = aws_organizations_account.audit.id
  service_principal = "detective.amazonaws.com"
}

resource "aws_detective_organization_admin_account" "audit" {
  account_id = aws_organizations_account.audit.id
  depends_on = [aws_detective_graph.audit, aws_organizations_delegated_administrator.audit]
}

resource "aws_detective_organization_configuration" "this" {
  provider    = aws.audit
  graph_arn   = aws_detective_graph.audit.graph_arn
  auto_enable = true
  depends_on  = [aws_detective_organization_admin_account.audit]
}

resource "aws_detective_member" "workload" {
  provider                   = aws.audit
  graph_arn                  = aws_detective_graph.audit.graph_arn
  account_id                 = aws_organizations_account.workload.id
  email_address              = aws_organizations_account.workload.email
  disable_email_notification = true
  depends_on                 = [aws_detective_organization_configuration.this]
}
