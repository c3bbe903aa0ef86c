"""Workspaces that left the YAML: which states are left of them, in which order they are destroyed, and with what."""
