# A share with an account outside the organization has to be accepted there.
resource "aws_ec2_managed_prefix_list" "corporate" {
  name           = "corporate"
  address_family = "IPv4"
  max_entries    = 5
  entry {
    cidr        = "10.0.0.0/8"
    description = "all"
  }
}

resource "aws_ram_resource_share" "prefix_list" {
  name                      = "prefix-list"
  allow_external_principals = true
}

resource "aws_ram_resource_association" "prefix_list" {
  resource_arn       = aws_ec2_managed_prefix_list.corporate.arn
  resource_share_arn = aws_ram_resource_share.prefix_list.arn
}

resource "aws_ram_principal_association" "member" {
  principal          = var.member
  resource_share_arn = aws_ram_resource_share.prefix_list.arn
}

resource "aws_ram_resource_share_accepter" "member" {
  provider  = aws.member
  share_arn = aws_ram_principal_association.member.resource_share_arn
}
