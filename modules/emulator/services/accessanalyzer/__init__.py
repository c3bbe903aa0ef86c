"""What moto lacks of IAM Access Analyzer: each file is an extension."""
