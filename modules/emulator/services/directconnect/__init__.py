"""What moto lacks of AWS Direct Connect: each file is an extension."""
