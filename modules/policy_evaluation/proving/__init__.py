"""What the policies deny, compared with what scenarios say."""
