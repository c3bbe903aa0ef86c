"""What moto lacks of Amazon Redshift: each file is an extension."""
