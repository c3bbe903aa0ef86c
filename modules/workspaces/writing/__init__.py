"""From workspaces to the files that Terraform reads."""
