"""Proof of what organization policies deny, from the workspaces as they were synthesized; nothing of how they were."""
