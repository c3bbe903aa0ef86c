resource "aws_customer_gateway" "office" {
  bgp_asn    = 65000
  ip_address = "192.0.2.10"
  type       = "ipsec.1"
}

resource "aws_ec2_transit_gateway" "hub" {}

resource "aws_vpn_connection" "office" {
  customer_gateway_id = aws_customer_gateway.office.id
  transit_gateway_id  = aws_ec2_transit_gateway.hub.id
  type                = "ipsec.1"
}

resource "aws_vpc" "this" {
  cidr_block = "10.15.0.0/16"
}

resource "aws_vpn_gateway" "this" {
  vpc_id = aws_vpc.this.id
}
