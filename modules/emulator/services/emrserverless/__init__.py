"""What moto lacks of Amazon EMR Serverless: each file is an extension."""
