"""What moto lacks of AWS Account Management: each file is an extension."""
