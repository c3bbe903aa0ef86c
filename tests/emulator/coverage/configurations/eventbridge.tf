resource "aws_cloudwatch_event_bus" "security" {
  name = "security"
}

resource "aws_cloudwatch_event_bus_policy" "security" {
  event_bus_name = aws_cloudwatch_event_bus.security.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "members"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::${var.member}:root" }
      Action    = "events:PutEvents"
      Resource  = aws_cloudwatch_event_bus.security.arn
    }]
  })
}

resource "aws_cloudwatch_event_permission" "member" {
  principal    = var.member
  statement_id = "member"
}

resource "aws_cloudwatch_event_rule" "findings" {
  name          = "findings"
  event_pattern = jsonencode({ source = ["aws.securityhub"] })
}

resource "aws_sns_topic" "findings" {
  name = "findings"
}

resource "aws_sns_topic_policy" "findings" {
  arn = aws_sns_topic.findings.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.findings.arn
    }]
  })
}

resource "aws_sqs_queue" "findings" {
  name = "findings"
}

resource "aws_sqs_queue_redrive_allow_policy" "findings" {
  queue_url            = aws_sqs_queue.findings.id
  redrive_allow_policy = jsonencode({ redrivePermission = "denyAll" })
}

resource "aws_sns_topic_subscription" "findings" {
  topic_arn = aws_sns_topic.findings.arn
  protocol  = "sqs"
  endpoint  = aws_sqs_queue.findings.arn
}

resource "aws_cloudwatch_event_target" "findings" {
  rule = aws_cloudwatch_event_rule.findings.name
  arn  = aws_sns_topic.findings.arn
}

resource "aws_cloudwatch_event_archive" "security" {
  name             = "security"
  event_source_arn = aws_cloudwatch_event_bus.security.arn
}

resource "aws_iam_role" "scheduler" {
  name = "scheduler"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "scheduler.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_scheduler_schedule_group" "nightly" {
  name = "nightly"
}

resource "aws_scheduler_schedule" "stop_notebooks" {
  name                = "stop-notebooks"
  group_name          = aws_scheduler_schedule_group.nightly.name
  schedule_expression = "cron(0 20 * * ? *)"
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn      = aws_sqs_queue.findings.arn
    role_arn = aws_iam_role.scheduler.arn
  }
}

resource "aws_sqs_queue" "undelivered" {
  name                      = "undelivered"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

resource "aws_cloudwatch_event_rule" "on_a_bus" {
  name           = "on-a-bus"
  event_bus_name = aws_cloudwatch_event_bus.security.name
  event_pattern  = jsonencode({ source = ["aws.sagemaker"], detail = { ModelPackageVersion = [{ exists = true }] } })
}

resource "aws_cloudwatch_event_target" "state_machine" {
  rule           = aws_cloudwatch_event_rule.on_a_bus.name
  event_bus_name = aws_cloudwatch_event_bus.security.name
  target_id      = "deployment"
  arn            = aws_sfn_state_machine.deployment.arn
  role_arn       = aws_iam_role.scheduler.arn
  dead_letter_config {
    arn = aws_sqs_queue.undelivered.arn
  }
}

resource "aws_cloudwatch_event_target" "bus_of_another_account" {
  rule      = aws_cloudwatch_event_rule.findings.name
  target_id = "another-account"
  arn       = "arn:aws:events:eu-west-1:${var.member}:event-bus/deployments"
  role_arn  = aws_iam_role.scheduler.arn
}

resource "aws_iam_role" "states" {
  name = "states"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "states.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_cloudwatch_log_group" "executions" {
  name = "/aws/vendedlogs/states/deployment"
}

resource "aws_sfn_state_machine" "deployment" {
  name       = "deployment"
  role_arn   = aws_iam_role.states.arn
  definition = jsonencode({ StartAt = "Done", States = { Done = { Type = "Succeed" } } })
  logging_configuration {
    level                  = "ALL"
    include_execution_data = true
    log_destination        = "${aws_cloudwatch_log_group.executions.arn}:*"
  }
  tracing_configuration {
    enabled = true
  }
}
