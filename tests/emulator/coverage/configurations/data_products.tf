resource "aws_lakeformation_data_lake_settings" "this" {
  admins = ["arn:aws:iam::${var.account}:role/OrganizationAccountAccessRole"]
  parameters = {
    CROSS_ACCOUNT_VERSION = "4"
  }
}

resource "aws_glue_catalog_database" "claims" {
  name = "claims_consumption"
  create_table_default_permission {
    permissions = ["ALL"]
    principal {
      data_lake_principal_identifier = aws_iam_role.pipeline.arn
    }
  }
  depends_on = [aws_lakeformation_data_lake_settings.this]
}

resource "aws_glue_catalog_database" "link" {
  name = "claims_link"
  target_database {
    catalog_id    = var.member
    database_name = "claims_consumption"
    region        = "eu-west-1"
  }
}

resource "aws_lakeformation_lf_tag" "zone" {
  key    = "zone"
  values = ["raw", "consumption"]
}

resource "aws_lakeformation_lf_tag" "domain" {
  key    = "domain"
  values = ["claims"]
}

resource "aws_lakeformation_resource_lf_tags" "claims" {
  database {
    name = aws_glue_catalog_database.claims.name
  }
  lf_tag {
    key   = aws_lakeformation_lf_tag.zone.key
    value = "consumption"
  }
  lf_tag {
    key   = aws_lakeformation_lf_tag.domain.key
    value = "claims"
  }
}

resource "aws_lakeformation_permissions" "tables" {
  principal   = "arn:aws:iam::${var.member}:role/teams/fraud/dev/SageMakerExecution"
  permissions = ["DESCRIBE", "SELECT"]
  lf_tag_policy {
    resource_type = "TABLE"
    expression {
      key    = aws_lakeformation_lf_tag.zone.key
      values = ["consumption"]
    }
    expression {
      key    = aws_lakeformation_lf_tag.domain.key
      values = ["claims"]
    }
  }
}

resource "aws_lakeformation_permissions" "databases" {
  principal   = "arn:aws:iam::${var.member}:role/teams/fraud/dev/SageMakerExecution"
  permissions = ["DESCRIBE"]
  lf_tag_policy {
    resource_type = "DATABASE"
    expression {
      key    = aws_lakeformation_lf_tag.zone.key
      values = ["consumption"]
    }
  }
}

resource "aws_lakeformation_permissions" "governance" {
  principal                     = var.member
  permissions                   = ["DESCRIBE"]
  permissions_with_grant_option = ["DESCRIBE"]
  lf_tag_policy {
    resource_type = "DATABASE"
    expression {
      key    = aws_lakeformation_lf_tag.domain.key
      values = ["claims"]
    }
  }
}

resource "aws_lakeformation_permissions" "tag" {
  principal   = var.member
  permissions = ["DESCRIBE"]
  lf_tag {
    key    = aws_lakeformation_lf_tag.zone.key
    values = ["raw", "consumption"]
  }
}

resource "aws_iam_role" "pipeline" {
  name = "pipeline"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "glue.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_lakeformation_permissions" "create_tables" {
  principal   = aws_iam_role.pipeline.arn
  permissions = ["CREATE_TABLE", "DESCRIBE"]
  database {
    name = aws_glue_catalog_database.claims.name
  }
}

resource "aws_lakeformation_permissions" "all_tables" {
  principal   = aws_iam_role.pipeline.arn
  permissions = ["ALTER", "DELETE", "DESCRIBE", "DROP", "INSERT", "SELECT"]
  table {
    database_name = aws_glue_catalog_database.claims.name
    wildcard      = true
  }
}

resource "aws_s3_bucket" "lake" {
  bucket        = "lake-products-${var.account}"
  force_destroy = true
}

resource "aws_lakeformation_resource" "lake" {
  arn                   = aws_s3_bucket.lake.arn
  role_arn              = aws_iam_role.pipeline.arn
  hybrid_access_enabled = false
}

resource "aws_lakeformation_permissions" "location" {
  principal   = aws_iam_role.pipeline.arn
  permissions = ["DATA_LOCATION_ACCESS"]
  data_location {
    arn = aws_lakeformation_resource.lake.arn
  }
}
