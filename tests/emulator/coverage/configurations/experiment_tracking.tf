# A tracking server of MLflow that keeps artifacts in a folder of a bucket.
resource "aws_s3_bucket" "artifacts" {
  bucket = "acme-fraud-dev"
}

resource "aws_iam_role" "tracking" {
  name = "ExperimentTracking"
  path = "/teams/fraud/dev/"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_sagemaker_mlflow_tracking_server" "experiments" {
  tracking_server_name         = "fraud-dev"
  role_arn                     = aws_iam_role.tracking.arn
  artifact_store_uri           = "s3://${aws_s3_bucket.artifacts.bucket}/experiments"
  tracking_server_size         = "Small"
  automatic_model_registration = false
  tags                         = { DataClassification = "internal" }
}
