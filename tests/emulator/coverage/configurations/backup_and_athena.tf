# Where backups go and what is backed up; and a workgroup whose settings nobody overrides.
resource "aws_kms_key" "backup" {
  description         = "Backups"
  enable_key_rotation = true
}

resource "aws_backup_vault" "vault" {
  name        = "landing-zone"
  kms_key_arn = aws_kms_key.backup.arn
  tags        = { Owner = "data-platform" }
}

resource "aws_backup_vault_lock_configuration" "lock" {
  backup_vault_name  = aws_backup_vault.vault.name
  min_retention_days = 7
}

resource "aws_backup_region_settings" "settings" {
  resource_type_opt_in_preference     = { Aurora = true, DynamoDB = true, EBS = true, EC2 = true, EFS = true, RDS = true, S3 = true }
  resource_type_management_preference = { DynamoDB = true, EFS = true }

  lifecycle {
    ignore_changes = [resource_type_opt_in_preference, resource_type_management_preference]
  }
}

resource "aws_s3_bucket" "results" {
  bucket = "coverage-athena-results"
}

resource "aws_athena_named_query" "costs" {
  name      = "cost-by-team"
  workgroup = aws_athena_workgroup.team.name
  database  = "landing_zone_costs"
  query     = "SELECT 1"
}

resource "aws_athena_workgroup" "team" {
  name        = "fraud-dev"
  description = "Queries of the team"

  configuration {
    enforce_workgroup_configuration    = true
    publish_cloudwatch_metrics_enabled = true
    bytes_scanned_cutoff_per_query     = 1099511627776

    engine_version {
      selected_engine_version = "AUTO"
    }

    result_configuration {
      output_location = "s3://${aws_s3_bucket.results.bucket}/athena-results/"

      encryption_configuration {
        encryption_option = "SSE_KMS"
        kms_key_arn       = aws_kms_key.backup.arn
      }
    }
  }
}
