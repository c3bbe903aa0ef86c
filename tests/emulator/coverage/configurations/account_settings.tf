resource "aws_account_alternate_contact" "security" {
  alternate_contact_type = "SECURITY"
  name                   = "Ada Example"
  title                  = "Security"
  email_address          = "security@acme.example"
  phone_number           = "+49000000"
}

resource "aws_kms_key" "ebs" {
  enable_key_rotation = true
}

resource "aws_kms_alias" "ebs" {
  name          = "alias/ebs"
  target_key_id = aws_kms_key.ebs.id
}

resource "aws_ebs_default_kms_key" "this" {
  key_arn = aws_kms_key.ebs.arn
}

resource "aws_ebs_encryption_by_default" "this" {}

resource "aws_ebs_snapshot_block_public_access" "this" {
  state = "block-all-sharing"
}

resource "aws_ec2_image_block_public_access" "this" {
  state = "block-new-sharing"
}

resource "aws_ec2_instance_metadata_defaults" "this" {
  http_tokens                 = "required"
  http_put_response_hop_limit = 1
}

resource "aws_ec2_serial_console_access" "this" {
  enabled = false
}

resource "aws_accessanalyzer_analyzer" "this" {
  analyzer_name = "account"
}

resource "aws_s3_account_public_access_block" "this" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_iam_account_password_policy" "this" {
  minimum_password_length = 14
}

resource "aws_iam_account_alias" "this" {
  account_alias = "acme-${var.account}"
}

data "aws_vpcs" "all" {
  depends_on = [aws_kms_key.ebs] # read in the apply, since the account may be one that the same apply vends
}

resource "aws_default_security_group" "this" {
  vpc_id = data.aws_vpcs.all.ids[0]
}

resource "aws_account_region" "this" {
  region_name = "ap-east-2"
  enabled     = true
}
