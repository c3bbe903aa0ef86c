"""VPCs and what lies in every one of them, at a hub as at a spoke."""
