"""What moto lacks of AWS Glue: each file is an extension."""
