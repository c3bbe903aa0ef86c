"""What moto lacks of AWS CodeBuild: each file is an extension."""
