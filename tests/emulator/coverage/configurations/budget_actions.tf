# A budget that attaches an organization policy to an account, and the notices of what comes to its end.
resource "aws_organizations_organization" "this" {
  feature_set          = "ALL"
  enabled_policy_types = ["SERVICE_CONTROL_POLICY"]
}

resource "aws_organizations_policy" "stop" {
  name    = "over-budget-${var.account}"
  type    = "SERVICE_CONTROL_POLICY"
  content = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "ec2:RunInstances", Resource = "*" }] })

  depends_on = [aws_organizations_organization.this]
}

resource "aws_budgets_budget" "sandbox" {
  name         = "sandbox"
  budget_type  = "COST"
  limit_amount = "200"
  limit_unit   = "USD"
  time_unit    = "MONTHLY"

  cost_filter {
    name   = "LinkedAccount"
    values = [var.account]
  }
}

resource "aws_sns_topic" "notice" {
  name              = "expiry"
  kms_master_key_id = "alias/aws/sns"
}

resource "aws_sns_topic_subscription" "notice" {
  topic_arn = aws_sns_topic.notice.arn
  protocol  = "email"
  endpoint  = "operations@acme.example"
}

resource "aws_iam_role" "notice" {
  name = "expiry"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "scheduler.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_scheduler_schedule" "notice" {
  name                = "expiry-30-days"
  description         = "A notice that the sandbox ends"
  schedule_expression = "cron(0 9 29 2 ? *)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_sns_topic.notice.arn
    role_arn = aws_iam_role.notice.arn
    input    = "The sandbox has its last day on 2028-03-30."
  }
}

resource "aws_iam_role" "stop" {
  name = "budget-action"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "budgets.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_budgets_budget_action" "stop" {
  budget_name        = aws_budgets_budget.sandbox.name
  action_type        = "APPLY_SCP_POLICY"
  approval_model     = "AUTOMATIC"
  notification_type  = "ACTUAL"
  execution_role_arn = aws_iam_role.stop.arn

  action_threshold {
    action_threshold_type  = "PERCENTAGE"
    action_threshold_value = 100
  }

  definition {
    scp_action_definition {
      policy_id  = aws_organizations_policy.stop.id
      target_ids = [var.account]
    }
  }

  subscriber {
    address           = "billing@acme.example"
    subscription_type = "EMAIL"
  }

  tags = { Owner = "cloud-platform" }
}
