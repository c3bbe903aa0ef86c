resource "aws_organizations_organization" "this" {
  feature_set                   = "ALL"
  aws_service_access_principals = ["controltower.amazonaws.com"]
}

resource "aws_organizations_organizational_unit" "security" {
  name      = "Security"
  parent_id = aws_organizations_organization.this.roots[0].id
}

resource "aws_organizations_account" "shared" {
  for_each  = toset(["log-archive", "security-tooling"])
  name      = each.key
  email     = "aws+${each.key}-${var.account}@acme.example"
  parent_id = aws_organizations_organizational_unit.security.id # where Control Tower would move them
}

resource "aws_iam_role" "control_tower" {
  for_each = toset([
    "AWSControlTowerAdmin",
    "AWSControlTowerCloudTrailRole",
    "AWSControlTowerStackSetRole",
    "AWSControlTowerConfigAggregatorRoleForOrganizations",
  ])
  name = each.key
  path = "/service-role/"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "controltower.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_controltower_landing_zone" "this" {
  version = "3.3"
  manifest_json = jsonencode({
    governedRegions = ["eu-west-1", "us-east-1"]
    organizationStructure = {
      security = { name = aws_organizations_organizational_unit.security.name }
    }
    centralizedLogging = {
      accountId = aws_organizations_account.shared["log-archive"].id
      enabled   = true
      configurations = { # as text: the provider reads numbers back as text, and would plan a change for ever
        loggingBucket       = { retentionDays = "365" }
        accessLoggingBucket = { retentionDays = "3650" }
      }
    }
    securityRoles    = { accountId = aws_organizations_account.shared["security-tooling"].id }
    accessManagement = { enabled = true }
  })
  depends_on = [aws_iam_role.control_tower]
}

resource "aws_controltower_control" "volumes" {
  for_each           = toset(["AWS-GR_EC2_VOLUME_INUSE_CHECK", "AWS-GR_ENCRYPTED_VOLUMES"])
  control_identifier = "arn:aws:controltower:eu-west-1::control/${each.key}"
  target_identifier  = aws_organizations_organizational_unit.security.arn
  depends_on         = [aws_controltower_landing_zone.this]
}

data "aws_controltower_controls" "security" {
  target_identifier = aws_organizations_organizational_unit.security.arn
  depends_on        = [aws_controltower_control.volumes]
}
