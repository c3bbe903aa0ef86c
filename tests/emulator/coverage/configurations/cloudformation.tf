locals {
  template = jsonencode({
    AWSTemplateFormatVersion = "2010-09-09"
    Resources                = { Topic = { Type = "AWS::SNS::Topic", Properties = { TopicName = "from-a-stack" } } }
  })
}

resource "aws_cloudformation_stack" "topic" {
  name          = "topic"
  template_body = local.template
}

resource "aws_iam_role" "administration" {
  name = "AWSCloudFormationStackSetAdministrationRole"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "cloudformation.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_cloudformation_stack_set" "topic" {
  name                    = "topic"
  administration_role_arn = aws_iam_role.administration.arn
  template_body           = local.template
}

resource "aws_cloudformation_stack_set_instance" "member" {
  stack_set_name = aws_cloudformation_stack_set.topic.name
  account_id     = var.member
  region         = "eu-west-1"
}
