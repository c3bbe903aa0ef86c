"""What moto lacks of Amazon SageMaker: each file is an extension."""
