resource "aws_vpc" "inspection" {
  cidr_block = "10.3.0.0/16"
}

resource "aws_subnet" "firewall" {
  vpc_id     = aws_vpc.inspection.id
  cidr_block = "10.3.0.0/28"
}

resource "aws_networkfirewall_rule_group" "egress" {
  name     = "egress"
  type     = "STATEFUL"
  capacity = 100
  rule_group {
    rules_source {
      rules_source_list {
        generated_rules_type = "ALLOWLIST"
        target_types         = ["TLS_SNI", "HTTP_HOST"]
        targets              = [".amazonaws.com", "pypi.org"]
      }
    }
    stateful_rule_options {
      rule_order = "STRICT_ORDER"
    }
  }
}

resource "aws_networkfirewall_firewall_policy" "this" {
  name = "inspection"
  firewall_policy {
    stateless_default_actions          = ["aws:forward_to_sfe"]
    stateless_fragment_default_actions = ["aws:forward_to_sfe"]
    stateful_default_actions           = ["aws:drop_established"]
    stateful_engine_options {
      rule_order = "STRICT_ORDER"
    }
    stateful_rule_group_reference {
      priority     = 1
      resource_arn = aws_networkfirewall_rule_group.egress.arn
    }
  }
}

resource "aws_networkfirewall_firewall" "this" {
  name                = "inspection"
  firewall_policy_arn = aws_networkfirewall_firewall_policy.this.arn
  vpc_id              = aws_vpc.inspection.id
  subnet_mapping {
    subnet_id = aws_subnet.firewall.id
  }
}

resource "aws_cloudwatch_log_group" "alerts" {
  name = "/network-firewall/alerts"
}

resource "aws_networkfirewall_logging_configuration" "this" {
  firewall_arn = aws_networkfirewall_firewall.this.arn
  logging_configuration {
    log_destination_config {
      log_destination      = { logGroup = aws_cloudwatch_log_group.alerts.name }
      log_destination_type = "CloudWatchLogs"
      log_type             = "ALERT"
    }
  }
}

resource "aws_networkfirewall_resource_policy" "egress" {
  resource_arn = aws_networkfirewall_rule_group.egress.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::${var.member}:root" }
      Action    = ["network-firewall:CreateFirewallPolicy", "network-firewall:UpdateFirewallPolicy", "network-firewall:AssociateFirewallPolicy", "network-firewall:ListRuleGroups"]
      Resource  = aws_networkfirewall_rule_group.egress.arn
    }]
  })
}
