"""What moto lacks of AWS Lake Formation: each file is an extension."""
