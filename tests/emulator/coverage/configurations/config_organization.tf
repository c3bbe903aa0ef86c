# AWS Config of an organization: both of its principals have an administrator, who is registered once for each.
resource "aws_organizations_organization" "this" {
  feature_set                   = "ALL"
  aws_service_access_principals = ["config-multiaccountsetup.amazonaws.com", "config.amazonaws.com"]
}

resource "aws_organizations_account" "security" {
  name  = "security"
  email = "aws+${var.account}@acme.example"

  depends_on = [aws_organizations_organization.this]
}

resource "aws_organizations_delegated_administrator" "rules" {
  account_id        = aws_organizations_account.security.id
  service_principal = "config-multiaccountsetup.amazonaws.com"
}

resource "aws_organizations_delegated_administrator" "data" {
  account_id        = aws_organizations_account.security.id
  service_principal = "config.amazonaws.com"

  depends_on = [aws_organizations_delegated_administrator.rules]
}

resource "aws_iam_role" "aggregator" {
  name = "aggregator"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "config.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_config_configuration_aggregator" "organization" {
  name = "organization"
  organization_aggregation_source {
    all_regions = true
    role_arn    = aws_iam_role.aggregator.arn
  }
  depends_on = [aws_organizations_organization.this]
}

resource "aws_config_organization_conformance_pack" "sagemaker" {
  name              = "sagemaker"
  excluded_accounts = [aws_organizations_account.security.id]
  input_parameter {
    parameter_name  = "KmsKeyArns"
    parameter_value = "arn:aws:kms:eu-west-1:${var.account}:key/data"
  }
  template_body = yamlencode({
    Parameters = { KmsKeyArns = { Type = "String" } }
    Resources = {
      NoDirectInternet = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName = "notebook-no-direct-internet"
          Source         = { Owner = "AWS", SourceIdentifier = "SAGEMAKER_NOTEBOOK_NO_DIRECT_INTERNET_ACCESS" }
        }
      }
      Encrypted = {
        Type = "AWS::Config::ConfigRule"
        Properties = {
          ConfigRuleName  = "notebook-kms"
          InputParameters = { kmsKeyArns = { Ref = "KmsKeyArns" } }
          Source          = { Owner = "AWS", SourceIdentifier = "SAGEMAKER_NOTEBOOK_INSTANCE_KMS_KEY_CONFIGURED" }
        }
      }
    }
  })
  depends_on = [aws_organizations_organization.this]
}

resource "aws_config_organization_managed_rule" "encrypted_volumes" {
  name              = "encrypted-volumes"
  description       = "Volumes are encrypted"
  rule_identifier   = "ENCRYPTED_VOLUMES"
  excluded_accounts = [aws_organizations_account.security.id]
  depends_on        = [aws_organizations_organization.this]
}
