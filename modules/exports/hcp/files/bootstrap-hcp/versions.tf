terraform {
  # Values that are in no state and no plan (ephemeral variables, write-only arguments) came with 1.11.
  required_version = ">= 1.11.0, < 2.0.0"

  required_providers {
    tfe = {
      source  = "hashicorp/tfe"
      version = ">= 0.64.0, < 1.0.0"
    }
  }
}

# TFE_TOKEN, or `terraform login`: the token of a team that may manage projects, workspaces and run tasks.
provider "tfe" {
  hostname     = local.environment.hostname
  organization = local.environment.organization
}
