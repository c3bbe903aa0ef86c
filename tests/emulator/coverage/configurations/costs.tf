# Who is told of costs, by what they are told apart, and the bill as files.
locals {
  billing = "arn:aws:billing::${var.account}:billingview/primary"
}

resource "aws_sns_topic" "costs" {
  name = "costs"
}

resource "aws_sns_topic_policy" "costs" {
  arn = aws_sns_topic.costs.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = ["budgets.amazonaws.com", "costalerts.amazonaws.com"] }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.costs.arn
      Condition = { StringEquals = { "aws:SourceAccount" = var.account } }
    }]
  })
}

resource "aws_budgets_budget" "fraud" {
  name         = "fraud"
  budget_type  = "COST"
  limit_amount = "7000"
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
  cost_filter {
    name   = "TagKeyValue"
    values = ["user:Team$fraud"]
  }
  notification {
    comparison_operator        = "GREATER_THAN"
    notification_type          = "FORECASTED"
    threshold                  = 100
    threshold_type             = "PERCENTAGE"
    subscriber_email_addresses = ["ada@acme.example"]
    subscriber_sns_topic_arns  = [aws_sns_topic_policy.costs.arn]
  }
}

resource "aws_ce_cost_category" "stage" {
  name          = "Stage"
  rule_version  = "CostCategoryExpression.v1"
  default_value = "no stage"
  rule {
    type  = "REGULAR"
    value = "prod"
    rule {
      dimension {
        key           = "LINKED_ACCOUNT_NAME"
        match_options = ["ENDS_WITH"]
        values        = ["-prod"]
      }
    }
  }
  rule {
    type = "INHERITED_VALUE"
    inherited_value {
      dimension_name = "TAG"
      dimension_key  = "Stage"
    }
  }
}

resource "aws_ce_cost_category" "segment" {
  name          = "Segment"
  rule_version  = "CostCategoryExpression.v1"
  default_value = "no segment"
  rule {
    type  = "REGULAR"
    value = "production"
    rule {
      cost_category {
        key           = aws_ce_cost_category.stage.name
        match_options = ["EQUALS"]
        values        = ["prod"]
      }
    }
  }
}

resource "aws_ce_anomaly_monitor" "services" {
  name              = "services"
  monitor_type      = "DIMENSIONAL"
  monitor_dimension = "SERVICE"
}

resource "aws_ce_anomaly_monitor" "prod" {
  name         = "prod"
  monitor_type = "CUSTOM"
  monitor_specification = jsonencode({
    And            = null
    CostCategories = { Key = aws_ce_cost_category.stage.name, MatchOptions = null, Values = ["prod"] }
    Dimensions     = null
    Not            = null
    Or             = null
    Tags           = null
  })
}

resource "aws_ce_anomaly_subscription" "mail" {
  name             = "mail"
  frequency        = "DAILY"
  monitor_arn_list = [aws_ce_anomaly_monitor.prod.arn]
  subscriber {
    type    = "EMAIL"
    address = "ada@acme.example"
  }
  threshold_expression {
    dimension {
      key           = "ANOMALY_TOTAL_IMPACT_ABSOLUTE"
      match_options = ["GREATER_THAN_OR_EQUAL"]
      values        = ["100"]
    }
  }
}

resource "aws_ce_anomaly_subscription" "topic" {
  name             = "topic"
  frequency        = "IMMEDIATE"
  monitor_arn_list = [aws_ce_anomaly_monitor.prod.arn, aws_ce_anomaly_monitor.services.arn]
  subscriber {
    type    = "SNS"
    address = aws_sns_topic_policy.costs.arn
  }
  threshold_expression {
    dimension {
      key           = "ANOMALY_TOTAL_IMPACT_ABSOLUTE"
      match_options = ["GREATER_THAN_OR_EQUAL"]
      values        = ["100"]
    }
  }
}

resource "aws_s3_bucket" "bill" {
  bucket = "bill-${var.account}"
}

resource "aws_s3_bucket_policy" "bill" {
  bucket = aws_s3_bucket.bill.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "bcm-data-exports.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${aws_s3_bucket.bill.arn}/*"
      Condition = {
        StringEquals = { "aws:SourceAccount" = var.account }
        ArnLike      = { "aws:SourceArn" = "arn:aws:bcm-data-exports:us-east-1:${var.account}:export/*" }
      }
    }]
  })
}

resource "aws_bcmdataexports_export" "cur" {
  export {
    name = "cur"
    data_query {
      query_statement = "SELECT line_item_unblended_cost FROM COST_AND_USAGE_REPORT"
      table_configurations = {
        COST_AND_USAGE_REPORT = {
          BILLING_VIEW_ARN                      = local.billing
          INCLUDE_CAPACITY_RESERVATION_DATA     = "FALSE"
          INCLUDE_IAM_PRINCIPAL_DATA            = "FALSE"
          INCLUDE_MANUAL_DISCOUNT_COMPATIBILITY = "FALSE"
          INCLUDE_RESOURCES                     = "TRUE"
          INCLUDE_SPLIT_COST_ALLOCATION_DATA    = "FALSE"
          TIME_GRANULARITY                      = "DAILY"
        }
      }
    }
    destination_configurations {
      s3_destination {
        s3_bucket = aws_s3_bucket_policy.bill.bucket
        s3_prefix = "cur"
        s3_region = "eu-west-1"
        s3_output_configurations {
          compression = "PARQUET"
          format      = "PARQUET"
          output_type = "CUSTOM"
          overwrite   = "OVERWRITE_REPORT"
        }
      }
    }
    refresh_cadence {
      frequency = "SYNCHRONOUS"
    }
  }
}
