"""HCP Terraform (Terraform Cloud): the workspaces that an environment has there, and what is uploaded to each."""
