# AFT starts this state machine, by its name, for each account that it has made, and makes no pipeline for the account
# where it fails or is not there. So it has one state, which cannot fail. It and its role are called as in the repository
# that AFT begins with, so that those which are there already are changed and not made a second time.
resource "aws_sfn_state_machine" "aft_account_provisioning_customizations" {
  name     = "aft-account-provisioning-customizations"
  type     = "STANDARD"
  role_arn = aws_iam_role.aft_states.arn

  definition = jsonencode({
    Comment = "Nothing is to be done for a new account before its customizations."
    StartAt = "Done"
    States  = { Done = { Type = "Pass", End = true } }
  })
}

# A state that calls nothing needs no permissions.
resource "aws_iam_role" "aft_states" {
  name = "aft-account-provisioning-customizations-role"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "states.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
    }]
  })
}

data "aws_caller_identity" "current" {}
