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

# A permission may be chosen before the share has a resource of its type.
data "aws_caller_identity" "own" {}

data "aws_region" "own" {}

resource "aws_ram_resource_share" "features" {
  name                      = "features"
  allow_external_principals = false
  permission_arns           = ["arn:aws:ram::aws:permission/AWSRAMPermissionSageMakerCatalogResourceSearch"]
}

resource "aws_ram_resource_association" "features" {
  resource_arn       = "arn:aws:sagemaker:${data.aws_region.own.name}:${data.aws_caller_identity.own.account_id}:sagemaker-catalog/DefaultFeatureGroupCatalog"
  resource_share_arn = aws_ram_resource_share.features.arn
}
