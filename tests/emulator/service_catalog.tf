# A portfolio as a platform team builds it, shared with the unit of the teams, and what is ordered from it; and an
# account from Account Factory, which Control Tower set up before.
provider "aws" {
  default_tags { tags = { environment = "preview" } }
}

# The organization is there before, because accounts of Account Factory outlive what ordered them.
variable "unit" {
  type = object({ id = string, arn = string })
}

resource "aws_s3_bucket" "templates" {
  bucket        = "product-templates"
  force_destroy = true
}

resource "aws_s3_object" "topic" {
  bucket = aws_s3_bucket.templates.id
  key    = "topic.json"
  content = jsonencode({
    Parameters = { Name = { Type = "String" }, Purpose = { Type = "String", Default = "test" } }
    Resources  = { Topic = { Type = "AWS::SNS::Topic", Properties = { TopicName = { Ref = "Name" } } } }
    Outputs    = { TopicArn = { Value = { Ref = "Topic" }, Description = "Where to publish" } }
  })
}

locals {
  template_url = "https://${aws_s3_bucket.templates.bucket_regional_domain_name}/${aws_s3_object.topic.key}"
}

resource "aws_servicecatalog_portfolio" "analytics" {
  name          = "analytics"
  description   = "Tools for analysts"
  provider_name = "Platform team"
}

resource "aws_servicecatalog_product" "topic" {
  name  = "topic"
  owner = "Platform team"
  type  = "CLOUD_FORMATION_TEMPLATE"
  tags  = { product = "topic" }
  provisioning_artifact_parameters {
    name         = "v1"
    type         = "CLOUD_FORMATION_TEMPLATE"
    template_url = local.template_url
  }
}

resource "aws_servicecatalog_provisioning_artifact" "v2" {
  product_id   = aws_servicecatalog_product.topic.id
  name         = "v2"
  type         = "CLOUD_FORMATION_TEMPLATE"
  template_url = local.template_url
}

resource "aws_servicecatalog_product_portfolio_association" "topic" {
  portfolio_id = aws_servicecatalog_portfolio.analytics.id
  product_id   = aws_servicecatalog_product.topic.id
}

resource "aws_iam_role" "launch" {
  name = "launch"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "servicecatalog.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_servicecatalog_constraint" "this" {
  for_each = {
    LAUNCH          = { LocalRoleName = aws_iam_role.launch.name }
    RESOURCE_UPDATE = { Version = "2.0", Properties = { TagUpdateOnProvisionedProduct = "ALLOWED" } }
  }
  portfolio_id = aws_servicecatalog_portfolio.analytics.id
  product_id   = aws_servicecatalog_product_portfolio_association.topic.product_id
  type         = each.key
  parameters   = jsonencode(each.value)
}

resource "aws_servicecatalog_principal_portfolio_association" "analyst" {
  portfolio_id   = aws_servicecatalog_portfolio.analytics.id
  principal_arn  = "arn:aws:iam:::role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Analyst_*"
  principal_type = "IAM_PATTERN"
}

resource "aws_servicecatalog_tag_option" "stage" {
  key   = "stage"
  value = "dev"
}

resource "aws_servicecatalog_tag_option_resource_association" "stage" {
  resource_id   = aws_servicecatalog_portfolio.analytics.id
  tag_option_id = aws_servicecatalog_tag_option.stage.id
}

resource "aws_servicecatalog_service_action" "restart" {
  name = "restart"
  definition {
    name    = "AWS-RestartEC2Instance"
    version = "1"
  }
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

data "aws_servicecatalog_launch_paths" "topic" {
  product_id = aws_servicecatalog_product.topic.id
  depends_on = [
    aws_servicecatalog_product_portfolio_association.topic,
    aws_servicecatalog_principal_portfolio_association.analyst,
  ]
}

data "aws_servicecatalog_portfolio" "analytics" {
  id = aws_servicecatalog_portfolio.analytics.id
}

data "aws_servicecatalog_product" "topic" {
  id = aws_servicecatalog_product.topic.id
}

data "aws_servicecatalog_provisioning_artifacts" "topic" {
  product_id = aws_servicecatalog_provisioning_artifact.v2.product_id
}

data "aws_servicecatalog_portfolio_constraints" "analytics" {
  portfolio_id = aws_servicecatalog_portfolio.analytics.id
  depends_on   = [aws_servicecatalog_constraint.this]
}

resource "aws_servicecatalog_provisioned_product" "topic" {
  name                     = "alarms"
  product_id               = aws_servicecatalog_product.topic.id
  path_id                  = data.aws_servicecatalog_launch_paths.topic.summaries[0].path_id
  provisioning_artifact_id = aws_servicecatalog_provisioning_artifact.v2.provisioning_artifact_id
  provisioning_parameters {
    key   = "Name"
    value = "alarms"
  }
  tags       = { team = "fraud" }
  depends_on = [aws_servicecatalog_constraint.this]
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
  value = one([for o in aws_servicecatalog_provisioned_product.topic.outputs : o.value if o.key == "TopicArn"])
}

output "constraints" {
  value = sort(data.aws_servicecatalog_portfolio_constraints.analytics.details[*].type)
}

output "versions" {
  value = sort(data.aws_servicecatalog_provisioning_artifacts.topic.provisioning_artifact_details[*].name)
}

output "controls" {
  value = data.aws_controltower_controls.teams.enabled_controls
}
