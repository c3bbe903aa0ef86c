resource "aws_ec2_transit_gateway" "hub" {
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
}

resource "aws_vpc" "inspection" {
  cidr_block = "10.2.0.0/16"
}

resource "aws_subnet" "inspection" {
  vpc_id     = aws_vpc.inspection.id
  cidr_block = "10.2.0.0/24"
}

resource "aws_ec2_transit_gateway_vpc_attachment" "inspection" {
  transit_gateway_id                              = aws_ec2_transit_gateway.hub.id
  vpc_id                                          = aws_vpc.inspection.id
  subnet_ids                                      = [aws_subnet.inspection.id]
  appliance_mode_support                          = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false
}

resource "aws_ec2_transit_gateway_route_table" "segment" {
  for_each           = toset(["production", "pre-production"])
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  tags               = { Name = each.key }
}

resource "aws_ec2_transit_gateway_route_table_association" "inspection" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.inspection.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.segment["production"].id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "inspection" {
  for_each                       = aws_ec2_transit_gateway_route_table.segment
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.inspection.id
  transit_gateway_route_table_id = each.value.id
}

resource "aws_ec2_transit_gateway_route" "default" {
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.inspection.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.segment["production"].id
}

resource "aws_ec2_transit_gateway_route" "blackhole" {
  destination_cidr_block         = "192.168.0.0/16"
  blackhole                      = true
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.segment["production"].id
}

data "aws_ec2_transit_gateway" "hub" {
  id = aws_ec2_transit_gateway.hub.id
}
