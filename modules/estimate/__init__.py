"""What a synthesized environment costs by the month, with the formula of every number."""
