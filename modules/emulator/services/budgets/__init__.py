"""What moto lacks of AWS Budgets: each file is an extension."""
