"""What keeps cost in sight: budgets."""
