resource "aws_s3_bucket" "lake" {
  bucket        = "lake-${var.account}"
  force_destroy = true
}

resource "aws_glue_catalog_database" "claims" {
  name = "claims"
}

resource "aws_glue_catalog_table" "claims" {
  name          = "claims"
  database_name = aws_glue_catalog_database.claims.name
  table_type    = "EXTERNAL_TABLE"
  storage_descriptor {
    location = "s3://${aws_s3_bucket.lake.id}/claims"
    columns {
      name = "id"
      type = "string"
    }
  }
}

resource "aws_iam_role" "crawler" {
  name = "crawler"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "glue.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_glue_crawler" "claims" {
  name          = "claims"
  role          = aws_iam_role.crawler.arn
  database_name = aws_glue_catalog_database.claims.name
  s3_target {
    path = "s3://${aws_s3_bucket.lake.id}/claims"
  }
}

resource "aws_glue_data_catalog_encryption_settings" "this" {
  data_catalog_encryption_settings {
    connection_password_encryption {
      return_connection_password_encrypted = true
      aws_kms_key_id                       = aws_kms_key.lake.arn
    }
    encryption_at_rest {
      catalog_encryption_mode = "SSE-KMS"
      sse_aws_kms_key_id      = aws_kms_key.lake.arn
    }
  }
}

resource "aws_kms_key" "lake" {
  enable_key_rotation = true
}

resource "aws_glue_resource_policy" "this" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::${var.member}:root" }
      Action    = "glue:GetTable"
      Resource  = "arn:aws:glue:eu-west-1:${var.account}:catalog"
    }]
  })
}

resource "aws_glue_job" "clean" {
  name     = "clean"
  role_arn = aws_iam_role.crawler.arn
  command {
    script_location = "s3://${aws_s3_bucket.lake.id}/clean.py"
  }
}

resource "aws_glue_registry" "schemas" {
  registry_name = "schemas"
}

resource "aws_glue_security_configuration" "this" {
  name = "encrypted"
  encryption_configuration {
    cloudwatch_encryption {
      cloudwatch_encryption_mode = "DISABLED"
    }
    job_bookmarks_encryption {
      job_bookmarks_encryption_mode = "DISABLED"
    }
    s3_encryption {
      s3_encryption_mode = "SSE-S3"
    }
  }
}

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

resource "aws_lakeformation_resource" "lake" {
  arn      = aws_s3_bucket.lake.arn
  role_arn = aws_iam_role.administrator.arn
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
