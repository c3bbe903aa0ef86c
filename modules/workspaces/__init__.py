"""Workspaces: one file, one Terraform stack, one state. The only place that wires the rooms' constructs together."""
