"""What moto lacks of Amazon SQS: each file is an extension."""
