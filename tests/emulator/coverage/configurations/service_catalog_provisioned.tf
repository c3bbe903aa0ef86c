resource "aws_s3_bucket" "templates" {
  bucket        = "templates-${var.account}"
  force_destroy = true
}

resource "aws_s3_object" "topic" {
  bucket = aws_s3_bucket.templates.id
  key    = "topic.json"
  content = jsonencode({
    AWSTemplateFormatVersion = "2010-09-09"
    Parameters               = { Name = { Type = "String" } }
    Resources = {
      Topic = { Type = "AWS::SNS::Topic", Properties = { TopicName = { Ref = "Name" } } }
    }
    Outputs = { Arn = { Value = { Ref = "Topic" } } }
  })
}

resource "aws_servicecatalog_portfolio" "vending" {
  name          = "vending"
  provider_name = "Cloud platform team"
}

resource "aws_servicecatalog_product" "topic" {
  name  = "topic"
  owner = "Cloud platform team"
  type  = "CLOUD_FORMATION_TEMPLATE"
  provisioning_artifact_parameters {
    name         = "v1"
    type         = "CLOUD_FORMATION_TEMPLATE"
    template_url = "https://${aws_s3_bucket.templates.bucket_regional_domain_name}/${aws_s3_object.topic.key}"
  }
}

resource "aws_servicecatalog_product_portfolio_association" "topic" {
  portfolio_id = aws_servicecatalog_portfolio.vending.id
  product_id   = aws_servicecatalog_product.topic.id
}

resource "aws_servicecatalog_principal_portfolio_association" "terraform" {
  portfolio_id  = aws_servicecatalog_portfolio.vending.id
  principal_arn = "arn:aws:iam::${var.account}:role/landing-zone-preview"
}

resource "aws_servicecatalog_provisioned_product" "alarms" {
  name                       = "alarms"
  product_id                 = aws_servicecatalog_product.topic.id
  provisioning_artifact_name = "v1"
  provisioning_parameters {
    key   = "Name"
    value = "alarms"
  }
  depends_on = [
    aws_servicecatalog_product_portfolio_association.topic,
    aws_servicecatalog_principal_portfolio_association.terraform,
  ]
}
