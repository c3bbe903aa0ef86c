data "aws_ssoadmin_instances" "this" {}

locals {
  instance = data.aws_ssoadmin_instances.this.arns[0]
  store    = data.aws_ssoadmin_instances.this.identity_store_ids[0]
}

resource "aws_identitystore_group" "fraud" {
  identity_store_id = local.store
  display_name      = "fraud"
}

resource "aws_identitystore_user" "ada" {
  identity_store_id = local.store
  display_name      = "Ada Example"
  user_name         = "ada@acme.example"
  name {
    given_name  = "Ada"
    family_name = "Example"
  }
}

resource "aws_identitystore_group_membership" "ada" {
  identity_store_id = local.store
  group_id          = aws_identitystore_group.fraud.group_id
  member_id         = aws_identitystore_user.ada.user_id
}

resource "aws_ssoadmin_permission_set" "data_scientist" {
  instance_arn     = local.instance
  name             = "DataScientist"
  description      = "Works in a team's accounts"
  session_duration = "PT8H"
  tags             = { team = "fraud" }
}

resource "aws_ssoadmin_permission_set_inline_policy" "data_scientist" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.data_scientist.arn
  inline_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sagemaker:*", Resource = "*" }]
  })
}

resource "aws_ssoadmin_managed_policy_attachment" "read" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.data_scientist.arn
  managed_policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_ssoadmin_customer_managed_policy_attachment" "notebooks" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.data_scientist.arn
  customer_managed_policy_reference {
    name = "notebooks"
    path = "/"
  }
}

resource "aws_ssoadmin_permissions_boundary_attachment" "boundary" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.data_scientist.arn
  permissions_boundary {
    managed_policy_arn = "arn:aws:iam::aws:policy/PowerUserAccess"
  }
}

resource "aws_ssoadmin_account_assignment" "fraud" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.data_scientist.arn
  principal_id       = aws_identitystore_group.fraud.group_id
  principal_type     = "GROUP"
  target_id          = var.account
  target_type        = "AWS_ACCOUNT"
}

resource "aws_ssoadmin_instance_access_control_attributes" "this" {
  instance_arn = local.instance
  attribute {
    key = "team"
    value {
      source = ["$${path:enterprise.department}"]
    }
  }
}

data "aws_ssoadmin_permission_set" "data_scientist" {
  instance_arn = local.instance
  arn          = aws_ssoadmin_permission_set.data_scientist.arn
}

data "aws_identitystore_group" "fraud" {
  identity_store_id = local.store
  alternate_identifier {
    unique_attribute {
      attribute_path  = "DisplayName"
      attribute_value = aws_identitystore_group.fraud.display_name
    }
  }
}
