"""What moto lacks of Amazon Kinesis: each file is an extension."""
