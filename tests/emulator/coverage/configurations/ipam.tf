resource "aws_vpc_ipam" "this" {
  operating_regions {
    region_name = "eu-west-1"
  }
}

resource "aws_vpc_ipam_scope" "laboratory" {
  ipam_id = aws_vpc_ipam.this.id
}

resource "aws_vpc_ipam_pool" "all" {
  address_family = "ipv4"
  ipam_scope_id  = aws_vpc_ipam.this.private_default_scope_id
}

resource "aws_vpc_ipam_pool_cidr" "all" {
  ipam_pool_id = aws_vpc_ipam_pool.all.id
  cidr         = "10.0.0.0/8"
}

resource "aws_vpc_ipam_pool" "region" {
  address_family                    = "ipv4"
  ipam_scope_id                     = aws_vpc_ipam.this.private_default_scope_id
  source_ipam_pool_id               = aws_vpc_ipam_pool.all.id
  locale                            = "eu-west-1"
  allocation_default_netmask_length = 20
}

resource "aws_vpc_ipam_pool_cidr" "region" {
  ipam_pool_id = aws_vpc_ipam_pool.region.id
  cidr         = "10.16.0.0/12"
  depends_on   = [aws_vpc_ipam_pool_cidr.all]
}

resource "aws_vpc_ipam_pool_cidr_allocation" "reserved" {
  ipam_pool_id = aws_vpc_ipam_pool.region.id
  cidr         = "10.16.0.0/20"
  depends_on   = [aws_vpc_ipam_pool_cidr.region]
}

resource "aws_vpc" "allocated" {
  ipv4_ipam_pool_id   = aws_vpc_ipam_pool.region.id
  ipv4_netmask_length = 20
  depends_on          = [aws_vpc_ipam_pool_cidr_allocation.reserved] # a pool may give the VPC that very range
}

resource "aws_subnet" "allocated" {
  vpc_id     = aws_vpc.allocated.id
  cidr_block = cidrsubnet(aws_vpc.allocated.cidr_block, 4, 0)
}
