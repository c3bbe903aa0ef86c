resource "aws_organizations_organization" "this" {
  feature_set                   = "ALL"
  aws_service_access_principals = ["ipam.amazonaws.com"]
}

resource "aws_organizations_account" "network" {
  name  = "network"
  email = "aws+${var.account}@acme.example"

  depends_on = [aws_organizations_organization.this]
}

resource "aws_vpc_ipam_organization_admin_account" "network" {
  delegated_admin_account_id = aws_organizations_account.network.id
  depends_on                 = [aws_organizations_organization.this]
}
