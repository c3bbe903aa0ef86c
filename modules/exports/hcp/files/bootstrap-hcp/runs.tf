# checkov judges what was uploaded, before it is planned with anybody's credentials.
resource "tfe_organization_run_task" "gate" {
  count = var.run_task_url == null ? 0 : 1

  name        = "landing-zone-${local.environment.environment}-gate"
  description = "main.py run-task ${local.environment.environment}"
  url         = var.run_task_url
  hmac_key_wo = var.run_task_hmac_key
  enabled     = true

  lifecycle {
    replace_triggered_by = [terraform_data.run_task_key]
  }
}

resource "terraform_data" "run_task_key" {
  input = var.run_task_hmac_key_version
}

resource "tfe_workspace_run_task" "gate" {
  for_each = var.run_task_url == null ? {} : local.workspaces

  workspace_id      = tfe_workspace.landing_zone[each.key].id
  task_id           = tfe_organization_run_task.gate[0].id
  enforcement_level = "mandatory"
  stages            = ["pre_plan"]
}

data "tfe_organization_membership" "notified" {
  for_each = var.notified_emails

  email = each.key
}

# By e-mail: the address of a webhook is a secret, and would be in the state.
resource "tfe_notification_configuration" "landing_zone" {
  for_each = length(var.notified_emails) == 0 ? {} : local.workspaces

  name             = "landing-zone"
  workspace_id     = tfe_workspace.landing_zone[each.key].id
  enabled          = true
  destination_type = "email"
  email_user_ids   = [for member in data.tfe_organization_membership.notified : member.user_id]
  triggers         = ["run:needs_attention", "run:errored", "assessment:drifted", "assessment:failed"]
}
