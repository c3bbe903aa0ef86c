"""Account Factory for Terraform (AFT): what a user may say of it."""
