resource "aws_organizations_organization" "this" {
  feature_set                   = "ALL"
  aws_service_access_principals = ["servicecatalog.amazonaws.com"]
}

resource "aws_organizations_organizational_unit" "teams" {
  name      = "Teams"
  parent_id = aws_organizations_organization.this.roots[0].id
}

resource "aws_organizations_account" "team" {
  name      = "fraud-dev"
  email     = "aws+${var.account}@acme.example"
  parent_id = aws_organizations_organizational_unit.teams.id
}

resource "aws_servicecatalog_organizations_access" "this" {
  enabled    = true
  depends_on = [aws_organizations_organization.this]
}

resource "aws_servicecatalog_portfolio" "analytics" {
  name          = "analytics"
  provider_name = "ML platform team"
}

resource "aws_servicecatalog_portfolio_share" "unit" {
  portfolio_id      = aws_servicecatalog_portfolio.analytics.id
  principal_id      = aws_organizations_organizational_unit.teams.arn
  type              = "ORGANIZATIONAL_UNIT"
  share_principals  = true
  share_tag_options = true
  # Or the provider does not wait until the operation is done, and Service Catalog takes one at a time.
  wait_for_acceptance = true
  depends_on          = [aws_servicecatalog_organizations_access.this, aws_organizations_account.team]
}

resource "aws_servicecatalog_portfolio" "building" {
  name          = "model-building"
  provider_name = "ML platform team"
}

resource "aws_servicecatalog_portfolio_share" "account" {
  portfolio_id = aws_servicecatalog_portfolio.building.id
  principal_id = aws_organizations_account.team.id
  type         = "ACCOUNT"
  depends_on   = [aws_servicecatalog_portfolio_share.unit]
}
