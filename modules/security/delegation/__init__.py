"""What the management account registers, so that another account administers a service."""
