# A project of SageMaker, from a template of Service Catalog that Studio shows.
resource "aws_sagemaker_servicecatalog_portfolio_status" "this" {
  status = "Enabled"
}

resource "aws_s3_bucket" "templates" {
  bucket        = "projects-${var.account}"
  force_destroy = true
}

resource "aws_s3_object" "project" {
  bucket = aws_s3_bucket.templates.id
  key    = "project.json"
  content = jsonencode({
    Parameters = { for name in ["SageMakerProjectName", "SageMakerProjectId"] : name => { Type = "String" } }
    Resources = {
      Models = {
        Type       = "AWS::SageMaker::ModelPackageGroup"
        Properties = { ModelPackageGroupName = { "Fn::Sub" = "$${SageMakerProjectName}-$${SageMakerProjectId}" } }
      }
    }
  })
}

resource "aws_servicecatalog_portfolio" "building" {
  name          = "model building"
  provider_name = "ML platform team"
}

resource "aws_servicecatalog_product" "project" {
  name  = "build-train-register"
  owner = "ML platform team"
  type  = "CLOUD_FORMATION_TEMPLATE"
  tags  = { "sagemaker:studio-visibility" = "true" }
  provisioning_artifact_parameters {
    name         = "1.0"
    type         = "CLOUD_FORMATION_TEMPLATE"
    template_url = "https://${aws_s3_bucket.templates.bucket_regional_domain_name}/${aws_s3_object.project.key}"
  }
}

resource "aws_servicecatalog_product_portfolio_association" "project" {
  portfolio_id = aws_servicecatalog_portfolio.building.id
  product_id   = aws_servicecatalog_product.project.id
}

resource "aws_servicecatalog_principal_portfolio_association" "team" {
  portfolio_id   = aws_servicecatalog_portfolio.building.id
  principal_arn  = "arn:aws:iam:::role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_DataScientist_*"
  principal_type = "IAM_PATTERN"
}

resource "aws_sagemaker_project" "churn" {
  project_name        = "churn"
  project_description = "Who will leave"
  service_catalog_provisioning_details {
    product_id = aws_servicecatalog_product.project.id
  }
  depends_on = [
    aws_servicecatalog_product_portfolio_association.project,
    aws_servicecatalog_principal_portfolio_association.team,
  ]
}
