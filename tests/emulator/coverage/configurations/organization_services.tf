resource "aws_organizations_organization" "this" {
  feature_set                   = "ALL"
  aws_service_access_principals = ["access-analyzer.amazonaws.com", "config-multiaccountsetup.amazonaws.com"]
}

resource "aws_accessanalyzer_analyzer" "organization" {
  analyzer_name = "organization"
  type          = "ORGANIZATION"
  depends_on    = [aws_organizations_organization.this]
}

resource "aws_s3_bucket" "packs" {
  bucket        = "packs-${var.account}"
  force_destroy = true
}

resource "aws_s3_object" "pack" {
  bucket = aws_s3_bucket.packs.id
  key    = "pack.yaml"
  content = yamlencode({
    Resources = { Rule = {
      Type       = "AWS::Config::ConfigRule"
      Properties = { ConfigRuleName = "encrypted-volumes", Source = { Owner = "AWS", SourceIdentifier = "ENCRYPTED_VOLUMES" } }
    } }
  })
}

resource "aws_config_organization_conformance_pack" "baseline" {
  name            = "baseline"
  template_s3_uri = "s3://${aws_s3_bucket.packs.id}/${aws_s3_object.pack.key}"
  depends_on      = [aws_organizations_organization.this]
}

resource "aws_ce_cost_category" "team" {
  provider     = aws.us_east_1
  name         = "team"
  rule_version = "CostCategoryExpression.v1"
  rule {
    value = "fraud"
    rule {
      dimension {
        key           = "LINKED_ACCOUNT"
        values        = [var.member]
        match_options = ["EQUALS"]
      }
    }
  }
}
