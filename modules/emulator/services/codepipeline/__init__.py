"""What moto lacks of AWS CodePipeline: each file is an extension."""
