"""Requests put to policies, as AWS evaluates them."""
