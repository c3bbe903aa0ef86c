"""The workspaces of Identity Center: the platform's access, and that of each tenant."""
