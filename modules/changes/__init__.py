"""What changes between two synthesized folders of an environment, and which workspaces that concerns."""
