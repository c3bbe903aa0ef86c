"""The workspaces of AWS Managed Microsoft AD: the directory, its domain, and who accepts it."""
