locals {
  environment = jsondecode(file("${path.module}/workspaces.json"))
  workspaces  = local.environment.workspaces

  readers = {
    for name in keys(local.workspaces) : name => [
      for reader, workspace in local.workspaces : reader if contains(workspace.reads, name)
    ]
  }
  triggers = merge([
    for name, workspace in local.workspaces : {
      for source in workspace.started_by : "${source}:${name}" => { source = source, started = name }
    }
  ]...)
}

resource "tfe_project" "landing_zone" {
  name        = local.environment.project
  description = "The landing zone ${local.environment.environment}"

  lifecycle {
    prevent_destroy = true
  }
}

resource "tfe_workspace" "landing_zone" {
  for_each = local.workspaces

  name                   = each.key
  project_id             = tfe_project.landing_zone.id
  description            = "Synthesized; run by hand, or after what it depends on"
  terraform_version      = var.terraform_version
  auto_apply             = var.auto_apply
  auto_apply_run_trigger = var.auto_apply
  assessments_enabled    = var.health_assessments
  file_triggers_enabled  = false
  queue_all_runs         = false
  allow_destroy_plan     = false
  force_delete           = false

  lifecycle {
    prevent_destroy = true # it has the only state of what is in AWS
  }
}

# Apart from the workspaces: each names others.
resource "tfe_workspace_settings" "landing_zone" {
  for_each = local.workspaces

  workspace_id              = tfe_workspace.landing_zone[each.key].id
  execution_mode            = "remote"
  global_remote_state       = false
  remote_state_consumer_ids = [for reader in local.readers[each.key] : tfe_workspace.landing_zone[reader].id]
}

resource "tfe_run_trigger" "landing_zone" {
  for_each = local.triggers

  workspace_id  = tfe_workspace.landing_zone[each.value.started].id
  sourceable_id = tfe_workspace.landing_zone[each.value.source].id
}

# Service Catalog refuses a second change while one is worked on.
resource "tfe_variable" "parallelism" {
  for_each = { for name, workspace in local.workspaces : name => workspace if workspace.is_serial }

  workspace_id = tfe_workspace.landing_zone[each.key].id
  category     = "env"
  key          = "TFE_PARALLELISM"
  value        = "1"
  description  = "How many resources are changed at once"
}
