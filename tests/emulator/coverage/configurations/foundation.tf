# What the first workspaces of a landing zone hold: an organization, and accounts by both vending engines.
resource "aws_organizations_organization" "this" {
  feature_set = "ALL"
}

resource "aws_organizations_organizational_unit" "security" {
  name      = "Security"
  parent_id = aws_organizations_organization.this.roots[0].id
}

resource "aws_organizations_account" "log_archive" {
  name      = "log-archive"
  email     = "aws+${var.account}@acme.example"
  parent_id = aws_organizations_organizational_unit.security.id
}

resource "aws_s3_bucket" "templates" {
  bucket        = "templates-${var.account}"
  force_destroy = true
}

resource "aws_s3_object" "account" {
  bucket = aws_s3_bucket.templates.id
  key    = "account.json"
  content = jsonencode({
    AWSTemplateFormatVersion = "2010-09-09"
    Parameters               = { AccountName = { Type = "String" } }
    Resources                = { Topic = { Type = "AWS::SNS::Topic", Properties = { TopicName = { Ref = "AccountName" } } } }
  })
}

resource "aws_servicecatalog_portfolio" "vending" {
  name          = "vending"
  provider_name = "Cloud platform team"
}

resource "aws_servicecatalog_product" "account" {
  name  = "account"
  owner = "Cloud platform team"
  type  = "CLOUD_FORMATION_TEMPLATE"
  provisioning_artifact_parameters {
    name         = "v1"
    type         = "CLOUD_FORMATION_TEMPLATE"
    template_url = "https://${aws_s3_bucket.templates.bucket_regional_domain_name}/${aws_s3_object.account.key}"
  }
}

resource "aws_servicecatalog_product_portfolio_association" "account" {
  portfolio_id = aws_servicecatalog_portfolio.vending.id
  product_id   = aws_servicecatalog_product.account.id
}

resource "aws_servicecatalog_principal_portfolio_association" "terraform" {
  portfolio_id  = aws_servicecatalog_portfolio.vending.id
  principal_arn = "arn:aws:iam::${var.account}:role/landing-zone-preview"
}

resource "aws_servicecatalog_provisioned_product" "fraud" {
  name                       = "fraud-dev"
  product_id                 = aws_servicecatalog_product.account.id
  provisioning_artifact_name = "v1"
  provisioning_parameters {
    key   = "AccountName"
    value = "fraud-dev"
  }
  depends_on = [
    aws_servicecatalog_product_portfolio_association.account,
    aws_servicecatalog_principal_portfolio_association.terraform,
  ]
}
