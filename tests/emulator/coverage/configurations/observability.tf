# One account watches others: its sink takes links from the organization, and a link shares metrics with it.
resource "aws_oam_sink" "monitoring" {
  name = "landing-zone"
  tags = { Owner = "cloud-platform" }
}

resource "aws_oam_sink_policy" "monitoring" {
  sink_identifier = aws_oam_sink.monitoring.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = ["oam:CreateLink", "oam:UpdateLink"]
      Resource  = "*"
      Condition = {
        StringEquals                = { "aws:PrincipalOrgID" = "o-example1234" }
        "ForAllValues:StringEquals" = { "oam:ResourceTypes" = ["AWS::CloudWatch::Metric"] }
      }
    }]
  })
}

resource "aws_oam_link" "metrics" {
  provider        = aws.member
  label_template  = "$AccountName"
  resource_types  = ["AWS::CloudWatch::Metric"]
  sink_identifier = aws_oam_sink.monitoring.arn
  tags            = { Owner = "team" }
  depends_on      = [aws_oam_sink_policy.monitoring]
}
