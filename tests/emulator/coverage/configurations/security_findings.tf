# What watches an organization, and how somebody hears of it.
resource "aws_organizations_organization" "this" {
  feature_set                   = "ALL"
  aws_service_access_principals = ["access-analyzer.amazonaws.com", "iam.amazonaws.com"]
}

resource "aws_iam_organizations_features" "root" {
  enabled_features = ["RootCredentialsManagement", "RootSessions"]
  depends_on       = [aws_organizations_organization.this]
}

resource "aws_accessanalyzer_analyzer" "external" {
  analyzer_name = "external-access"
  type          = "ORGANIZATION"
  depends_on    = [aws_organizations_organization.this]
}

resource "aws_accessanalyzer_analyzer" "unused" {
  analyzer_name = "unused-access"
  type          = "ORGANIZATION_UNUSED_ACCESS"
  configuration {
    unused_access {
      unused_access_age = 90
    }
  }
  depends_on = [aws_organizations_organization.this]
}

resource "aws_accessanalyzer_archive_rule" "state" {
  analyzer_name = aws_accessanalyzer_analyzer.external.analyzer_name
  rule_name     = "state"
  filter {
    criteria = "resourceType"
    eq       = ["AWS::S3::Bucket"]
  }
  filter {
    criteria = "isPublic"
    exists   = false
  }
}

resource "aws_kms_key" "findings" {
  enable_key_rotation = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${var.account}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Effect    = "Allow"
        Principal = { Service = ["events.amazonaws.com", "budgets.amazonaws.com"] }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = var.account } }
      },
    ]
  })
}

resource "aws_kms_alias" "findings" {
  name          = "alias/findings"
  target_key_id = aws_kms_key.findings.id
}

resource "aws_sns_topic" "findings" {
  name              = "findings-encrypted"
  kms_master_key_id = aws_kms_key.findings.arn
}

resource "aws_sns_topic_policy" "findings" {
  arn = aws_sns_topic.findings.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = ["events.amazonaws.com", "budgets.amazonaws.com"] }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.findings.arn
      Condition = { StringEquals = { "aws:SourceAccount" = var.account } }
    }]
  })
}

resource "aws_sqs_queue" "undelivered" {
  name                      = "undelivered"
  message_retention_seconds = 1209600
  kms_master_key_id         = aws_kms_key.findings.arn
}

resource "aws_cloudwatch_event_rule" "high" {
  name = "high-and-critical"
  event_pattern = jsonencode({
    source      = ["aws.securityhub"]
    detail-type = ["Security Hub Findings - Imported"]
    detail      = { findings = { Severity = { Label = ["HIGH", "CRITICAL"] } } }
  })
}

resource "aws_sqs_queue_policy" "undelivered" {
  queue_url = aws_sqs_queue.undelivered.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.undelivered.arn
      Condition = { ArnEquals = { "aws:SourceArn" = aws_cloudwatch_event_rule.high.arn } }
    }]
  })
}

resource "aws_cloudwatch_event_target" "high" {
  rule = aws_cloudwatch_event_rule.high.name
  arn  = aws_sns_topic.findings.arn
  dead_letter_config {
    arn = aws_sqs_queue.undelivered.arn
  }
  retry_policy {
    maximum_event_age_in_seconds = 3600
    maximum_retry_attempts       = 10
  }
  input_transformer {
    input_paths    = { title = "$.detail.findings[0].Title" }
    input_template = "\"<title>\""
  }
}

resource "aws_sns_topic_subscription" "email" {
  topic_arn = aws_sns_topic.findings.arn
  protocol  = "email"
  endpoint  = "security@acme.example"
}

resource "aws_budgets_budget" "security" {
  name         = "guardduty-and-config"
  budget_type  = "COST"
  limit_amount = "500"
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
  cost_filter {
    name   = "Service"
    values = ["Amazon GuardDuty", "AWS Config"]
  }
  notification {
    comparison_operator       = "GREATER_THAN"
    notification_type         = "FORECASTED"
    threshold                 = 100
    threshold_type            = "PERCENTAGE"
    subscriber_sns_topic_arns = [aws_sns_topic.findings.arn]
  }
}
