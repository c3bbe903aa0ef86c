"""What the YAML says of deployment: where Terraform keeps state, and whom it works as."""
