# A domain in which data is described: a project, a glossary with a term, and a blueprint of environments.
resource "aws_kms_key" "datazone" {
  description         = "What people write about data"
  enable_key_rotation = true
}

data "aws_caller_identity" "current" {}

resource "aws_iam_role" "datazone" {
  name = "DataZoneDomainExecution"
  path = "/service-role/"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = ["sts:AssumeRole", "sts:TagSession"]
      Principal = { Service = "datazone.amazonaws.com" }
      Condition = {
        StringEquals              = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id }
        "ForAllValues:StringLike" = { "aws:TagKeys" = ["datazone*"] }
      }
    }]
  })
}

resource "aws_datazone_domain" "data" {
  name                  = "data"
  description           = "What data there is"
  domain_execution_role = aws_iam_role.datazone.arn
  kms_key_identifier    = aws_kms_key.datazone.arn
  tags                  = { Owner = "data-governance" }

  single_sign_on {
    type            = "IAM_IDC"
    user_assignment = "MANUAL"
  }
}

resource "aws_datazone_project" "governance" {
  domain_identifier = aws_datazone_domain.data.id
  name              = "data-governance"
  description       = "Describes data"
}

resource "aws_datazone_glossary" "classification" {
  domain_identifier         = aws_datazone_domain.data.id
  owning_project_identifier = aws_datazone_project.governance.id
  name                      = "classification"
  status                    = "ENABLED"
}

resource "aws_datazone_glossary_term" "internal" {
  domain_identifier   = aws_datazone_domain.data.id
  glossary_identifier = aws_datazone_glossary.classification.id
  name                = "internal"
  short_description   = "Within the organization"
  status              = "ENABLED"
}

data "aws_datazone_environment_blueprint" "lake" {
  domain_id = aws_datazone_domain.data.id
  name      = "DefaultDataLake"
  managed   = true
}

resource "aws_datazone_environment_blueprint_configuration" "lake" {
  domain_id                = aws_datazone_domain.data.id
  environment_blueprint_id = data.aws_datazone_environment_blueprint.lake.id
  enabled_regions          = ["eu-west-1"]
}
