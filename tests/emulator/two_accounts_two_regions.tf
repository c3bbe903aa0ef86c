# The same names in two accounts and two Regions, from one root module.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5.100.0, < 7.0.0" }
  }
}

locals {
  tags = { environment = "isolation" }
}

provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["360000000003"]
  default_tags { tags = local.tags }
}

provider "aws" {
  alias               = "us_east_1"
  region              = "us-east-1"
  allowed_account_ids = ["360000000003"]
  default_tags { tags = local.tags }
}

provider "aws" {
  alias               = "member"
  region              = "eu-west-1"
  allowed_account_ids = ["360000000004"]
  assume_role { role_arn = "arn:aws:iam::360000000004:role/AWSControlTowerExecution" }
  default_tags { tags = local.tags }
}

provider "aws" {
  alias               = "member_us_east_1"
  region              = "us-east-1"
  allowed_account_ids = ["360000000004"]
  assume_role { role_arn = "arn:aws:iam::360000000004:role/AWSControlTowerExecution" }
  default_tags { tags = local.tags }
}

resource "aws_sns_topic" "ireland" {
  name = "findings"
}

resource "aws_sns_topic" "virginia" {
  provider = aws.us_east_1
  name     = "findings"
}

resource "aws_sns_topic" "member_ireland" {
  provider = aws.member
  name     = "findings"
}

resource "aws_sns_topic" "member_virginia" {
  provider = aws.member_us_east_1
  name     = "findings"
}

resource "aws_iam_role" "management" {
  name               = "auditor"
  assume_role_policy = local.trust
}

resource "aws_iam_role" "member" {
  provider           = aws.member
  name               = "auditor"
  assume_role_policy = local.trust
}

locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::360000000003:root" }, Action = "sts:AssumeRole" }]
  })
}

output "arns" {
  value = [
    aws_sns_topic.ireland.arn,
    aws_sns_topic.virginia.arn,
    aws_sns_topic.member_ireland.arn,
    aws_sns_topic.member_virginia.arn,
    aws_iam_role.management.arn,
    aws_iam_role.member.arn,
  ]
}
