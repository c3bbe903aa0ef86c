# A hub in a network account, shared with an organizational unit, and a spoke in a workload account of that unit.

provider "aws" {
  default_tags {
    tags = { landing-zone = "hub-and-spoke" }
  }
}

provider "aws" {
  alias               = "network"
  allowed_account_ids = [aws_organizations_account.network.id]
  assume_role {
    role_arn = "arn:aws:iam::${aws_organizations_account.network.id}:role/OrganizationAccountAccessRole"
  }
  default_tags {
    tags = { landing-zone = "hub-and-spoke" }
  }
}

provider "aws" {
  alias               = "workload"
  allowed_account_ids = [aws_organizations_account.workload.id]
  assume_role {
    role_arn = "arn:aws:iam::${aws_organizations_account.workload.id}:role/OrganizationAccountAccessRole"
  }
  default_tags {
    tags = { landing-zone = "hub-and-spoke" }
  }
}

resource "aws_organizations_organization" "this" {
  feature_set                   = "ALL"
  aws_service_access_principals = ["ram.amazonaws.com"]
}

resource "aws_organizations_organizational_unit" "workloads" {
  name      = "Workloads"
  parent_id = aws_organizations_organization.this.roots[0].id
}

resource "aws_organizations_account" "network" {
  name  = "network"
  email = "network@example.com"

  depends_on = [aws_organizations_organization.this]
}

resource "aws_organizations_account" "workload" {
  name      = "workload"
  email     = "workload@example.com"
  parent_id = aws_organizations_organizational_unit.workloads.id
}

resource "aws_ram_sharing_with_organization" "this" {
  depends_on = [aws_organizations_organization.this]
}

resource "aws_ec2_transit_gateway" "hub" {
  provider                        = aws.network
  description                     = "hub"
  auto_accept_shared_attachments  = "enable"
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
  tags                            = { Name = "hub" }
}

resource "aws_ram_resource_share" "hub" {
  provider                  = aws.network
  name                      = "hub"
  allow_external_principals = false
}

resource "aws_ram_resource_association" "hub" {
  provider           = aws.network
  resource_arn       = aws_ec2_transit_gateway.hub.arn
  resource_share_arn = aws_ram_resource_share.hub.arn
}

resource "aws_ram_principal_association" "workloads" {
  provider           = aws.network
  principal          = aws_organizations_organizational_unit.workloads.arn
  resource_share_arn = aws_ram_resource_share.hub.arn
  depends_on         = [aws_ram_sharing_with_organization.this]
}

resource "aws_vpc" "spoke" {
  provider   = aws.workload
  cidr_block = "10.20.0.0/20"
}

resource "aws_subnet" "spoke" {
  provider          = aws.workload
  for_each          = { "eu-west-1a" = "10.20.0.0/24", "eu-west-1b" = "10.20.1.0/24" }
  vpc_id            = aws_vpc.spoke.id
  availability_zone = each.key
  cidr_block        = each.value
}

resource "aws_ec2_transit_gateway_vpc_attachment" "spoke" {
  provider           = aws.workload
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  vpc_id             = aws_vpc.spoke.id
  subnet_ids         = [for subnet in aws_subnet.spoke : subnet.id]
  tags               = { Name = "spoke" }
  depends_on         = [aws_ram_principal_association.workloads, aws_ram_resource_association.hub]
}

resource "aws_route_table" "spoke" {
  provider = aws.workload
  vpc_id   = aws_vpc.spoke.id
}

resource "aws_route" "to_hub" {
  provider               = aws.workload
  route_table_id         = aws_route_table.spoke.id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id
  depends_on             = [aws_ec2_transit_gateway_vpc_attachment.spoke]
}

resource "aws_vpc" "egress" {
  provider   = aws.network
  cidr_block = "10.0.0.0/20"
}

resource "aws_subnet" "egress" {
  provider   = aws.network
  vpc_id     = aws_vpc.egress.id
  cidr_block = "10.0.0.0/24"
}

resource "aws_ec2_transit_gateway_vpc_attachment" "egress" {
  provider                                        = aws.network
  transit_gateway_id                              = aws_ec2_transit_gateway.hub.id
  vpc_id                                          = aws_vpc.egress.id
  subnet_ids                                      = [aws_subnet.egress.id]
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false
}

resource "aws_ec2_transit_gateway_route_table" "production" {
  provider           = aws.network
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  tags               = { Name = "production" }
}

resource "aws_ec2_transit_gateway_route_table" "shared" {
  provider           = aws.network
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
}

resource "aws_ec2_transit_gateway_route_table_association" "spoke" {
  provider                       = aws.network
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.spoke.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.production.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "spoke" {
  provider                       = aws.network
  for_each                       = { production = aws_ec2_transit_gateway_route_table.production.id, shared = aws_ec2_transit_gateway_route_table.shared.id }
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.spoke.id
  transit_gateway_route_table_id = each.value
}

resource "aws_ec2_transit_gateway_route" "egress" {
  provider                       = aws.network
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.egress.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.production.id
}

resource "aws_ec2_transit_gateway_route" "nowhere" {
  provider                       = aws.network
  destination_cidr_block         = "192.168.0.0/16"
  blackhole                      = true
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.production.id
}

# A gateway of which every attachment is accepted by hand.

resource "aws_ec2_transit_gateway" "manual" {
  provider = aws.network
}

resource "aws_ram_resource_association" "manual" {
  provider           = aws.network
  resource_arn       = aws_ec2_transit_gateway.manual.arn
  resource_share_arn = aws_ram_resource_share.hub.arn
}

resource "aws_ec2_transit_gateway_vpc_attachment" "manual" {
  provider           = aws.workload
  transit_gateway_id = aws_ec2_transit_gateway.manual.id
  vpc_id             = aws_vpc.spoke.id
  subnet_ids         = [for subnet in aws_subnet.spoke : subnet.id]
  depends_on         = [aws_ram_principal_association.workloads, aws_ram_resource_association.manual]
}

resource "aws_ec2_transit_gateway_vpc_attachment_accepter" "manual" {
  provider                      = aws.network
  transit_gateway_attachment_id = aws_ec2_transit_gateway_vpc_attachment.manual.id
  tags                          = { Name = "accepted" }
}

data "aws_ec2_transit_gateway" "shared" {
  provider   = aws.workload
  id         = aws_ec2_transit_gateway.hub.id
  depends_on = [aws_ec2_transit_gateway_vpc_attachment.spoke]
}

data "aws_ram_resource_share" "hub" {
  provider       = aws.workload
  name           = "hub"
  resource_owner = "OTHER-ACCOUNTS"
  depends_on     = [aws_ram_principal_association.workloads, aws_ram_resource_association.hub]
}
