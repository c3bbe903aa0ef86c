# GuardDuty is on in the audit account before it becomes the administrator: turned on by that, it would exist twice.
provider "aws" {
  alias               = "audit"
  region              = "eu-west-1"
  allowed_account_ids = [aws_organizations_account.audit.id]
  assume_role { role_arn = "arn:aws:iam::${aws_organizations_account.audit.id}:role/AWSControlTowerExecution" }
  default_tags { tags = local.tags }
}

resource "aws_organizations_organization" "this" {
  feature_set                   = "ALL"
  aws_service_access_principals = ["guardduty.amazonaws.com", "malware-protection.guardduty.amazonaws.com"]
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

resource "aws_guardduty_detector" "audit" {
  provider                     = aws.audit
  enable                       = true
  finding_publishing_frequency = "FIFTEEN_MINUTES"
}

resource "aws_guardduty_detector_feature" "runtime" {
  provider    = aws.audit
  detector_id = aws_guardduty_detector.audit.id
  name        = "RUNTIME_MONITORING"
  status      = "ENABLED"
  dynamic "additional_configuration" {
    for_each = ["EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"]
    content {
      name   = additional_configuration.value
      status = "ENABLED"
    }
  }
}

# Organizations keeps the registration when the service ends it, and then lets go of no such account.
resource "aws_organizations_delegated_administrator" "audit" {
  account_id        = aws_organizations_account.audit.id
  service_principal = "guardduty.amazonaws.com"
}

resource "aws_guardduty_organization_admin_account" "audit" {
  admin_account_id = aws_organizations_account.audit.id
  depends_on       = [aws_organizations_delegated_administrator.audit, aws_guardduty_detector.audit]
}

resource "aws_guardduty_organization_configuration" "this" {
  provider                         = aws.audit
  detector_id                      = aws_guardduty_detector.audit.id
  auto_enable_organization_members = "NEW"
  depends_on                       = [aws_guardduty_organization_admin_account.audit]
}

resource "aws_guardduty_organization_configuration_feature" "runtime" {
  provider    = aws.audit
  detector_id = aws_guardduty_detector.audit.id
  name        = "RUNTIME_MONITORING"
  auto_enable = "ALL"
  dynamic "additional_configuration" {
    for_each = ["EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"]
    content {
      name        = additional_configuration.value
      auto_enable = "ALL"
    }
  }
  depends_on = [aws_guardduty_organization_configuration.this]
}

resource "aws_guardduty_member" "workload" {
  provider    = aws.audit
  detector_id = aws_guardduty_detector.audit.id
  account_id  = aws_organizations_account.workload.id
  email       = aws_organizations_account.workload.email
  depends_on  = [aws_guardduty_organization_configuration.this]
  lifecycle { ignore_changes = [invite] }
}

resource "aws_guardduty_filter" "known" {
  provider    = aws.audit
  detector_id = aws_guardduty_detector.audit.id
  name        = "known-scanner"
  action      = "ARCHIVE"
  rank        = 1
  finding_criteria {
    criterion {
      field  = "service.action.networkConnectionAction.remoteIpDetails.ipAddressV4"
      equals = ["203.0.113.7"]
    }
  }
}

resource "aws_s3_bucket" "findings" {
  bucket        = "findings-${var.account}"
  force_destroy = true
}

resource "aws_kms_key" "findings" {
  deletion_window_in_days = 7
}

resource "aws_guardduty_publishing_destination" "this" {
  provider        = aws.audit
  detector_id     = aws_guardduty_detector.audit.id
  destination_arn = aws_s3_bucket.findings.arn
  kms_key_arn     = aws_kms_key.findings.arn
}
