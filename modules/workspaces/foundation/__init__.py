"""The workspaces of the management account: the organization, Control Tower, accounts, what is delegated."""
