# What a run begins as in each phase: nothing here is secret. HCP Terraform documentation, Use dynamic credentials with
# the AWS provider.
locals {
  credentials = {
    for name, workspace in local.roles.workspaces : name => {
      TFC_AWS_PROVIDER_AUTH              = "true"
      TFC_AWS_WORKLOAD_IDENTITY_AUDIENCE = local.roles.audience
      TFC_AWS_PLAN_ROLE_ARN              = "arn:aws:iam::${local.account_ids[workspace.account]}:role/${workspace.plan}"
      TFC_AWS_APPLY_ROLE_ARN             = "arn:aws:iam::${local.account_ids[workspace.account]}:role/${workspace.apply}"
    } if contains(keys(local.account_ids), workspace.account)
  }
  credential_variables = merge([
    for name, variables in local.credentials : {
      for key, value in variables : "${name}:${key}" => { workspace = name, key = key, value = value }
    }
  ]...)
}

resource "tfe_variable" "credentials" {
  for_each = local.credential_variables

  workspace_id = tfe_workspace.landing_zone[each.value.workspace].id
  category     = "env"
  key          = each.value.key
  value        = each.value.value
  description  = "The roles that runs work as in AWS"
}
