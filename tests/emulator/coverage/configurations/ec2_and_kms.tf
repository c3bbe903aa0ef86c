resource "aws_vpc" "this" {
  cidr_block = "10.16.0.0/16"
}

resource "aws_subnet" "this" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.16.0.0/24"
}

resource "aws_kms_key" "ebs" {
  enable_key_rotation = true
}

resource "aws_ebs_volume" "data" {
  availability_zone = "eu-west-1a"
  size              = 8
  encrypted         = true
  kms_key_id        = aws_kms_key.ebs.arn
}

resource "aws_ebs_snapshot" "data" {
  volume_id = aws_ebs_volume.data.id
}

resource "aws_network_interface" "this" {
  subnet_id = aws_subnet.this.id
}

resource "aws_key_pair" "this" {
  key_name   = "coverage"
  public_key = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7vJXhXvh4XL7y0H0iLxVqKQYkC4A0ZSUFVm3nXjVCdVSvRvV7Lt2ZkRGxvSxEk4qTyoUSbSQm5cSNQ2cMEuwdUgvQTQZxOFu4C9tbyhBdX0BqWHU5Bh6gT5nVGW1gCyF5ZgdPHmXsMZVGQhFM6YH0JE8qp4U2nVGKdGXyZKxqXw== coverage"
}

resource "aws_kms_key" "data" {
  description             = "data"
  enable_key_rotation     = true
  deletion_window_in_days = 7
}

resource "aws_kms_alias" "data" {
  name          = "alias/data"
  target_key_id = aws_kms_key.data.key_id
}

resource "aws_kms_key_policy" "data" {
  key_id = aws_kms_key.data.key_id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "Own", Effect = "Allow", Principal = { AWS = "arn:aws:iam::${var.account}:root" }, Action = "kms:*", Resource = "*" }]
  })
}

resource "aws_iam_role" "reader" {
  name = "reader"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_kms_grant" "reader" {
  key_id            = aws_kms_key.data.key_id
  grantee_principal = aws_iam_role.reader.arn
  operations        = ["Decrypt", "DescribeKey"]
}

resource "aws_kms_external_key" "imported" {
  deletion_window_in_days = 7
}

data "aws_kms_alias" "data" {
  name = aws_kms_alias.data.name
}
