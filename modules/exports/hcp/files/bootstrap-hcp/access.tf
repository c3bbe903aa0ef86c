data "tfe_team" "named" {
  for_each = var.team_access

  name = each.key
}

resource "tfe_team_project_access" "landing_zone" {
  for_each = var.team_access

  team_id    = data.tfe_team.named[each.key].id
  project_id = tfe_project.landing_zone.id
  access     = each.value
}

data "tfe_policy_set" "named" {
  for_each = var.policy_sets

  name = each.key
}

resource "tfe_project_policy_set" "landing_zone" {
  for_each = var.policy_sets

  policy_set_id = data.tfe_policy_set.named[each.key].id
  project_id    = tfe_project.landing_zone.id
}
