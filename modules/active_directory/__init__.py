"""AWS Managed Microsoft AD in the account for shared services, by choice."""
