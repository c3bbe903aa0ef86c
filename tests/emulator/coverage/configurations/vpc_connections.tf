resource "aws_vpc" "requester" {
  cidr_block = "10.12.0.0/16"
}

resource "aws_vpc" "accepter" {
  provider   = aws.member
  cidr_block = "10.13.0.0/16"
}

resource "aws_vpc_peering_connection" "this" {
  vpc_id        = aws_vpc.requester.id
  peer_vpc_id   = aws_vpc.accepter.id
  peer_owner_id = var.member
}

resource "aws_vpc_peering_connection_accepter" "this" {
  provider                  = aws.member
  vpc_peering_connection_id = aws_vpc_peering_connection.this.id
  auto_accept               = true
}

resource "aws_vpc" "corporate" {
  cidr_block = "10.14.0.0/16"
}

resource "aws_vpc_dhcp_options" "corporate" {
  domain_name         = "corp.acme.example"
  domain_name_servers = ["AmazonProvidedDNS"]
}

resource "aws_vpc_dhcp_options_association" "corporate" {
  vpc_id          = aws_vpc.corporate.id
  dhcp_options_id = aws_vpc_dhcp_options.corporate.id
}

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

resource "aws_vpc" "on_premises" {
  cidr_block = "10.15.0.0/16"
}

resource "aws_vpn_gateway" "this" {
  vpc_id = aws_vpc.on_premises.id
}
