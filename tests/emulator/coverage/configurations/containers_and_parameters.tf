resource "aws_ecr_repository" "training" {
  name                 = "training"
  image_tag_mutability = "IMMUTABLE"
}

resource "aws_ecr_lifecycle_policy" "training" {
  repository = aws_ecr_repository.training.name
  policy = jsonencode({ rules = [{
    rulePriority = 1
    selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 14 }
    action       = { type = "expire" }
  }] })
}

resource "aws_ecr_repository_policy" "training" {
  repository = aws_ecr_repository.training.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "pull", Effect = "Allow", Principal = { AWS = "arn:aws:iam::${var.member}:root" }, Action = ["ecr:BatchGetImage"] }]
  })
}

resource "aws_ecr_registry_policy" "this" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "replicate"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::${var.member}:root" }
      Action    = ["ecr:ReplicateImage"]
      Resource  = ["arn:aws:ecr:eu-west-1:${var.account}:repository/*"]
    }]
  })
}

resource "aws_ecr_registry_scanning_configuration" "this" {
  scan_type = "BASIC"
  rule {
    scan_frequency = "SCAN_ON_PUSH"
    repository_filter {
      filter      = "*"
      filter_type = "WILDCARD"
    }
  }
}

resource "aws_ecr_replication_configuration" "this" {
  replication_configuration {
    rule {
      destination {
        region      = "eu-west-1"
        registry_id = var.member
      }
    }
  }
}

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
