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
