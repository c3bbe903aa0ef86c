"""What moto lacks of Amazon EC2 and Amazon VPC: each file is an extension."""
