"""What keeps cost in sight: budgets, categories, unusual costs, tags, exports of the bill."""
