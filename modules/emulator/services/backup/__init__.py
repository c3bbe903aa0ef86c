"""What moto lacks of AWS Backup: each file is an extension."""
