"""What an account inherits: the effective policies of the kinds that are settings."""
