resource "aws_dynamodb_table" "requests" {
  name         = "requests"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
  server_side_encryption {
    enabled = true
  }
}

resource "aws_dynamodb_table_item" "first" {
  table_name = aws_dynamodb_table.requests.name
  hash_key   = "id"
  item       = jsonencode({ id = { S = "1" } })
}

resource "aws_vpc" "this" {
  cidr_block = "10.17.0.0/16"
}

resource "aws_subnet" "this" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.17.0.0/24"
}

resource "aws_efs_file_system" "home" {
  encrypted = true
}

resource "aws_efs_mount_target" "home" {
  file_system_id = aws_efs_file_system.home.id
  subnet_id      = aws_subnet.this.id
}

resource "aws_efs_access_point" "home" {
  file_system_id = aws_efs_file_system.home.id
}

resource "aws_wafv2_web_acl" "this" {
  name  = "acl"
  scope = "REGIONAL"
  default_action {
    allow {}
  }
  visibility_config {
    cloudwatch_metrics_enabled = false
    metric_name                = "acl"
    sampled_requests_enabled   = false
  }
}

resource "aws_iam_role" "notebook" {
  name = "notebook"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_sagemaker_notebook_instance" "this" {
  name          = "notebook"
  role_arn      = aws_iam_role.notebook.arn
  instance_type = "ml.t3.medium"
}

resource "aws_sagemaker_pipeline" "train" {
  pipeline_name         = "train"
  pipeline_display_name = "train"
  role_arn              = aws_iam_role.notebook.arn
  pipeline_definition = jsonencode({
    Version = "2020-12-01"
    Steps   = [{ Name = "fail", Type = "Fail", Arguments = { ErrorMessage = "no" } }]
  })
}
