"""Of states that are left behind."""
