"""Workspaces of accounts that serve all ML teams."""
