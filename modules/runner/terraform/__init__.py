"""Terraform in one workspace: found, run in a session of its own, its events read and counted."""
