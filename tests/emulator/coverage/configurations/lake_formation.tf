resource "aws_iam_role" "administrator" {
  name = "lake-administrator"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lakeformation.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_lakeformation_data_lake_settings" "this" {
  admins = [aws_iam_role.administrator.arn]
}

resource "aws_s3_bucket" "lake" {
  bucket        = "lake-${var.account}"
  force_destroy = true
}

resource "aws_lakeformation_resource" "lake" {
  arn      = aws_s3_bucket.lake.arn
  role_arn = aws_iam_role.administrator.arn
}

resource "aws_glue_catalog_database" "claims" {
  name = "claims"
}

resource "aws_lakeformation_lf_tag" "sensitivity" {
  key    = "sensitivity"
  values = ["public", "confidential"]
}

resource "aws_lakeformation_resource_lf_tags" "claims" {
  database {
    name = aws_glue_catalog_database.claims.name
  }
  lf_tag {
    key   = aws_lakeformation_lf_tag.sensitivity.key
    value = "confidential"
  }
}
