# Beside the coverage's portfolio: shared with the unit of the teams, and what is ordered from it; and an account from
# Account Factory, which Control Tower set up before. The organization is there before too, because accounts of Account
# Factory outlive what ordered them.
variable "unit" {
  type = object({ id = string, arn = string })
}

resource "aws_servicecatalog_constraint" "update" {
  portfolio_id = aws_servicecatalog_portfolio.analytics.id
  product_id   = aws_servicecatalog_product_portfolio_association.notebook.product_id
  type         = "RESOURCE_UPDATE"
  parameters = jsonencode({
    Version    = "2.0"
    Properties = { TagUpdateOnProvisionedProduct = "ALLOWED" }
  })
}

resource "aws_servicecatalog_organizations_access" "this" {
  enabled = true
}

resource "aws_servicecatalog_portfolio_share" "teams" {
  portfolio_id     = aws_servicecatalog_portfolio.analytics.id
  principal_id     = var.unit.arn
  type             = "ORGANIZATIONAL_UNIT"
  share_principals = true
  depends_on       = [aws_servicecatalog_organizations_access.this]
}

data "aws_servicecatalog_launch_paths" "notebook" {
  product_id = aws_servicecatalog_product.notebook.id
  depends_on = [
    aws_servicecatalog_product_portfolio_association.notebook,
    aws_servicecatalog_principal_portfolio_association.team,
  ]
}

data "aws_servicecatalog_portfolio" "analytics" {
  id = aws_servicecatalog_portfolio.analytics.id
}

data "aws_servicecatalog_product" "notebook" {
  id = aws_servicecatalog_product.notebook.id
}

data "aws_servicecatalog_provisioning_artifacts" "notebook" {
  product_id = aws_servicecatalog_provisioning_artifact.v2.product_id
}

data "aws_servicecatalog_portfolio_constraints" "analytics" {
  portfolio_id = aws_servicecatalog_portfolio.analytics.id
  depends_on   = [aws_servicecatalog_constraint.launch, aws_servicecatalog_constraint.update]
}

resource "aws_servicecatalog_provisioned_product" "alarms" {
  name                     = "alarms"
  product_id               = aws_servicecatalog_product.notebook.id
  path_id                  = data.aws_servicecatalog_launch_paths.notebook.summaries[0].path_id
  provisioning_artifact_id = aws_servicecatalog_provisioning_artifact.v2.provisioning_artifact_id
  provisioning_parameters {
    key   = "Name"
    value = "alarms"
  }
  tags       = { team = "fraud" }
  depends_on = [aws_servicecatalog_constraint.launch, aws_servicecatalog_constraint.update]
}

resource "aws_servicecatalog_provisioned_product" "account" {
  name                       = "fraud-dev"
  product_name               = "AWS Control Tower Account Factory"
  provisioning_artifact_name = "AWS Control Tower Account Factory"
  retain_physical_resources  = true
  dynamic "provisioning_parameters" {
    for_each = {
      AccountName               = "fraud-dev"
      AccountEmail              = "aws+fraud-dev@acme.example"
      ManagedOrganizationalUnit = "Teams (${var.unit.id})"
      SSOUserEmail              = "ada@acme.example"
      SSOUserFirstName          = "Ada"
      SSOUserLastName           = "Example"
    }
    content {
      key   = provisioning_parameters.key
      value = provisioning_parameters.value
    }
  }
}

resource "aws_controltower_control" "volumes" {
  control_identifier = "arn:aws:controltower:eu-west-1::control/AWS-GR_EC2_VOLUME_INUSE_CHECK"
  target_identifier  = var.unit.arn
}

data "aws_controltower_controls" "teams" {
  target_identifier = var.unit.arn
  depends_on        = [aws_controltower_control.volumes]
}

output "account_id" {
  value = one([for o in aws_servicecatalog_provisioned_product.account.outputs : o.value if o.key == "AccountId"])
}

output "topic_arn" {
  value = one([for o in aws_servicecatalog_provisioned_product.alarms.outputs : o.value if o.key == "Arn"])
}

output "constraints" {
  value = sort(data.aws_servicecatalog_portfolio_constraints.analytics.details[*].type)
}

output "versions" {
  value = sort(data.aws_servicecatalog_provisioning_artifacts.notebook.provisioning_artifact_details[*].name)
}

output "controls" {
  value = data.aws_controltower_controls.teams.enabled_controls
}
