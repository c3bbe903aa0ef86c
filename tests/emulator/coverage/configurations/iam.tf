locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
  read = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }]
  })
}

resource "aws_iam_policy" "read" {
  name   = "read"
  policy = local.read
}

resource "aws_iam_role" "notebook" {
  name                 = "notebook"
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.read.arn
}

resource "aws_iam_role_policy" "read" {
  role   = aws_iam_role.notebook.id
  policy = local.read
}

resource "aws_iam_role_policy_attachment" "aws_managed" {
  role       = aws_iam_role.notebook.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_role_policy_attachment" "read" {
  role       = aws_iam_role.notebook.name
  policy_arn = aws_iam_policy.read.arn
}

resource "aws_iam_instance_profile" "notebook" {
  name = "notebook"
  role = aws_iam_role.notebook.name
}

resource "aws_iam_openid_connect_provider" "pipelines" {
  url             = "https://pipelines.acme.example"
  client_id_list  = ["sts.amazonaws.com"]
  thumbprint_list = ["cf23df2207d99a74fbe169e3eba035e633b65d94"]
}

resource "aws_iam_service_linked_role" "config" {
  aws_service_name = "config.amazonaws.com"
}

data "aws_iam_policy" "read_only" {
  name = "ReadOnlyAccess"
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["sagemaker.amazonaws.com"]
    }
  }
}

data "aws_iam_session_context" "current" {
  arn = "arn:aws:sts::${var.account}:assumed-role/${aws_iam_role.notebook.name}/session"
}

resource "aws_iam_user" "break_glass" {
  name = "break-glass"
}

resource "aws_iam_group" "administrators" {
  name = "administrators"
}

resource "aws_iam_group_policy" "read" {
  group  = aws_iam_group.administrators.name
  policy = local.read
}

resource "aws_iam_group_policy_attachment" "read" {
  group      = aws_iam_group.administrators.name
  policy_arn = aws_iam_policy.read.arn
}

resource "aws_iam_group_membership" "administrators" {
  name  = "administrators"
  group = aws_iam_group.administrators.name
  users = [aws_iam_user.break_glass.name]
}

resource "aws_iam_user_policy" "read" {
  user   = aws_iam_user.break_glass.name
  policy = local.read
}

resource "aws_iam_user_policy_attachment" "read" {
  user       = aws_iam_user.break_glass.name
  policy_arn = aws_iam_policy.read.arn
}

resource "aws_iam_access_key" "break_glass" {
  user = aws_iam_user.break_glass.name
}
