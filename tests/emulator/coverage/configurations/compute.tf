resource "aws_s3_bucket" "code" {
  bucket        = "code-${var.account}"
  force_destroy = true
}

resource "aws_s3_object" "code" {
  bucket         = aws_s3_bucket.code.id
  key            = "code.zip"
  content_base64 = "UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==" # a zip archive without files
}

resource "aws_iam_role" "function" {
  name = "function"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_lambda_function" "vend" {
  function_name = "vend"
  role          = aws_iam_role.function.arn
  runtime       = "python3.12"
  handler       = "index.handler"
  s3_bucket     = aws_s3_bucket.code.id
  s3_key        = aws_s3_object.code.key
}

resource "aws_lambda_permission" "events" {
  function_name = aws_lambda_function.vend.function_name
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
  statement_id  = "events"
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.vend.function_name
  function_version = "$LATEST"
}

resource "aws_iam_role" "build" {
  name = "build"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "codebuild.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_codebuild_project" "products" {
  name         = "products"
  service_role = aws_iam_role.build.arn
  artifacts {
    type = "NO_ARTIFACTS"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/standard:7.0"
    type         = "LINUX_CONTAINER"
  }
  source {
    type     = "GITHUB"
    location = "https://git.acme.example/products.git"
  }
}

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
