# An account that is vended in the same apply that works in it: what the default provider does, it does there.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5.100.0, < 7.0.0" }
  }
}

variable "account" {
  description = "Part of names that no two accounts may share."
  type        = string
}

provider "aws" {
  allowed_account_ids = [aws_organizations_account.member.id]
  assume_role { role_arn = "arn:aws:iam::${aws_organizations_account.member.id}:role/AWSControlTowerExecution" }
  default_tags { tags = { environment = "test" } }
}

provider "aws" {
  alias               = "management"
  allowed_account_ids = [var.account]
  default_tags { tags = { environment = "test" } }
}

resource "aws_organizations_organization" "this" {
  provider    = aws.management
  feature_set = "ALL"
}

resource "aws_organizations_organizational_unit" "security" {
  provider  = aws.management
  name      = "Security"
  parent_id = aws_organizations_organization.this.roots[0].id
}

resource "aws_organizations_account" "member" {
  provider  = aws.management
  name      = "log-archive"
  email     = "aws+log-archive@acme.example"
  parent_id = aws_organizations_organizational_unit.security.id
}

# While the role is unknown, the provider reads with the credentials it has: in the management account. So wait for it.
data "aws_caller_identity" "member" {
  depends_on = [aws_organizations_account.member]
}

output "lands_in_the_member" {
  value = data.aws_caller_identity.member.account_id == aws_organizations_account.member.id
}
