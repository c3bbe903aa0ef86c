resource "aws_organizations_organization" "this" {
  feature_set                   = "ALL"
  aws_service_access_principals = ["auditmanager.amazonaws.com"]
}

resource "aws_organizations_account" "security" {
  name  = "security"
  email = "aws+${var.account}@acme.example"

  depends_on = [aws_organizations_organization.this]
}

resource "aws_auditmanager_account_registration" "management" {
  deregister_on_destroy = true
}

resource "aws_auditmanager_organization_admin_account_registration" "security" {
  admin_account_id = aws_organizations_account.security.id
  depends_on       = [aws_auditmanager_account_registration.management]
}

resource "aws_auditmanager_control" "encrypted" {
  name = "encrypted-volumes"
  control_mapping_sources {
    source_name          = "encrypted-volumes"
    source_set_up_option = "System_Controls_Mapping"
    source_type          = "AWS_Config"
    source_keyword {
      keyword_input_type = "SELECT_FROM_LIST"
      keyword_value      = "ENCRYPTED_VOLUMES"
    }
  }
  depends_on = [aws_auditmanager_account_registration.management]
}

resource "aws_auditmanager_framework" "baseline" {
  name = "baseline"
  control_sets {
    name = "encryption"
    controls {
      id = aws_auditmanager_control.encrypted.id
    }
  }
}

resource "aws_s3_bucket" "reports" {
  bucket        = "reports-${var.account}"
  force_destroy = true
}

resource "aws_iam_role" "auditor" {
  name = "auditor"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = var.account }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_auditmanager_assessment" "baseline" {
  name         = "baseline"
  framework_id = aws_auditmanager_framework.baseline.id
  assessment_reports_destination {
    destination      = "s3://${aws_s3_bucket.reports.id}"
    destination_type = "S3"
  }
  roles = [{
    role_arn  = aws_iam_role.auditor.arn
    role_type = "PROCESS_OWNER"
  }]
  scope {
    aws_accounts {
      id = var.account
    }
    aws_services {
      service_name = "EC2"
    }
  }
}
