"""What the policy says of who reaches whom, and what of a network differs from it."""
