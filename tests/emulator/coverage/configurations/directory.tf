# An AWS Managed Microsoft AD in two zones, shared with a member, whose logs are kept.
resource "aws_organizations_organization" "this" {
  feature_set                   = "ALL"
  aws_service_access_principals = ["ds.amazonaws.com"]
}

resource "aws_vpc" "shared" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "controllers" {
  for_each          = { eu-west-1a = "10.0.0.0/24", eu-west-1b = "10.0.1.0/24" }
  vpc_id            = aws_vpc.shared.id
  availability_zone = each.key
  cidr_block        = each.value
}

resource "aws_directory_service_directory" "corporate" {
  name       = "corp.acme.example"
  short_name = "CORP"
  password   = "Aa1-${uuid()}"
  edition    = "Standard"
  type       = "MicrosoftAD"
  vpc_settings {
    vpc_id     = aws_vpc.shared.id
    subnet_ids = [for subnet in aws_subnet.controllers : subnet.id]
  }
  lifecycle { ignore_changes = [password] }
}

resource "aws_cloudwatch_log_group" "directory" {
  name = "/aws/directoryservice/corp"
}

resource "aws_directory_service_log_subscription" "directory" {
  directory_id   = aws_directory_service_directory.corporate.id
  log_group_name = aws_cloudwatch_log_group.directory.name
}

resource "aws_directory_service_shared_directory" "team" {
  directory_id = aws_directory_service_directory.corporate.id
  method       = "HANDSHAKE"
  target { id = var.member }
}

resource "aws_directory_service_shared_directory_accepter" "team" {
  provider            = aws.member
  shared_directory_id = aws_directory_service_shared_directory.team.shared_directory_id
}
