# The hub and spoke of a landing zone: the transit gateway of one account, shared with an OU, attached from another.
# The management account stands for the network account.
resource "aws_organizations_organization" "this" {
  feature_set                   = "ALL"
  aws_service_access_principals = ["ram.amazonaws.com"]
}

resource "aws_organizations_organizational_unit" "workloads" {
  name      = "Workloads"
  parent_id = aws_organizations_organization.this.roots[0].id
}

resource "aws_organizations_account" "team" {
  name      = "fraud-dev"
  email     = "aws+${var.account}@acme.example"
  parent_id = aws_organizations_organizational_unit.workloads.id
}

provider "aws" {
  alias               = "team"
  region              = "eu-west-1"
  allowed_account_ids = [aws_organizations_account.team.id]
  assume_role { role_arn = "arn:aws:iam::${aws_organizations_account.team.id}:role/AWSControlTowerExecution" }
  default_tags { tags = local.tags }
}

resource "aws_ram_sharing_with_organization" "this" {
  depends_on = [aws_organizations_organization.this]
}

resource "aws_ram_resource_share" "hub" {
  name                      = "hub"
  allow_external_principals = false
  depends_on                = [aws_ram_sharing_with_organization.this]
}

resource "aws_ram_principal_association" "workloads" {
  principal          = aws_organizations_organizational_unit.workloads.arn
  resource_share_arn = aws_ram_resource_share.hub.arn
}

resource "aws_ec2_transit_gateway" "hub" {
  description                     = "hub"
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
  auto_accept_shared_attachments  = "enable"
  tags                            = { Name = "hub" }
}

resource "aws_ram_resource_association" "hub" {
  resource_arn       = aws_ec2_transit_gateway.hub.arn
  resource_share_arn = aws_ram_resource_share.hub.arn
}

resource "aws_vpc" "spoke" {
  provider   = aws.team
  cidr_block = "10.1.0.0/16"
}

resource "aws_subnet" "spoke" {
  provider          = aws.team
  for_each          = { "eu-west-1a" = "10.1.0.0/24", "eu-west-1b" = "10.1.1.0/24" }
  vpc_id            = aws_vpc.spoke.id
  availability_zone = each.key
  cidr_block        = each.value
}

resource "aws_ec2_transit_gateway_vpc_attachment" "spoke" {
  provider           = aws.team
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  vpc_id             = aws_vpc.spoke.id
  subnet_ids         = [for subnet in aws_subnet.spoke : subnet.id]
  tags               = { Name = "spoke" }
  depends_on         = [aws_ram_principal_association.workloads, aws_ram_resource_association.hub]
}

resource "aws_vpc" "egress" {
  cidr_block = "10.0.0.0/20"
}

resource "aws_subnet" "egress" {
  vpc_id     = aws_vpc.egress.id
  cidr_block = "10.0.0.0/24"
}

resource "aws_ec2_transit_gateway_vpc_attachment" "egress" {
  transit_gateway_id                              = aws_ec2_transit_gateway.hub.id
  vpc_id                                          = aws_vpc.egress.id
  subnet_ids                                      = [aws_subnet.egress.id]
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false
}

resource "aws_ec2_transit_gateway_route_table" "segment" {
  for_each           = toset(["production", "shared"])
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  tags               = { Name = each.key }
}

resource "aws_ec2_transit_gateway_route_table_association" "spoke" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.spoke.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.segment["production"].id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "spoke" {
  for_each                       = aws_ec2_transit_gateway_route_table.segment
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.spoke.id
  transit_gateway_route_table_id = each.value.id
}

resource "aws_ec2_transit_gateway_route" "egress" {
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.egress.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.segment["production"].id
}

resource "aws_ec2_transit_gateway_route" "nowhere" {
  destination_cidr_block         = "192.168.0.0/16"
  blackhole                      = true
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.segment["production"].id
}

resource "aws_route_table" "spoke" {
  provider = aws.team
  vpc_id   = aws_vpc.spoke.id
}

resource "aws_route" "to_the_hub" {
  provider               = aws.team
  route_table_id         = aws_route_table.spoke.id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id
  depends_on             = [aws_ec2_transit_gateway_vpc_attachment.spoke]
}

# A gateway of which every attachment is accepted by hand.
resource "aws_ec2_transit_gateway" "manual" {}

resource "aws_ram_resource_association" "manual" {
  resource_arn       = aws_ec2_transit_gateway.manual.arn
  resource_share_arn = aws_ram_resource_share.hub.arn
}

resource "aws_ec2_transit_gateway_vpc_attachment" "manual" {
  provider           = aws.team
  transit_gateway_id = aws_ec2_transit_gateway.manual.id
  vpc_id             = aws_vpc.spoke.id
  subnet_ids         = [for subnet in aws_subnet.spoke : subnet.id]
  depends_on         = [aws_ram_principal_association.workloads, aws_ram_resource_association.manual]
}

resource "aws_ec2_transit_gateway_vpc_attachment_accepter" "manual" {
  transit_gateway_attachment_id = aws_ec2_transit_gateway_vpc_attachment.manual.id
  tags                          = { Name = "accepted" }
}

data "aws_ec2_transit_gateway" "shared" {
  provider   = aws.team
  id         = aws_ec2_transit_gateway.hub.id
  depends_on = [aws_ec2_transit_gateway_vpc_attachment.spoke]
}

data "aws_ram_resource_share" "hub" {
  provider       = aws.team
  name           = "hub"
  resource_owner = "OTHER-ACCOUNTS"
  depends_on     = [aws_ram_principal_association.workloads, aws_ram_resource_association.hub]
}
