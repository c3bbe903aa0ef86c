resource "aws_s3_bucket" "trail" {
  provider      = aws.member
  bucket        = "trail-${var.account}"
  force_destroy = true
}

resource "aws_s3_bucket_policy" "trail" {
  provider = aws.member
  bucket   = aws_s3_bucket.trail.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = ["cloudtrail.amazonaws.com", "config.amazonaws.com"] }
      Action    = ["s3:GetBucketAcl", "s3:PutObject"]
      Resource  = [aws_s3_bucket.trail.arn, "${aws_s3_bucket.trail.arn}/*"]
    }]
  })
}

resource "aws_cloudtrail" "organization" {
  name                       = "organization"
  s3_bucket_name             = aws_s3_bucket.trail.id
  is_multi_region_trail      = true
  enable_log_file_validation = true
  depends_on                 = [aws_s3_bucket_policy.trail]
}

resource "aws_iam_role" "config" {
  name = "config"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "config.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_config_configuration_recorder" "this" {
  role_arn = aws_iam_role.config.arn
  recording_group {
    all_supported                 = true
    include_global_resource_types = true
  }
}

resource "aws_config_delivery_channel" "this" {
  s3_bucket_name = aws_s3_bucket.trail.id
  depends_on     = [aws_config_configuration_recorder.this, aws_s3_bucket_policy.trail]
}

resource "aws_config_configuration_recorder_status" "this" {
  name       = aws_config_configuration_recorder.this.name
  is_enabled = true
  depends_on = [aws_config_delivery_channel.this]
}

resource "aws_config_config_rule" "encrypted_volumes" {
  name = "encrypted-volumes"
  source {
    owner             = "AWS"
    source_identifier = "ENCRYPTED_VOLUMES"
  }
  depends_on = [aws_config_configuration_recorder.this]
}

resource "aws_config_retention_configuration" "this" {
  retention_period_in_days = 365
}

resource "aws_config_aggregate_authorization" "security" {
  account_id = var.member
  region     = "eu-west-1"
}

resource "aws_config_configuration_aggregator" "this" {
  name = "accounts"
  account_aggregation_source {
    account_ids = [var.member]
    regions     = ["eu-west-1"]
  }
}
