resource "aws_codeartifact_domain" "packages" {
  domain = "packages"
}

resource "aws_codeartifact_domain_permissions_policy" "packages" {
  domain = aws_codeartifact_domain.packages.domain
  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ReadPackages"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::${var.member}:root" }
      Action    = "codeartifact:GetAuthorizationToken"
      Resource  = aws_codeartifact_domain.packages.arn
    }]
  })
}

resource "aws_codeartifact_repository" "public" {
  domain      = aws_codeartifact_domain.packages.domain
  repository  = "public"
  description = "Packages from PyPI"
  external_connections { external_connection_name = "public:pypi" }
}

resource "aws_codeartifact_repository" "own" {
  domain     = aws_codeartifact_domain.packages.domain
  repository = "own"
  upstream { repository_name = aws_codeartifact_repository.public.repository }
}

resource "aws_codeartifact_repository_permissions_policy" "own" {
  domain     = aws_codeartifact_domain.packages.domain
  repository = aws_codeartifact_repository.own.repository
  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ReadPackages"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::${var.member}:root" }
      Action    = "codeartifact:ReadFromRepository"
      Resource  = aws_codeartifact_repository.own.arn
    }]
  })
}

resource "aws_codestarconnections_connection" "source" {
  name          = "source"
  provider_type = "GitHub"
}

resource "aws_codeconnections_connection" "own" {
  name          = "own"
  provider_type = "GitHub"
}
