"""The workspaces of the network account, and the blueprints of the VPCs that are connected to it."""
