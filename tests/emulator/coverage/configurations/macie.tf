# Macie is on in the audit account before it becomes the administrator: turned on by that, it could not be turned on.
provider "aws" {
  alias               = "audit"
  region              = "eu-west-1"
  allowed_account_ids = [aws_organizations_account.audit.id]
  assume_role { role_arn = "arn:aws:iam::${aws_organizations_account.audit.id}:role/AWSControlTowerExecution" }
  default_tags { tags = local.tags }
}

resource "aws_organizations_organization" "this" {
  feature_set                   = "ALL"
  aws_service_access_principals = ["macie.amazonaws.com"]
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

resource "aws_macie2_account" "audit" {
  provider                     = aws.audit
  finding_publishing_frequency = "FIFTEEN_MINUTES"
  status                       = "ENABLED"
}

# Organizations keeps the registration when the service ends it, and then lets go of no such account.
resource "aws_organizations_delegated_administrator" "audit" {
  account_id        = aws_organizations_account.audit.id
  service_principal = "macie.amazonaws.com"
}

resource "aws_macie2_organization_admin_account" "audit" {
  admin_account_id = aws_organizations_account.audit.id
  depends_on       = [aws_macie2_account.audit, aws_organizations_delegated_administrator.audit]
}

resource "aws_macie2_organization_configuration" "this" {
  provider    = aws.audit
  auto_enable = true
  depends_on  = [aws_macie2_organization_admin_account.audit]
}

resource "aws_macie2_member" "workload" {
  provider   = aws.audit
  account_id = aws_organizations_account.workload.id
  email      = aws_organizations_account.workload.email
  depends_on = [aws_macie2_organization_configuration.this]
  lifecycle { ignore_changes = [email] }
}

resource "aws_s3_bucket" "results" {
  bucket        = "macie-${var.account}"
  force_destroy = true
}

resource "aws_kms_key" "results" {
  deletion_window_in_days = 7
}

resource "aws_macie2_classification_export_configuration" "this" {
  provider = aws.audit
  s3_destination {
    bucket_name = aws_s3_bucket.results.id
    key_prefix  = "results/"
    kms_key_arn = aws_kms_key.results.arn
  }
  depends_on = [aws_macie2_account.audit]
}

resource "aws_macie2_custom_data_identifier" "customer" {
  provider               = aws.audit
  name                   = "customer-number"
  description            = "Numbers of customers."
  regex                  = "C-[0-9]{8}"
  keywords               = ["customer"]
  maximum_match_distance = 20
  depends_on             = [aws_macie2_account.audit]
}

resource "aws_macie2_findings_filter" "known" {
  provider    = aws.audit
  name        = "known"
  description = "What is known."
  action      = "ARCHIVE"
  position    = 1
  finding_criteria {
    criterion {
      field = "region"
      eq    = ["eu-west-1"]
    }
  }
  depends_on = [aws_macie2_account.audit]
}

resource "aws_macie2_classification_job" "weekly" {
  provider                   = aws.audit
  name                       = "data-lake"
  job_type                   = "SCHEDULED"
  sampling_percentage        = 50
  custom_data_identifier_ids = [aws_macie2_custom_data_identifier.customer.id]
  schedule_frequency {
    weekly_schedule = "MONDAY"
  }
  s3_job_definition {
    bucket_definitions {
      account_id = aws_organizations_account.workload.id
      buckets    = ["data-lake-${var.account}"]
    }
  }
  depends_on = [aws_macie2_member.workload]
}
