locals {
  read = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }]
  })
}

resource "aws_iam_policy" "read" {
  name   = "read"
  policy = local.read
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
