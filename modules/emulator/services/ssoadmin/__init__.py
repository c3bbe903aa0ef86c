"""What moto lacks of IAM Identity Center: each file is an extension."""
