resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = "coverage"
  dashboard_body = jsonencode({ widgets = [{ type = "text", x = 0, y = 0, width = 3, height = 3, properties = { markdown = "coverage" } }] })
}

resource "aws_cloudwatch_metric_alarm" "root_login" {
  alarm_name          = "root-login"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  metric_name         = "RootLogin"
  namespace           = "Security"
  period              = 300
  statistic           = "Sum"
  threshold           = 1
}

resource "aws_cloudwatch_log_group" "trail" {
  name              = "/cloudtrail"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_stream" "trail" {
  name           = "first"
  log_group_name = aws_cloudwatch_log_group.trail.name
}

resource "aws_cloudwatch_log_metric_filter" "root_login" {
  name           = "root-login"
  log_group_name = aws_cloudwatch_log_group.trail.name
  pattern        = "{ $.userIdentity.type = \"Root\" }"
  metric_transformation {
    name      = "RootLogin"
    namespace = "Security"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_resource_policy" "route53" {
  policy_name = "route53"
  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "route53.amazonaws.com" }
      Action    = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource  = "${aws_cloudwatch_log_group.trail.arn}:*"
    }]
  })
}

resource "aws_kinesis_stream" "logs" {
  name        = "logs"
  shard_count = 1
}

resource "aws_iam_role" "logs" {
  name = "logs"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "logs.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_cloudwatch_log_destination" "central" {
  name       = "central"
  role_arn   = aws_iam_role.logs.arn
  target_arn = aws_kinesis_stream.logs.arn
}

resource "aws_cloudwatch_log_destination_policy" "central" {
  destination_name = aws_cloudwatch_log_destination.central.name
  access_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = var.member }
      Action    = "logs:PutSubscriptionFilter"
      Resource  = aws_cloudwatch_log_destination.central.arn
    }]
  })
}

resource "aws_s3_bucket" "logs" {
  bucket        = "firehose-${var.account}"
  force_destroy = true
}

resource "aws_iam_role" "firehose" {
  name = "firehose"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = ["firehose.amazonaws.com", "logs.amazonaws.com"] }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_kinesis_firehose_delivery_stream" "logs" {
  name        = "logs"
  destination = "extended_s3"
  extended_s3_configuration {
    role_arn   = aws_iam_role.firehose.arn
    bucket_arn = aws_s3_bucket.logs.arn
  }
}

resource "aws_cloudwatch_log_group" "archived" {
  name = "/trail"
}

resource "aws_cloudwatch_log_subscription_filter" "trail" {
  name            = "trail"
  log_group_name  = aws_cloudwatch_log_group.archived.name
  filter_pattern  = ""
  destination_arn = aws_kinesis_firehose_delivery_stream.logs.arn
  role_arn        = aws_iam_role.firehose.arn
}
