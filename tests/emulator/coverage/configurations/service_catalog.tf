resource "aws_s3_bucket" "templates" {
  bucket        = "templates-${var.account}"
  force_destroy = true
}

resource "aws_s3_object" "notebook" {
  bucket = aws_s3_bucket.templates.id
  key    = "notebook.json"
  content = jsonencode({
    AWSTemplateFormatVersion = "2010-09-09"
    Parameters               = { Name = { Type = "String" } }
    Resources = {
      Topic = { Type = "AWS::SNS::Topic", Properties = { TopicName = { Ref = "Name" } } }
    }
    Outputs = { Arn = { Value = { Ref = "Topic" } } }
  })
}

locals {
  template_url = "https://${aws_s3_bucket.templates.bucket_regional_domain_name}/${aws_s3_object.notebook.key}"
}

resource "aws_servicecatalog_portfolio" "analytics" {
  name          = "analytics"
  description   = "What teams may order"
  provider_name = "ML platform team"
}

resource "aws_servicecatalog_product" "notebook" {
  name  = "notebook"
  owner = "ML platform team"
  type  = "CLOUD_FORMATION_TEMPLATE"
  provisioning_artifact_parameters {
    name         = "v1"
    type         = "CLOUD_FORMATION_TEMPLATE"
    template_url = local.template_url
  }
}

resource "aws_servicecatalog_provisioning_artifact" "v2" {
  product_id   = aws_servicecatalog_product.notebook.id
  name         = "v2"
  type         = "CLOUD_FORMATION_TEMPLATE"
  template_url = local.template_url
}

resource "aws_servicecatalog_product_portfolio_association" "notebook" {
  portfolio_id = aws_servicecatalog_portfolio.analytics.id
  product_id   = aws_servicecatalog_product.notebook.id
}

resource "aws_iam_role" "launch" {
  name = "launch"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "servicecatalog.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_servicecatalog_constraint" "launch" {
  portfolio_id = aws_servicecatalog_portfolio.analytics.id
  product_id   = aws_servicecatalog_product.notebook.id
  type         = "LAUNCH"
  parameters   = jsonencode({ LocalRoleName = aws_iam_role.launch.name })
  depends_on   = [aws_servicecatalog_product_portfolio_association.notebook]
}

resource "aws_servicecatalog_principal_portfolio_association" "team" {
  portfolio_id   = aws_servicecatalog_portfolio.analytics.id
  principal_arn  = "arn:aws:iam:::role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_DataScientist_*"
  principal_type = "IAM_PATTERN"
}

resource "aws_servicecatalog_tag_option" "stage" {
  key   = "stage"
  value = "dev"
}

resource "aws_servicecatalog_tag_option_resource_association" "stage" {
  resource_id   = aws_servicecatalog_product.notebook.id
  tag_option_id = aws_servicecatalog_tag_option.stage.id
}

resource "aws_servicecatalog_service_action" "restart" {
  name = "restart"
  definition {
    name    = "AWS-RestartEC2Instance"
    version = "1"
  }
}
