"""Who may do what where, read from the workspaces as they were synthesized; nothing of how they were."""
