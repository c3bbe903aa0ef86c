resource "aws_vpc" "hub" {
  cidr_block = "10.9.0.0/16"
}

resource "aws_route53_resolver_firewall_domain_list" "allowed" {
  name    = "allowed"
  domains = ["*.amazonaws.com.", "pypi.org."]
}

resource "aws_route53_resolver_firewall_rule_group" "egress" {
  name = "egress"
}

resource "aws_route53_resolver_firewall_rule" "allowed" {
  name                    = "allowed"
  action                  = "ALLOW"
  priority                = 100
  firewall_domain_list_id = aws_route53_resolver_firewall_domain_list.allowed.id
  firewall_rule_group_id  = aws_route53_resolver_firewall_rule_group.egress.id
}

resource "aws_route53_resolver_firewall_rule_group_association" "hub" {
  name                   = "hub"
  firewall_rule_group_id = aws_route53_resolver_firewall_rule_group.egress.id
  priority               = 101
  vpc_id                 = aws_vpc.hub.id
}

resource "aws_route53_resolver_firewall_config" "hub" {
  resource_id        = aws_vpc.hub.id
  firewall_fail_open = "DISABLED"
}

resource "aws_cloudwatch_log_group" "queries" {
  name = "/route53/queries"
}

resource "aws_route53_resolver_query_log_config" "this" {
  name            = "queries"
  destination_arn = aws_cloudwatch_log_group.queries.arn
}

resource "aws_route53_resolver_query_log_config_association" "hub" {
  resolver_query_log_config_id = aws_route53_resolver_query_log_config.this.id
  resource_id                  = aws_vpc.hub.id
}
