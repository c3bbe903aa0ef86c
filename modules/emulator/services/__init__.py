"""What moto lacks: one file for each service, each with a `register` function that `extensions` calls."""
