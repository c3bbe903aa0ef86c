"""Account Factory for Terraform: its repositories, and the call of its module."""
