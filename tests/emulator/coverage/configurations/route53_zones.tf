resource "aws_route53_zone" "public" {
  name = "acme.example"
}

resource "aws_route53_record" "www" {
  zone_id = aws_route53_zone.public.zone_id
  name    = "www"
  type    = "A"
  ttl     = 300
  records = ["192.0.2.1"]
}

resource "aws_vpc" "hub" {
  cidr_block           = "10.4.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_vpc" "second" {
  cidr_block = "10.5.0.0/16"
}

resource "aws_vpc" "spoke" {
  provider   = aws.member
  cidr_block = "10.6.0.0/16"
}

resource "aws_route53_zone" "private" {
  name = "sagemaker.eu-west-1.amazonaws.com"
  vpc {
    vpc_id = aws_vpc.hub.id
  }
  lifecycle { ignore_changes = [vpc] } # the associations below are resources of their own
}

resource "aws_route53_zone_association" "second" {
  zone_id = aws_route53_zone.private.zone_id
  vpc_id  = aws_vpc.second.id
}

resource "aws_route53_vpc_association_authorization" "spoke" {
  zone_id = aws_route53_zone.private.zone_id
  vpc_id  = aws_vpc.spoke.id
}

resource "aws_route53_zone_association" "spoke" {
  provider = aws.member
  zone_id  = aws_route53_vpc_association_authorization.spoke.zone_id
  vpc_id   = aws_route53_vpc_association_authorization.spoke.vpc_id
}
