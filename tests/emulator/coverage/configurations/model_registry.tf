resource "aws_sagemaker_model_package_group" "churn" {
  model_package_group_name        = "churn"
  model_package_group_description = "Models of team churn"
  tags                            = { Team = "churn" }
}

resource "aws_sagemaker_model_package_group_policy" "churn" {
  model_package_group_name = aws_sagemaker_model_package_group.churn.model_package_group_name
  resource_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "RegisterForApproval"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::${var.member}:root" }
      Action    = ["sagemaker:CreateModelPackage"]
      Resource  = "arn:aws:sagemaker:eu-west-1:${var.account}:model-package/churn/*"
      Condition = { StringEquals = { "sagemaker:ModelApprovalStatus" = "PendingManualApproval" } }
    }]
  })
}
