"""The workspace of each account: calls of its blueprints."""
