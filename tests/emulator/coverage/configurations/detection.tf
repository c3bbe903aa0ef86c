resource "aws_guardduty_detector" "this" {
  enable = true
}

resource "aws_guardduty_detector_feature" "s3" {
  detector_id = aws_guardduty_detector.this.id
  name        = "S3_DATA_EVENTS"
  status      = "ENABLED"
}

resource "aws_inspector2_enabler" "this" {
  account_ids    = [var.account]
  resource_types = ["EC2", "ECR"]
}

resource "aws_inspector2_organization_configuration" "this" {
  auto_enable {
    ec2 = true
    ecr = true
  }
  depends_on = [aws_inspector2_enabler.this]
}

resource "aws_macie2_account" "this" {}
