resource "aws_ec2_transit_gateway" "ireland" {}

resource "aws_ec2_transit_gateway" "virginia" {
  provider = aws.us_east_1
}

resource "aws_ec2_transit_gateway_peering_attachment" "virginia" {
  transit_gateway_id      = aws_ec2_transit_gateway.ireland.id
  peer_transit_gateway_id = aws_ec2_transit_gateway.virginia.id
  peer_region             = "us-east-1"
}

resource "aws_ec2_transit_gateway_peering_attachment_accepter" "virginia" {
  provider                      = aws.us_east_1
  transit_gateway_attachment_id = aws_ec2_transit_gateway_peering_attachment.virginia.id
}
