# A pipeline from a repository through a connection, that builds, waits for somebody's approval and builds again.
resource "aws_s3_bucket" "artifacts" {
  bucket        = "artifacts-${var.account}"
  force_destroy = true
}

resource "aws_kms_key" "artifacts" {
  description         = "Artifacts"
  enable_key_rotation = true
}

resource "aws_codeconnections_connection" "source" {
  name          = "source"
  provider_type = "GitHub"
}

resource "aws_iam_role" "service" {
  for_each = toset(["codebuild", "codepipeline"])
  name     = each.key
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "${each.key}.amazonaws.com" } }]
  })
}

resource "aws_codebuild_project" "stage" {
  for_each           = toset(["lint", "apply"])
  name               = "analytics-${each.key}"
  service_role       = aws_iam_role.service["codebuild"].arn
  encryption_key     = aws_kms_key.artifacts.arn
  build_timeout      = 30
  concurrent_build_limit = 1
  artifacts { type = "CODEPIPELINE" }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/amazonlinux-x86_64-standard:5.0"
    type         = "LINUX_CONTAINER"
    environment_variable {
      name  = "PORTFOLIO"
      value = "analytics"
    }
  }
  source {
    type      = "CODEPIPELINE"
    buildspec = "buildspec.yaml"
  }
  logs_config {
    cloudwatch_logs { group_name = "/landing-zone/pipelines/analytics" }
  }
}

resource "aws_codepipeline" "analytics" {
  name           = "analytics"
  role_arn       = aws_iam_role.service["codepipeline"].arn
  pipeline_type  = "V2"
  execution_mode = "QUEUED"
  artifact_store {
    type     = "S3"
    location = aws_s3_bucket.artifacts.bucket
    encryption_key {
      type = "KMS"
      id   = aws_kms_key.artifacts.arn
    }
  }
  stage {
    name = "Source"
    action {
      name             = "Source"
      category         = "Source"
      owner            = "AWS"
      provider         = "CodeStarSourceConnection"
      version          = "1"
      output_artifacts = ["source"]
      configuration = {
        ConnectionArn        = aws_codeconnections_connection.source.arn
        FullRepositoryId     = "acme/analytics"
        BranchName           = "main"
        OutputArtifactFormat = "CODEBUILD_CLONE_REF"
      }
    }
  }
  stage {
    name = "Lint"
    action {
      name            = "Lint"
      category        = "Build"
      owner           = "AWS"
      provider        = "CodeBuild"
      version         = "1"
      input_artifacts = ["source"]
      configuration   = { ProjectName = aws_codebuild_project.stage["lint"].name }
    }
  }
  stage {
    name = "Approve"
    action {
      name     = "Approve"
      category = "Approval"
      owner    = "AWS"
      provider = "Manual"
      version  = "1"
    }
  }
  stage {
    name = "Apply"
    action {
      name            = "Apply"
      category        = "Build"
      owner           = "AWS"
      provider        = "CodeBuild"
      version         = "1"
      input_artifacts = ["source"]
      configuration   = { ProjectName = aws_codebuild_project.stage["apply"].name }
    }
  }
}
