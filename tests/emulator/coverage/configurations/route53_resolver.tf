resource "aws_vpc" "hub" {
  cidr_block = "10.8.0.0/16"
}

resource "aws_subnet" "resolver" {
  count             = 2
  vpc_id            = aws_vpc.hub.id
  cidr_block        = "10.8.${count.index}.0/24"
  availability_zone = ["eu-west-1a", "eu-west-1b"][count.index]
}

resource "aws_security_group" "resolver" {
  name   = "resolver"
  vpc_id = aws_vpc.hub.id
}

resource "aws_route53_resolver_endpoint" "outbound" {
  name               = "outbound"
  direction          = "OUTBOUND"
  security_group_ids = [aws_security_group.resolver.id]
  dynamic "ip_address" {
    for_each = aws_subnet.resolver
    content {
      subnet_id = ip_address.value.id
    }
  }
}

resource "aws_route53_resolver_rule" "corporate" {
  name                 = "corporate"
  domain_name          = "corp.acme.example"
  rule_type            = "FORWARD"
  resolver_endpoint_id = aws_route53_resolver_endpoint.outbound.id
  target_ip {
    ip = "192.0.2.53"
  }
}

resource "aws_route53_resolver_rule_association" "corporate" {
  resolver_rule_id = aws_route53_resolver_rule.corporate.id
  vpc_id           = aws_vpc.hub.id
}

resource "aws_route53_resolver_dnssec_config" "hub" {
  resource_id = aws_vpc.hub.id
}

resource "aws_route53_resolver_config" "hub" {
  resource_id              = aws_vpc.hub.id
  autodefined_reverse_flag = "DISABLE"
}
