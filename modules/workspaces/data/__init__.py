"""Workspaces of data: what governance sees of lakes, and which team reads which product."""
