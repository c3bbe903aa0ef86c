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

resource "aws_cloudwatch_log_group" "trail" {
  name = "/trail"
}

resource "aws_cloudwatch_log_subscription_filter" "trail" {
  name            = "trail"
  log_group_name  = aws_cloudwatch_log_group.trail.name
  filter_pattern  = ""
  destination_arn = aws_kinesis_firehose_delivery_stream.logs.arn
  role_arn        = aws_iam_role.firehose.arn
}
