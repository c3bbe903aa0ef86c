# Studio in a VPC: a domain whose applications idle for two hours at most, and a profile for one person.
resource "aws_vpc" "studio" {
  cidr_block = "10.0.0.0/24"
}

resource "aws_subnet" "studio" {
  vpc_id     = aws_vpc.studio.id
  cidr_block = "10.0.0.0/25"
}

resource "aws_security_group" "studio" {
  name   = "studio"
  vpc_id = aws_vpc.studio.id
}

resource "aws_kms_key" "studio" {
  description         = "Studio"
  enable_key_rotation = true
}

resource "aws_iam_role" "studio" {
  name = "SageMakerExecution"
  path = "/teams/fraud/dev/"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_sagemaker_domain" "studio" {
  domain_name             = "fraud-dev"
  auth_mode               = "IAM"
  app_network_access_type = "VpcOnly"
  vpc_id                  = aws_vpc.studio.id
  subnet_ids              = [aws_subnet.studio.id]
  kms_key_id              = aws_kms_key.studio.arn
  tags                    = { DataClassification = "internal" }

  default_user_settings {
    execution_role      = aws_iam_role.studio.arn
    security_groups     = [aws_security_group.studio.id]
    default_landing_uri = "studio::"
    studio_web_portal   = "ENABLED"

    sharing_settings {
      notebook_output_option = "Disabled"
    }

    code_editor_app_settings {
      app_lifecycle_management {
        idle_settings {
          lifecycle_management        = "ENABLED"
          idle_timeout_in_minutes     = 120
          min_idle_timeout_in_minutes = 60
          max_idle_timeout_in_minutes = 120
        }
      }
    }

    jupyter_lab_app_settings {
      app_lifecycle_management {
        idle_settings {
          lifecycle_management        = "ENABLED"
          idle_timeout_in_minutes     = 120
          min_idle_timeout_in_minutes = 60
          max_idle_timeout_in_minutes = 120
        }
      }
    }
  }

  default_space_settings {
    execution_role  = aws_iam_role.studio.arn
    security_groups = [aws_security_group.studio.id]
  }

  domain_settings {
    execution_role_identity_config = "USER_PROFILE_NAME"
  }
}

resource "aws_sagemaker_user_profile" "ada" {
  domain_id         = aws_sagemaker_domain.studio.id
  user_profile_name = "ada"
  tags              = { UserName = "ada@acme.example" }
}
