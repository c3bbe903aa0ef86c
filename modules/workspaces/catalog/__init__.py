"""Workspaces of AWS Service Catalog."""
