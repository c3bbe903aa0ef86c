# Beside the coverage's portfolio: what of it is changed in place. The second phase says what is then so.
variable "second" {
  type = bool
}

variable "unit" {
  type = object({ id = string, arn = string })
}

resource "aws_servicecatalog_organizations_access" "this" {
  enabled = true
}

resource "aws_servicecatalog_portfolio_share" "teams" {
  portfolio_id        = aws_servicecatalog_portfolio.analytics.id
  principal_id        = var.unit.arn
  type                = "ORGANIZATIONAL_UNIT"
  share_principals    = true
  share_tag_options   = var.second
  wait_for_acceptance = true
  depends_on          = [aws_servicecatalog_organizations_access.this]
}

resource "aws_servicecatalog_provisioning_artifact" "old" {
  product_id   = aws_servicecatalog_product.notebook.id
  name         = "v0"
  type         = "CLOUD_FORMATION_TEMPLATE"
  template_url = local.template_url
  guidance     = var.second ? "DEPRECATED" : "DEFAULT"
  active       = !var.second
}

resource "aws_sns_topic" "notices" {
  for_each = toset(["first", "second"])
  name     = each.key
}

locals {
  parameters = {
    RESOURCE_UPDATE = {
      Version    = "2.0"
      Properties = { TagUpdateOnProvisionedProduct = var.second ? "NOT_ALLOWED" : "ALLOWED" }
    }
    TEMPLATE = {
      Rules = {
        Names = { Assertions = [{ Assert = { "Fn::Contains" = [var.second ? ["a"] : ["a", "b"], { Ref = "Name" }] } }] }
      }
    }
    NOTIFICATION = { NotificationArns = [aws_sns_topic.notices[var.second ? "second" : "first"].arn] }
  }
}

resource "aws_servicecatalog_constraint" "changed" {
  for_each     = local.parameters
  portfolio_id = aws_servicecatalog_portfolio.analytics.id
  product_id   = aws_servicecatalog_product_portfolio_association.notebook.product_id
  type         = each.key
  parameters   = jsonencode(each.value)
}

output "ids" {
  value = {
    artifact = aws_servicecatalog_provisioning_artifact.old.provisioning_artifact_id
    product  = aws_servicecatalog_product.notebook.id
    share    = aws_servicecatalog_portfolio_share.teams.id
    parts    = { for type, constraint in aws_servicecatalog_constraint.changed : type => constraint.id }
  }
}
