# What a landing zone's first workspaces hold: an organization, an account, and that account's baseline.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5.100.0, < 7.0.0" }
  }
}

provider "aws" {
  allowed_account_ids = ["350000000001"]
  default_tags { tags = { environment = "test" } }
}

resource "aws_organizations_organization" "this" {
  feature_set = "ALL"
}

resource "aws_organizations_organizational_unit" "security" {
  name      = "Security"
  parent_id = aws_organizations_organization.this.roots[0].id
}

resource "aws_organizations_account" "member" {
  name      = "log-archive"
  email     = "aws+log-archive@acme.example"
  parent_id = aws_organizations_organizational_unit.security.id
}

provider "aws" {
  alias               = "member"
  allowed_account_ids = [aws_organizations_account.member.id]
  assume_role { role_arn = "arn:aws:iam::${aws_organizations_account.member.id}:role/AWSControlTowerExecution" }
  default_tags { tags = { environment = "test" } }
}

# While the role is unknown, the provider reads with the credentials it has: in the management account. So wait for it.
data "aws_caller_identity" "member" {
  provider   = aws.member
  depends_on = [aws_organizations_account.member]
}

output "lands_in_the_member" {
  value = data.aws_caller_identity.member.account_id == aws_organizations_account.member.id
}

resource "aws_kms_key" "ebs" {
  provider            = aws.member
  enable_key_rotation = true
}

resource "aws_kms_alias" "ebs" {
  provider      = aws.member
  name          = "alias/ebs"
  target_key_id = aws_kms_key.ebs.id
}

resource "aws_ebs_default_kms_key" "this" {
  provider = aws.member
  key_arn  = aws_kms_key.ebs.arn
}

resource "aws_ebs_encryption_by_default" "this" {
  provider = aws.member
}

resource "aws_ebs_snapshot_block_public_access" "this" {
  provider = aws.member
  state    = "block-all-sharing"
}

resource "aws_ec2_image_block_public_access" "this" {
  provider = aws.member
  state    = "block-new-sharing"
}

resource "aws_ec2_instance_metadata_defaults" "this" {
  provider                    = aws.member
  http_tokens                 = "required"
  http_put_response_hop_limit = 1
}

resource "aws_accessanalyzer_analyzer" "this" {
  provider      = aws.member
  analyzer_name = "account"
}

resource "aws_s3_account_public_access_block" "this" {
  provider                = aws.member
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_account_alternate_contact" "security" {
  provider               = aws.member
  alternate_contact_type = "SECURITY"
  name                   = "Ada Example"
  title                  = "Security"
  email_address          = "security@acme.example"
  phone_number           = "+49000000"
}

resource "aws_iam_account_password_policy" "this" {
  provider                = aws.member
  minimum_password_length = 14
}

data "aws_vpc" "default" {
  provider   = aws.member
  default    = true
  depends_on = [aws_organizations_account.member]
}

resource "aws_default_security_group" "this" {
  provider = aws.member
  vpc_id   = data.aws_vpc.default.id
}
