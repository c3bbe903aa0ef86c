"""What moto lacks of AWS Directory Service: each file is an extension."""
