resource "aws_ec2_transit_gateway" "direct_connect" {
  amazon_side_asn = 64520
}

resource "aws_dx_gateway" "this" {
  name            = "on-premises"
  amazon_side_asn = "64512"
}

resource "aws_dx_gateway_association" "hub" {
  dx_gateway_id         = aws_dx_gateway.this.id
  associated_gateway_id = aws_ec2_transit_gateway.direct_connect.id
  allowed_prefixes      = ["10.0.0.0/8"]
}
