"""What moto lacks of Amazon Athena: each file is an extension."""
