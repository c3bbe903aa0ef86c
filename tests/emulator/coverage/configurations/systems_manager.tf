resource "aws_ssm_parameter" "vpc" {
  name  = "/landing-zone/vpc-id"
  type  = "String"
  value = "vpc-12345678"
}

resource "aws_ssm_document" "patch" {
  name          = "patch"
  document_type = "Command"
  content = jsonencode({
    schemaVersion = "2.2"
    description   = "patch"
    mainSteps     = [{ action = "aws:runShellScript", name = "patch", inputs = { runCommand = ["true"] } }]
  })
}

resource "aws_ssm_maintenance_window" "sunday" {
  name     = "sunday"
  schedule = "cron(0 16 ? * SUN *)"
  duration = 3
  cutoff   = 1
}

resource "aws_ssm_patch_baseline" "this" {
  name             = "baseline"
  operating_system = "AMAZON_LINUX_2"
  approved_patches = ["KB123456"]
}

resource "aws_secretsmanager_secret" "token" {
  name                    = "token"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "token" {
  secret_id     = aws_secretsmanager_secret.token.id
  secret_string = "not-a-secret"
}

resource "aws_secretsmanager_secret_policy" "token" {
  secret_arn = aws_secretsmanager_secret.token.arn
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::${var.account}:root" }, Action = "secretsmanager:GetSecretValue", Resource = "*" }]
  })
}

resource "aws_resourcegroups_group" "notebooks" {
  name = "notebooks"
  resource_query {
    query = jsonencode({
      ResourceTypeFilters = ["AWS::AllSupported"]
      TagFilters          = [{ Key = "environment", Values = ["coverage"] }]
    })
  }
}

data "aws_ssm_parameter" "vpc" {
  name = aws_ssm_parameter.vpc.name
}
