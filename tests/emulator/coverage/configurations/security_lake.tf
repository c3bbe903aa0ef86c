resource "aws_iam_role" "meta_store_manager" {
  name = "AmazonSecurityLakeMetaStoreManagerV2"
  path = "/service-role/"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_kms_key" "lake" {
  enable_key_rotation = true
}

resource "aws_securitylake_data_lake" "home" {
  meta_store_manager_role_arn = aws_iam_role.meta_store_manager.arn
  configuration {
    region                   = "eu-west-1"
    encryption_configuration = [{ kms_key_id = aws_kms_key.lake.arn }]
    lifecycle_configuration {
      transition {
        days          = 90
        storage_class = "GLACIER_IR"
      }
      expiration {
        days = 365
      }
    }
  }
}

resource "aws_securitylake_aws_log_source" "dns" {
  source {
    accounts    = [var.account]
    regions     = ["eu-west-1"]
    source_name = "ROUTE53"
  }
  depends_on = [aws_securitylake_data_lake.home]
}

resource "aws_securitylake_aws_log_source" "findings" {
  source {
    accounts       = [var.account]
    regions        = ["eu-west-1"]
    source_name    = "SH_FINDINGS"
    source_version = "2.0"
  }
  depends_on = [aws_securitylake_aws_log_source.dns]
}

resource "aws_securitylake_subscriber" "security" {
  subscriber_name = "security-tooling"
  access_type     = "S3"
  source {
    aws_log_source_resource {
      source_name    = "ROUTE53"
      source_version = "2.0"
    }
  }
  subscriber_identity {
    external_id = "security-tooling"
    principal   = var.member
  }
  depends_on = [aws_securitylake_aws_log_source.findings]
}
