"""What moto lacks of AWS IAM: each file is an extension."""
