"""What moto lacks of AWS Step Functions: each file is an extension."""
