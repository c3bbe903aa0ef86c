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
