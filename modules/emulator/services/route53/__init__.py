"""What moto lacks of Amazon Route 53: each file is an extension."""
