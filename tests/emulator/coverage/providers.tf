# Copied beside every configuration: the accounts and Regions that it may work in.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5.100.0, < 7.0.0" }
  }
}

# Each configuration has two accounts of its own, so that several can run at once on one emulator.
variable "account" { type = string }
variable "member" { type = string }

locals {
  tags = { environment = "coverage", "cost-center" = "4711" }
}

provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = [var.account]
  default_tags { tags = local.tags }
}

provider "aws" {
  alias               = "us_east_1"
  region              = "us-east-1"
  allowed_account_ids = [var.account]
  default_tags { tags = local.tags }
}

provider "aws" {
  alias               = "member"
  region              = "eu-west-1"
  allowed_account_ids = [var.member]
  assume_role { role_arn = "arn:aws:iam::${var.member}:role/AWSControlTowerExecution" }
  default_tags { tags = local.tags }
}
