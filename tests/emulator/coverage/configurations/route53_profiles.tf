resource "aws_vpc" "hub" {
  cidr_block = "10.7.0.0/16"
}

resource "aws_route53_zone" "private" {
  name = "internal.acme.example"
  vpc {
    vpc_id = aws_vpc.hub.id
  }
}

resource "aws_route53profiles_profile" "shared" {
  name = "shared"
}

resource "aws_route53profiles_association" "hub" {
  name        = "hub"
  profile_id  = aws_route53profiles_profile.shared.id
  resource_id = aws_vpc.hub.id
}

resource "aws_route53profiles_resource_association" "internal" {
  name         = "internal"
  profile_id   = aws_route53profiles_profile.shared.id
  resource_arn = aws_route53_zone.private.arn
}

data "aws_route53profiles_profiles" "all" {
  depends_on = [aws_route53profiles_profile.shared]
}
