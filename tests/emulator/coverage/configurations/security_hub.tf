# Central configuration from the audit account, whose hub is there before it becomes the administrator.
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

resource "aws_organizations_organizational_unit" "workloads" {
  name      = "Workloads"
  parent_id = aws_organizations_organization.this.roots[0].id
}

resource "aws_organizations_account" "workload" {
  name      = "workload"
  email     = "aws+workload-${var.account}@acme.example"
  parent_id = aws_organizations_organizational_unit.workloads.id
}

resource "aws_securityhub_account" "audit" {
  provider                  = aws.audit
  enable_default_standards  = false
  auto_enable_controls      = true
  control_finding_generator = "SECURITY_CONTROL"
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

resource "aws_securityhub_finding_aggregator" "this" {
  provider     = aws.audit
  linking_mode = "NO_REGIONS"
  depends_on   = [aws_securityhub_organization_admin_account.audit]
}

resource "aws_securityhub_organization_configuration" "this" {
  provider              = aws.audit
  auto_enable           = false
  auto_enable_standards = "NONE"
  organization_configuration {
    configuration_type = "CENTRAL"
  }
  depends_on = [aws_securityhub_finding_aggregator.this]
}

resource "aws_securityhub_configuration_policy" "workloads" {
  provider    = aws.audit
  name        = "workloads"
  description = "What workloads are checked for."
  configuration_policy {
    service_enabled = true
    enabled_standard_arns = [
      "arn:aws:securityhub:eu-west-1::standards/aws-foundational-security-best-practices/v/1.0.0",
      "arn:aws:securityhub:eu-west-1::standards/nist-800-53/v/5.0.0",
    ]
    security_controls_configuration {
      disabled_control_identifiers = ["IAM.6"]
    }
  }
  depends_on = [aws_securityhub_organization_configuration.this]
}

resource "aws_securityhub_configuration_policy_association" "workloads" {
  provider  = aws.audit
  target_id = aws_organizations_organizational_unit.workloads.id
  policy_id = aws_securityhub_configuration_policy.workloads.id
}

resource "aws_securityhub_automation_rule" "sandbox" {
  provider    = aws.audit
  rule_name   = "sandbox"
  rule_order  = 1
  description = "Findings of sandboxes are for information."
  criteria {
    aws_account_id {
      comparison = "EQUALS"
      value      = aws_organizations_account.workload.id
    }
  }
  actions {
    type = "FINDING_FIELDS_UPDATE"
    finding_fields_update {
      severity { label = "INFORMATIONAL" }
      workflow { status = "SUPPRESSED" }
    }
  }
  depends_on = [aws_securityhub_account.audit]
}
