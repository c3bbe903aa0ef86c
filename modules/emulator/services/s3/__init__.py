"""What moto lacks of Amazon S3: each file is an extension."""
