resource "aws_default_vpc" "this" {}

resource "aws_default_subnet" "a" {
  availability_zone = "eu-west-1a"
}

resource "aws_default_route_table" "this" {
  default_route_table_id = aws_default_vpc.this.default_route_table_id
  route                  = []
}

resource "aws_default_network_acl" "this" {
  default_network_acl_id = aws_default_vpc.this.default_network_acl_id
  lifecycle { ignore_changes = [subnet_ids] } # the subnets are the account's own
}

resource "aws_default_security_group" "this" {
  vpc_id = aws_default_vpc.this.id
}
