"""What moto lacks of Amazon Route 53 Profiles: each file is an extension."""
