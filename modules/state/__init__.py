"""Where the states of workspaces are, and how they move from one backend to another."""
